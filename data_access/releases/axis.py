"""The days on which restricted readers see figures: few, and fixed in advance, so that all can be protected at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from data_access.queries.buckets import HALF_YEARS
from data_access.question import Period, Question


@dataclass(frozen=True)
class Axis:
    """Days in order, each once.

    ``periods``: the closed reporting periods. ``ends``: their last days. ``halves``: the last days of the half-years
    from the programme's first one to the last that ended with or before them. ``days``: all of these days, and those
    before each period begins, from which its own contribution is counted.
    """

    periods: tuple[Period, ...]
    ends: tuple[date, ...]
    halves: tuple[date, ...]
    days: tuple[date, ...]


def axis(question: Question) -> Axis:
    """The days of all periods that are over today."""
    programme = question.programme
    periods = tuple(one for one in programme.periods if one.ends_on < question.today)
    ends = sorted({one.ends_on for one in periods})
    if not ends:
        return Axis((), (), (), ())
    first, last = HALF_YEARS.of(programme.starts_on), HALF_YEARS.of(HALF_YEARS.closed_on(ends[-1]))
    halves = [HALF_YEARS.ends_on(one) for one in range(first, last + 1)]
    before = [one.starts_on - timedelta(days=1) for one in periods]
    return Axis(periods, tuple(ends), tuple(halves), tuple(sorted({*ends, *halves, *before})))
