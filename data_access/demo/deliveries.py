"""What was delivered when: an earlier state of the records for each version of a report, and today's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from data_access.demo.blemishes import Blemishes, blemished, found
from data_access.demo.calendar import Calendar
from data_access.demo.known import known
from data_access.demo.records import records
from data_access.demo.reported import reported
from data_access.demo.row import Row
from data_access.demo.timetable import Round, rounds


@dataclass(frozen=True)
class Delivery:
    """The workbook's sheets as they were delivered on a day, and the version of a report made of them."""

    on: date
    sheets: Mapping[str, list[Row]]
    made_into: Round | None = None


def deliveries(today: date, seed: int = 1) -> tuple[Delivery, ...]:
    """All of them, the first first; the last is today's, in which what was wrong in those before is mended."""
    calendar = Calendar(today)
    now = records(calendar, seed)
    made: list[Delivery] = []
    for taken in rounds(calendar):
        evening = taken.delivered_on - timedelta(1)
        sheets = blemished(known(now, evening, calendar), _wrong(now, taken, seed))
        made.append(
            Delivery(taken.delivered_on, sheets | {"reported": _typed(made, taken.delivered_on, today.year)}, taken)
        )
    return (*made, Delivery(today, now | {"reported": _typed(made, today, today.year)}))


def _wrong(now: Mapping[str, list[Row]], taken: Round, seed: int) -> Blemishes:
    """What is wrong with the delivery; of what was wrong with the first for a report, the second mends a part."""
    rng = Random(f"{seed}:{taken.period}")  # noqa: S311 - made-up data, to be made again alike
    wrong = found(now, taken.span, rng, first=taken.period == 0)
    return wrong.of_people if taken.turn else wrong


def _typed(made: list[Delivery], day: date, year: int) -> list[Row]:
    """The sheet ``reported``: of each report submitted before ``day`` the figures of its last version."""
    last = {one.made_into.period: one for one in made if one.made_into and one.made_into.submitted_on < day}
    return [row for one in last.values() if one.made_into for row in reported(one.made_into, one.sheets, year)]
