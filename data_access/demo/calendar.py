"""The days of the demonstration programme: always in mid-flight on the day it is made for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

JULY = 7
WEEKEND = 5  # Saturday and after


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both within it."""

    first: date
    last: date


@dataclass(frozen=True)
class Calendar:
    """Days counted from ``today``: starts on 1 January of the year before, ends 2½ years later."""

    today: date

    @property
    def span(self) -> Span:
        """The programme's duration."""
        return Span(date(self.today.year - 1, 1, 1), date(self.today.year + 1, 6, 30))

    @property
    def periods(self) -> tuple[Span, ...]:
        """The five half-years."""
        first = self.today.year - 1
        halves = [(year, half) for year in (first, first + 1, first + 2) for half in (1, 2)][:5]
        return tuple(
            Span(date(year, 1, 1), date(year, 6, 30)) if half == 1 else Span(date(year, 7, 1), date(year, 12, 31))
            for year, half in halves
        )

    @property
    def cohorts(self) -> tuple[Span, Span]:
        """The two accelerators, each of about a year; the second is half-way through, or has just begun."""
        year, month = self.today.year, self.today.month
        six_months_ago = date(year if month > 6 else year - 1, (month + 5) % 12 + 1, 1)
        second = max(date(year - 1, 12, 12), six_months_ago)
        return Span(date(year - 1, 1, 15), date(year - 1, 12, 15)), Span(second, second + timedelta(364))

    @property
    def vacancy(self) -> Span:
        """The weeks in which nobody ran the network."""
        return Span(date(self.today.year, 2, 10), date(self.today.year, 3, 24))

    def month(self, number: int, day: int = 1) -> date:
        """The ``day`` of the month that begins ``number`` months after the programme."""
        return date(self.today.year - 1 + number // 12, number % 12 + 1, day)

    def closed(self) -> tuple[Span, ...]:
        """The half-years that are over."""
        return tuple(period for period in self.periods if period.last < self.today)


def working_day(rng: Random, first: date, last: date) -> date:
    """A day of ``first`` to ``last`` on which work is done; ``first`` where there is none.

    Nobody works at weekends, in July, or from 22 December to Epiphany.
    """
    if last <= first:
        return first
    days = [day for day in (first + timedelta(n) for n in range((last - first).days + 1)) if works(day)]
    return rng.choice(days) if days else first


def next_working_day(day: date) -> date:
    """``day`` itself or the first day after it on which work is done."""
    while not works(day):
        day += timedelta(1)
    return day


def works(day: date) -> bool:
    """Whether anything happens on ``day``."""
    winter = (day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 6)
    return day.weekday() < WEEKEND and day.month != JULY and not winter


def months(first: date, last: date) -> Iterator[Span]:
    """The months from ``first`` on that end before ``last``, Julys left out."""
    start = first.replace(day=1)
    while start <= last:
        following = (start + timedelta(32)).replace(day=1)
        if start.month != JULY:
            yield Span(max(start, first), min(following - timedelta(1), last))
        start = following
