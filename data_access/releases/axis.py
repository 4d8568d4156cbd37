"""The days on which restricted readers see figures: a finite set, fixed in advance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from data_access.queries.buckets import HALF_YEARS
from data_access.question import Period, Question


@dataclass(frozen=True)
class Axis:
    """Days in order, each once.

    ``periods``: those closed. ``ends``: their last days. ``halves``: of the half-years closed with them, from the
    programme's first on. ``days``: all of these, and the days before a period begins.
    """

    periods: tuple[Period, ...]
    ends: tuple[date, ...]
    halves: tuple[date, ...]
    days: tuple[date, ...]


def axis(question: Question) -> Axis:
    """The days that are closed today."""
    programme = question.programme
    periods = tuple(one for one in programme.periods if one.ends_on < question.today)
    ends = sorted({one.ends_on for one in periods})
    if not ends:
        return Axis((), (), (), ())
    first, last = HALF_YEARS.of(programme.starts_on), HALF_YEARS.of(HALF_YEARS.closed_on(ends[-1]))
    halves = [HALF_YEARS.ends_on(one) for one in range(first, last + 1)]
    before = [one.starts_on - timedelta(days=1) for one in periods]
    return Axis(periods, tuple(ends), tuple(halves), tuple(sorted({*ends, *halves, *before})))
