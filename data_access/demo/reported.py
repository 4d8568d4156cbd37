"""What somebody typed into the financier's system, from the records as they stood then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from data_access.demo import counts
from data_access.demo.counts import Sheets
from data_access.demo.framework import period_code
from data_access.demo.row import Row
from data_access.demo.timetable import Round

# Slips of the pen: by indicator and half-year, the difference from what the records said; two digits swapped in one.
SLIPS: Mapping[tuple[str, int], float] = {
    ("O.2.3", 1): 9, ("P.3", 0): -4, ("P.4", 1): 3.5, ("P.8", 1): -1, ("P.9", 0): 1,
}  # fmt: skip
LARGEST = ("female", "18_60")  # the cell that holds most people


def reported(taken: Round, sheets: Sheets, year: int) -> list[Row]:
    """The figures of one report, from the sheets that it was made of; some are a bit off. ``year``: today's."""
    handed_in = {"period": period_code(taken.span), "submitted_on": taken.submitted_on}
    return [row | handed_in for row in _figures(sheets, taken.span.last, taken.period, year)]


def _figures(sheets: Sheets, day: date, period: int, year: int) -> Iterator[Row]:
    for code, value in counts.totals(sheets, day):
        yield {"indicator": code, "value": value + SLIPS.get((code, period), 0)}
    for cell, value in counts.trained(sheets, day, year).items():
        gender, group = cell
        slip = SLIPS.get(("P.3", period), 0) if cell == LARGEST else 0
        yield {"indicator": "P.3", "gender": gender, "age_group": group, "value": value + slip}
