"""Between which two states of the records something is compared, and as of which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data_access.reports.frozen import Frozen


@dataclass(frozen=True)
class Span:
    """From the records as ``known`` with a delivery to those of ``until`` (None: as they stand today), as of ``day``.

    Complete where a report was frozen with ``known``, and with ``until``: of other states the entries that have gone
    since are not kept.
    """

    known: int
    day: date
    until: int | None = None


def after(report: Frozen) -> Span:
    """From what the report froze to today."""
    return Span(report.data_version, report.as_of)
