"""The organisations of the two accelerators and how each keeps pace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from data_access.demo.calendar import Calendar
from data_access.demo.row import Row, texts

STALLED_AFTER = timedelta(weeks=21)
LEFT_AFTER = timedelta(weeks=26)
GRACE = timedelta(weeks=20)  # how long after the accelerator's end an organisation still meets


@dataclass(frozen=True)
class Organisation:
    """An organisation that takes part. ``active_to``: the last day on which anything happens with it."""

    code: str
    cohort: int
    pace: str
    starts_on: date
    joined_on: date
    active_to: date
    left_on: date | None

    @property
    def cohort_code(self) -> str:
        """The code of its cohort."""
        return f"C{self.cohort}"


def taking_part(calendar: Calendar, rng: Random) -> list[Organisation]:
    """The 45 organisations of both cohorts."""
    return [_organisation(row, calendar, rng) for row in texts("organisations")["organisations"] if "cohort" in row]


def _organisation(row: Row, calendar: Calendar, rng: Random) -> Organisation:
    cohort = calendar.cohorts[row["cohort"] - 1]
    joined_on = cohort.first + timedelta(rng.randrange(-10, 11))
    left_on = joined_on + LEFT_AFTER if row["pace"] == "left" else None
    silent = {"stalled": joined_on + STALLED_AFTER, "late": calendar.span.last}.get(row["pace"], cohort.last + GRACE)
    return Organisation(
        code=row["organisation"],
        cohort=row["cohort"],
        pace=row["pace"],
        starts_on=cohort.first,
        joined_on=joined_on,
        active_to=min(left_on or silent, calendar.today),
        left_on=left_on if left_on and left_on <= calendar.today else None,
    )


def rows(organisations: list[Organisation]) -> list[Row]:
    """The sheet ``organisations``: those that take part, and the city that two of them belong to."""
    known = {organisation.code: organisation for organisation in organisations}
    return [_row(row, known.get(row["organisation"])) for row in texts("organisations")["organisations"]]


def _row(text: Row, organisation: Organisation | None) -> Row:
    written = {name: value for name, value in text.items() if name not in {"pace", "cohort"}}
    if organisation is None:
        return written
    return written | {
        "cohort": organisation.cohort_code,
        "joined_on": organisation.joined_on,
        "left_on": organisation.left_on,
    }
