"""All numbers that a role could see, and what everybody knows of how they are related.

To an attacker the hidden ones are unknowns and the others constants.
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
    """A number that is shown or hidden.

    ``name``: see ``protection.names``. ``value``: the true one.
    ``least``: its threshold; where it is hidden its interval must be as wide.
    ``small``: it must be hidden, as too few people are behind it. ``exact``: it must be shown, however small.
    ``signed``: it may be below 0. ``loss``: what hiding it costs; more where it matters more to readers.
    ``shown``: True or False where that was decided before, None where it is still to be decided.
    ``inner``: no page shows it; it stands in relations alone, and need not be protected.
    ``whole``: it counts the whole programme. That a later delivery corrects it by a few people tells of no group, so
    such a correction does not make it small (``releases.past``).
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
    """A sum of statistics, each times its factor, of which everybody knows something.

    ``terms``: the factors by the names of the statistics.
    ``equal``: the sum is 0, as that of parts less their total. Otherwise the sum is a number of its own, although no
    page shows it (how many came between two days, how many are in the main indicator alone), and at least 0 unless it
    is ``signed``.
    ``least``: the threshold of that number, None where it says nothing of people. ``delicate``: it is below its
    threshold, so it must not be worked out.
    """

    terms: Mapping[str, float]
    equal: bool = False
    signed: bool = False
    least: int | None = None
    delicate: bool = False


@dataclass(frozen=True)
class Block:
    """Some relations over some statistics, as a sparse matrix: a row for each relation, a column for each statistic.

    ``starts``: where each row begins in ``columns`` and ``factors``; the last one is where all end. The variables are
    distances from the true values; ``least`` and ``most`` bound what each row comes to.
    """

    starts: Places
    columns: Places
    factors: Numbers
    least: Numbers
    most: Numbers


class System:
    """Statistics and relations with numbers in place of names.

    ``place``: the index of each statistic, by name. ``rows``: of each relation the places and the factors.
    """

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
        """What the sum of each relation truly is."""
        return np.array([factors @ self.values[places] for places, factors in self.rows], dtype=float)

    @cached_property
    def delicate(self) -> Marks:
        """Which relations are ``delicate``."""
        return np.array([one.delicate for one in self.relations], dtype=bool)

    @cached_property
    def inner(self) -> Marks:
        """Which statistics are ``inner``."""
        return np.array([one.inner for one in self.statistics], dtype=bool)

    @cached_property
    def rows_of(self) -> Sequence[Sequence[int]]:
        """For each statistic the relations in which it stands, by their index."""
        found: list[list[int]] = [[] for _ in self.statistics]
        for row, (places, _) in enumerate(self.rows):
            for place in places:
                found[place].append(row)
        return found

    @cached_property
    def rooms(self) -> tuple[Numbers, Numbers]:
        """How far below and above its true sum each relation may be, by all that is known of it."""
        equal = np.array([one.equal for one in self.relations], dtype=bool)
        # Where the true sum is below 0 although it should not be, an attacker cannot rely on it.
        free = np.array([one.signed for one in self.relations], dtype=bool) | (self.sums < 0)
        return np.where(equal, 0.0, np.where(free, -np.inf, -self.sums)), np.where(equal, 0.0, np.inf)

    def block(self, places: Sequence[int], rows: Sequence[int]) -> Block:
        """The relations ``rows`` over the statistics ``places``; all other statistics keep their true values."""
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
        """The connected parts of the system, each as its statistics (out of ``among``) and its relations.

        Two statistics are connected where they stand in one relation. Parts can be solved one by one.
        """
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
