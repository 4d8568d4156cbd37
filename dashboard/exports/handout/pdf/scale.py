"""A scale of values: where they stand on paper, and the round numbers beside it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.exports.handout.drawing import Drawing, Kind
from dashboard.i18n import Words

_ROUND = (1, 2, 2.5, 5, 10)
_TICKS = 5


@dataclass(frozen=True)
class Scale:
    """From ``low`` to ``high``, both among ``ticks``; ``said`` writes a value."""

    low: float
    high: float
    ticks: Sequence[float]
    said: Callable[[float], str]

    def share(self, value: float) -> float:
        """Where the value stands: 0 at the low end, 1 at the high one."""
        return round((value - self.low) / (self.high - self.low), 5)


def scale(drawing: Drawing, words: Words) -> Scale:
    """The scale that holds the drawing's values, and zero."""
    if drawing.kind is Kind.SHARES:
        return Scale(0, 1, (0, 0.25, 0.5, 0.75, 1), words.percent)
    reached = [0.0, *_reached(drawing)]
    step = _step(max(reached) - min(reached))
    low, high = math.floor(min(reached) / step), math.ceil(max(reached) / step)
    ticks = [round(at * step, 6) for at in range(low, max(high, low + 1) + 1)]
    return Scale(ticks[0], ticks[-1], ticks, words.percent if drawing.percent else words.number)


def _reached(drawing: Drawing) -> list[float]:
    if drawing.kind is Kind.STACKED:
        both = [[value for value in column if value is not None] for column in drawing.columns]
        return [sum(value for value in column if sign * value > 0) for column in both for sign in (1, -1)]
    return [value for one in drawing.series for value in one.values if value is not None]


def _step(span: float) -> float:
    """A round number of which at most _TICKS fit."""
    if span <= 0:
        return 1.0
    least = span / _TICKS
    power = 10 ** math.floor(math.log10(least))
    return float(next(one * power for one in _ROUND if one * power >= least))
