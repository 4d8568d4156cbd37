"""The entries that a report rests on, all of them, as they were known when it was frozen."""

from __future__ import annotations

from data_access.protection import PublishableFrame
from data_access.queries import evidence
from data_access.question import Question
from data_access.reports.frozen import Frozen


def register(question: Question, report: Frozen) -> PublishableFrame:
    """The entries of all indicators, counted and left out, that the viewer may see singly. One query.

    Columns: those of ``queries.evidence.entries``. In the catalogue's order of indicators, then by day (entries
    without one last). Raises Forbidden for the steering group.
    """
    return evidence.register(question, known=report.data_version, as_of=report.as_of)
