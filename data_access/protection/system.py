"""Everything that a role gets, as numbers and the equations between them.

``hidden`` numbers are the unknowns of whoever tries to work them out, the others their constants.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int_]


@dataclass(frozen=True)
class Statistic:
    """A number that is shown or hidden. ``name``: says of what; ``value``: what it is.

    ``least``: how wide the interval must be where it is hidden. ``small``: it must be hidden. ``exact``: it must be
    shown. ``signed``: it may be below 0. ``loss``: what hiding it costs, more for what matters more. ``shown``: whether
    it is, where that was decided before. ``inner``: it is shown nowhere, and says nothing of anybody. ``whole``: it is
    of the whole programme, so that a correction by few tells of no group.
    """

    name: str
    value: float
    least: int
    small: bool = False
    exact: bool = False
    signed: bool = False
    loss: float = 1.0
    shown: bool | None = None
    inner: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Relation:
    """A sum of statistics, each times its factor, of which something is known to everybody.

    ``equal``: it is 0. Otherwise it is a number that follows from others (who came between two days, who is in the main
    indicator alone), and at least 0, unless ``signed``. ``least``: the threshold of that number, None where it says
    nothing of anybody. ``delicate``: it is small, so that it must not be found out.
    """

    terms: Mapping[str, float]
    equal: bool = False
    signed: bool = False
    least: int | None = None
    delicate: bool = False


@dataclass(frozen=True)
class Block:
    """Some relations over some statistics, its columns: the rows of a sparse matrix, one after the other.

    ``starts``: where each row begins in ``columns`` and ``factors``, and at last their end. ``least`` and ``most``: how
    far each may move from what it comes to.
    """

    starts: Places
    columns: Places
    factors: Numbers
    least: Numbers
    most: Numbers


class System:
    """Statistics by their place, relations as rows of a matrix kept in lists."""

    def __init__(self, statistics: Sequence[Statistic], relations: Sequence[Relation]) -> None:
        self.statistics = statistics
        self.relations = relations
        self.place = {one.name: at for at, one in enumerate(statistics)}
        self.rows = [
            (np.array([self.place[name] for name in one.terms]), np.array(list(one.terms.values()), dtype=float))
            for one in relations
        ]

    @cached_property
    def values(self) -> Numbers:
        """The value of each statistic."""
        return np.array([one.value for one in self.statistics], dtype=float)

    @cached_property
    def least(self) -> Numbers:
        """The threshold of each statistic."""
        return np.array([one.least for one in self.statistics], dtype=float)

    @cached_property
    def signed(self) -> Marks:
        """Which statistics may be below 0."""
        return np.array([one.signed for one in self.statistics], dtype=bool)

    @cached_property
    def sums(self) -> Numbers:
        """What each relation comes to."""
        return np.array([factors @ self.values[places] for places, factors in self.rows], dtype=float)

    @cached_property
    def delicate(self) -> Marks:
        """Which relations come to a number that must not be found out."""
        return np.array([one.delicate for one in self.relations], dtype=bool)

    @cached_property
    def inner(self) -> Marks:
        """Which statistics are shown nowhere."""
        return np.array([one.inner for one in self.statistics], dtype=bool)

    @cached_property
    def rows_of(self) -> Sequence[Sequence[int]]:
        """For each statistic the relations it stands in."""
        found: list[list[int]] = [[] for _ in self.statistics]
        for row, (places, _) in enumerate(self.rows):
            for place in places:
                found[place].append(row)
        return found

    @cached_property
    def rooms(self) -> tuple[Numbers, Numbers]:
        """How far down and up each relation may move from what it comes to."""
        equal = np.array([one.equal for one in self.relations], dtype=bool)
        # A number that is below 0 all the same binds nobody.
        free = np.array([one.signed for one in self.relations], dtype=bool) | (self.sums < 0)
        return np.where(equal, 0.0, np.where(free, -np.inf, -self.sums)), np.where(equal, 0.0, np.inf)

    def block(self, places: Sequence[int], rows: Sequence[int]) -> Block:
        """The relations ``rows`` over the statistics ``places``; the others stay as they are."""
        column = np.full(len(self.statistics), -1)
        column[places] = np.arange(len(places))
        least, most = (side[list(rows)] for side in self.rooms)
        if not len(rows):
            return Block(np.zeros(1, dtype=int), np.zeros(0, dtype=int), np.zeros(0), least, most)
        columns = column[np.concatenate([self.rows[row][0] for row in rows])]
        among = columns >= 0
        ends = np.cumsum([0, *(len(self.rows[row][0]) for row in rows)])
        starts = np.concatenate([[0], np.cumsum(among)])[ends]
        factors = np.concatenate([self.rows[row][1] for row in rows])
        return Block(starts, columns[among], factors[among], least, most)

    def parts(self, among: Marks) -> list[tuple[list[int], list[int]]]:
        """The parts (statistics, relations) that hang together by the statistics ``among``."""
        seen = np.zeros(len(self.statistics), dtype=bool)
        taken = np.zeros(len(self.relations), dtype=bool)
        found = []
        for start in np.flatnonzero(among):
            if seen[start]:
                continue
            seen[start] = True
            places, rows, waiting = [], [], [int(start)]
            while waiting:
                place = waiting.pop()
                places.append(place)
                for row in self.rows_of[place]:
                    if not taken[row]:
                        taken[row] = True
                        rows.append(row)
                        fresh = [int(one) for one in self.rows[row][0] if among[one] and not seen[one]]
                        seen[fresh] = True
                        waiting += fresh
            found.append((places, rows))
        return found
