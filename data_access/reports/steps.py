"""What was done to reports, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, select

from data_access.models import report_steps, report_versions
from data_access.protection import PublishableFrame, protect
from data_access.queries.rows import frame
from data_access.question import Question
from data_access.reports.states import Step
from data_access.viewer import Forbidden

Taken = Mapping[str, Sequence[Row[Any]]]  # the steps of each period's report, first to last


def steps(question: Question, period: str) -> PublishableFrame:
    """What was done to the report, first to last. Raises Forbidden for an organisation. One query.

    Columns: number, step (see ``Step``), version, taken_at (in UTC), taken_by, comment, hash (of the version).
    """
    rows = frame(question, _known(question).where(report_steps.c.period == period))
    return protect(rows.drop(columns="period"), question)


def taken(question: Question) -> Taken:
    """The rows of ``steps`` of every report. Raises Forbidden as there. One query."""
    found: dict[str, list[Row[Any]]] = {}
    for row in question.connection.execute(_known(question)):
        found.setdefault(row.period, []).append(row)
    return found


def _known(question: Question) -> Select[Any]:
    """The steps that the viewer may know of: versions never handed in are the project's own affair."""
    if question.viewer.organisation is not None:
        raise Forbidden("reports")
    step, version = report_steps.c, report_versions.c
    same = (version.programme_id == step.programme_id) & (version.period == step.period)
    wanted = (
        select(
            step.number, step.period, step.step, step.version, step.taken_at, step.taken_by, step.comment, version.hash
        )
        .join(report_versions, same & (version.version == step.version))
        .where(step.programme_id == question.programme.id)
        .order_by(step.number)
    )
    if question.viewer.restricted:
        wanted = wanted.where(step.step != str(Step.PREPARE))
    return wanted
