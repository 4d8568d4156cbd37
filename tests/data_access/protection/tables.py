"""Small systems for the tests: tables with their sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np

from data_access.protection.attack import Interval, intervals
from data_access.protection.system import Marks, Relation, Statistic, System

K = 3


def number(name: str, value: float, *, least: int = K, **more: object) -> Statistic:
    """A number of people: hidden where it is small."""
    given = {"small": 0 < value < least and not more.get("exact"), "loss": 1 + np.log1p(value)}
    return Statistic(name, float(value), least, **(given | more))


def row(cells: Sequence[int], **total: object) -> System:
    """Cells ``a``, ``b`` ... that add up to ``total``, which is exact."""
    names = "abcdefgh"[: len(cells)]
    statistics = [number(*one) for one in zip(names, cells, strict=True)]
    sums = Relation({**dict.fromkeys(names, 1.0), "total": -1.0}, equal=True)
    return System([*statistics, number("total", sum(cells), **({"exact": True} | total))], [sums])


def square(cells: Sequence[Sequence[int]], **sums: object) -> System:
    """Cells ``00``, ``01`` ... of a table, with the sums of its rows (``0-``) and columns (``-0``) and of all."""
    values = np.array(cells)
    named = {f"{at}{column}": int(one) for (at, column), one in np.ndenumerate(values)}
    whole = {f"{at}-": int(one) for at, one in enumerate(values.sum(axis=1))}
    whole |= {f"-{at}": int(one) for at, one in enumerate(values.sum(axis=0))}
    statistics = [number(*one) for one in named.items()] + [number(*one, **sums) for one in whole.items()]
    statistics.append(number("--", int(values.sum()), **sums))
    relations = []
    relations += [
        Relation({**{one: 1.0 for one in named if one[0] == str(at)}, f"{at}-": -1.0}, equal=True)
        for at in range(len(values))
    ]
    relations += [
        Relation({**{one: 1.0 for one in named if one[1] == str(at)}, f"-{at}": -1.0}, equal=True)
        for at in range(values.shape[1])
    ]
    relations.append(Relation({**{f"{at}-": 1.0 for at in range(len(values))}, "--": -1.0}, equal=True))
    return System(statistics, relations)


def marked(system: System, names: Sequence[str]) -> Marks:
    """Those of the names."""
    return np.array([one.name in names for one in system.statistics], dtype=bool)


def taken(system: System, marks: Marks) -> set[str]:
    """The names of those marked."""
    return {one.name for one, mark in zip(system.statistics, marks, strict=True) if mark}


def possible(system: System, marks: Marks, most: int) -> Mapping[str, tuple[int, int]]:
    """For each hidden number the smallest and largest whole number up to ``most`` it can be: all are tried."""
    hidden = [int(at) for at in np.flatnonzero(marks)]
    grid = np.array(list(product(range(most + 1), repeat=len(hidden))), dtype=float)
    every = np.tile(system.values, (len(grid), 1))
    every[:, hidden] = grid
    good = np.ones(len(grid), dtype=bool)
    for (places, factors), relation in zip(system.rows, system.relations, strict=True):
        sums = every[:, places] @ factors
        good &= sums == 0 if relation.equal else (sums >= 0) | relation.signed
    return {
        system.statistics[place].name: (int(grid[good, at].min()), int(grid[good, at].max()))
        for at, place in enumerate(hidden)
    }


def by_name(system: System, marks: Marks) -> Mapping[str, Interval]:
    """The intervals, by what they are of."""
    return {one.name: one for one in intervals(system, marks)}
