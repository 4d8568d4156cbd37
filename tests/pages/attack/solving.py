"""Between what and what a sum of hidden numbers must lie, by linear programming."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

MOST = 1000.0  # more people than there are
SLACK = 1e-6


@dataclass(frozen=True)
class Wish:
    """A sum of unknowns, and the ``rest`` of it that is known. Its true value must not be found out.

    ``least``: how many numbers must remain that it could be.
    """

    name: str
    terms: Mapping[Any, float]
    rest: float
    value: float
    least: int


@dataclass(frozen=True)
class Found:
    """Between ``low`` and ``high`` lies what was wished for."""

    wish: Wish
    low: float
    high: float

    @property
    def narrow(self) -> bool:
        """Whether small numbers alone remain, or fewer than the threshold.

        That somebody is there at all is known of most numbers that are hidden, so it gives nothing away.
        """
        low = 0.0 if self.low <= 1 + SLACK else self.low
        return self.high - low < self.wish.least - SLACK


class Unknowns:
    """The hidden numbers, with what holds between them and numbers that are known."""

    def __init__(self, least: Mapping[Any, float]) -> None:
        """``least``: each unknown and what it is at least."""
        self._place = {one: at for at, one in enumerate(least)}
        self._model = highspy.Highs()
        self._model.setOptionValue("output_flag", False)
        self._model.setOptionValue("threads", 1)
        for low in least.values():
            self._model.addVar(low, MOST)

    def hold(self, terms: Mapping[Any, float], low: float, high: float) -> None:
        """The sum lies between the two."""
        places = np.array([self._place[one] for one in terms], dtype=np.int32)
        self._model.addRow(low, high, len(places), places, np.array(list(terms.values()), dtype=float))

    def intervals(self, wishes: Sequence[Wish]) -> Iterator[Found]:
        """As far as it takes to see that they are wide enough."""
        count = len(self._place)
        weights = np.zeros((len(wishes), count))
        for at, wish in enumerate(wishes):
            for one, by in wish.terms.items():
                weights[at, self._place[one]] += by
        low, high = np.full(len(wishes), np.inf), np.full(len(wishes), -np.inf)
        for at, wish in enumerate(wishes):
            for direction in (highspy.ObjSense.kMaximize, highspy.ObjSense.kMinimize):
                if high[at] - low[at] >= wish.least - SLACK:
                    break
                reached = weights @ self._end(weights[at], direction)
                low, high = np.minimum(low, reached), np.maximum(high, reached)
            yield Found(wish, wish.rest + float(low[at]), wish.rest + float(high[at]))

    def _end(self, weights: np.ndarray, direction: highspy.ObjSense) -> np.ndarray:
        self._model.changeColsCost(len(weights), np.arange(len(weights), dtype=np.int32), weights)
        self._model.changeObjectiveSense(direction)
        self._model.run()
        status = self._model.getModelStatus()
        assert status == highspy.HighsModelStatus.kOptimal, status
        return np.array(self._model.getSolution().col_value)
