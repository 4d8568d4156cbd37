"""Progress from a baseline towards a target, against a plan.

A baseline that was not given counts as 0: the figures are cumulative and begin with the programme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

TOLERANCE = 0.05  # five hundredths of the way from baseline to target are still on plan


class Basis(StrEnum):
    """What a planned value rests on: the path of targets by period, or the time elapsed."""

    TARGETS = "targets"
    TIME = "time"


class Pace(StrEnum):
    """A value compared with its plan."""

    BEHIND = "behind"
    ON = "on"
    AHEAD = "ahead"


def progress(value: float | None, baseline: float | None, target: float | None) -> float | None:
    """The share of the way from baseline to target; above 1 when passed, also where the target lies below.

    None where the value or the target is unknown, or target and baseline are the same.
    """
    if value is None or target is None or target == (baseline or 0.0):
        return None
    return (value - (baseline or 0.0)) / (target - (baseline or 0.0))


@dataclass(frozen=True)
class Plan:
    """What was planned for one indicator.

    ``path``: planned cumulative values at the ends of periods, in their order; may be empty.
    """

    starts_on: date
    ends_on: date
    baseline: float | None
    target: float | None
    path: Sequence[tuple[date, float]] = ()

    @property
    def basis(self) -> Basis | None:
        """What planned values rest on; None where nothing was planned."""
        if self.path:
            return Basis.TARGETS
        return None if self.target is None else Basis.TIME

    def planned(self, day: date) -> float | None:
        """The value planned for ``day``, on straight lines from the baseline at the start, point to point."""
        points = self._points()
        if len(points) < 2:
            return None
        days, values = zip(*points, strict=True)
        return float(np.interp(day.toordinal(), [one.toordinal() for one in days], values))

    def pace(self, value: float | None, day: date) -> Pace | None:
        """Whether ``value`` is behind, on or ahead of what was planned for ``day``; None where unknown."""
        planned = self.planned(day)
        way = 0.0 if planned is None else self._points()[-1][1] - (self.baseline or 0.0)
        if value is None or planned is None or way == 0.0:
            return None
        lead = (value - planned) / way
        if abs(lead) <= TOLERANCE:
            return Pace.ON
        return Pace.AHEAD if lead > 0 else Pace.BEHIND

    def _points(self) -> Sequence[tuple[date, float]]:
        points = [(self.starts_on, self.baseline or 0.0), *(one for one in self.path if one[0] > self.starts_on)]
        if self.target is not None and points[-1][0] < self.ends_on:
            points.append((self.ends_on, self.target))
        return points


def forecast(now: tuple[date, float], earlier: tuple[date, float], ends_on: date) -> float | None:
    """The value at ``ends_on`` if it goes on as between two days (day, value); None from a single day."""
    elapsed = (now[0] - earlier[0]).days
    remaining = max((ends_on - now[0]).days, 0)
    if elapsed <= 0:
        return None
    return now[1] + (now[1] - earlier[1]) / elapsed * remaining
