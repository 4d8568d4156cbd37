"""When the demonstration's reports were delivered for, prepared, submitted and answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from data_access.demo.calendar import Calendar, Span

SATURDAY = 5
# Days after the period's end: delivered and prepared, submitted, answered. The first report goes two rounds.
FIRST = ((17, 24, 40), (47, 51, 72))
LATER = ((17, 24, 58),)


@dataclass(frozen=True)
class Round:
    """One version of a report on its way. ``answered_on``: None while the financier has not looked at it.

    ``returned``: the answer was to mend it. ``period`` and ``turn``: the numbers of the half-year and of the version
    of its report, from 0. Prepared on the day of delivery.
    """

    period: int
    turn: int
    span: Span
    delivered_on: date
    submitted_on: date
    answered_on: date | None
    returned: bool


def rounds(calendar: Calendar) -> tuple[Round, ...]:
    """Those whose delivery was before today, first to last; what follows the delivery may still be to come.

    The report of the last closed period waits for the financier's answer.
    """
    closed = calendar.closed()
    every = (one for number, span in enumerate(closed) for one in _rounds(number, span, last=span == closed[-1]))
    return tuple(one for one in every if one.delivered_on < calendar.today)


def _rounds(number: int, span: Span, *, last: bool) -> Iterator[Round]:
    plan = LATER if number else FIRST
    for turn, days in enumerate(plan):
        delivered_on, submitted_on, answered_on = (_weekday(span.last + timedelta(day)) for day in days)
        over = turn == len(plan) - 1
        answered = None if over and last else answered_on
        yield Round(number, turn, span, delivered_on, submitted_on, answered, returned=not over)


def _weekday(day: date) -> date:
    """``day``, or the Monday after a weekend."""
    return day + timedelta(max(7 - day.weekday(), 0) if day.weekday() >= SATURDAY else 0)
