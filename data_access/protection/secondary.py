"""Which further numbers are hidden so that no hidden one can be worked out: the cheapest, by integer programming."""

from __future__ import annotations

from functools import cached_property

import highspy
import numpy as np

from data_access.protection.attack import (
    SLACK,
    Interval,
    Target,
    bounds,
    intervals,
    linear_programme,
    room,
    solved,
    targets,
)
from data_access.protection.system import Marks, Numbers, Statistic, System

NEAR = 60  # how many statistics around a target are looked at first
WIDER = 8  # and how many times more where they do not suffice
DEAR = 100.0  # what costs more is hidden only where nothing else helps
# Searches that take a third of the time and find nothing better in programmes as small as these
NEEDLESS = (
    "mip_heuristic_run_root_reduced_cost",
    "mip_heuristic_run_feasibility_jump",
    "mip_heuristic_run_rens",
    "mip_heuristic_run_rins",
)
SECONDS = 2.0  # for one target; what is found by then protects it, if not at the lowest cost


def hidden(system: System) -> Marks:
    """Which of the statistics are hidden: the small ones, and as many more as it takes.

    In the end every interval (``attack.intervals``) is as wide as its threshold, or as wide as it can be: the parts of
    an exact total below the threshold have no more room.
    """
    marks = np.array([_hidden(one) for one in system.statistics], dtype=bool)
    free = np.array([one.shown is None and not one.exact for one in system.statistics], dtype=bool)
    widest: dict[str, float] = {}
    while narrow := [one for one in intervals(system, marks) if not _enough(one, widest)]:
        named = {one.name: one for one in narrow}
        waiting = [one for one in targets(system, marks) if one.name in named]
        for target in sorted(waiting, key=lambda one: -one.wanted):
            widest[target.name] = _accompany(system, marks, target, free)
    return marks


def _hidden(one: Statistic) -> bool:
    if one.exact:
        return False
    return (one.small or one.inner) if one.shown is None else not one.shown


def _enough(found: Interval, widest: dict[str, float]) -> bool:
    return found.wide or found.high - found.low >= widest.get(found.name, np.inf) - SLACK


def _accompany(system: System, marks: Marks, target: Target, free: Marks) -> float:
    """Hide the cheapest of ``free`` with which the target's interval is wide; how wide it can be made at most."""
    if _Way(system, target, *_around(system, target, marks, NEAR)).widest() >= target.wanted - SLACK:
        return target.wanted  # what was hidden for others suffices
    dear = np.array([one.loss >= DEAR for one in system.statistics])
    width = 0.0
    for candidates in (free & ~dear, free):
        most = NEAR
        while width < target.wanted - SLACK:
            places, rows = _around(system, target, marks | candidates, most)
            way = _Way(system, target, places, rows)
            width = min(way.widest(), target.wanted)
            if len(places) < most:
                break  # there are no others
            most *= WIDER
    if width > SLACK:
        marks[way.cheapest(marks, width)] = True
    return width


def _around(system: System, target: Target, movable: Marks, most: int) -> tuple[list[int], list[int]]:
    """The ``most`` nearest statistics that may move, and the relations they stand in."""
    seen = dict.fromkeys(one for one in target.places if movable[one])
    waiting = list(seen)
    for place in waiting:
        near = [int(one) for row in system.rows_of[place] for one in system.rows[row][0]]
        for one in near:
            if movable[one] and one not in seen and len(seen) < most:
                seen[one] = None
                waiting.append(one)
    rows = {row for place in seen for row in system.rows_of[place]}
    return list(seen), sorted(rows)


class _Way:
    """Two points that everything shown allows, one where the target is low and one where it is high.

    Columns: how far each statistic lies from its value in the one, then in the other, then whether it is hidden.
    """

    def __init__(self, system: System, target: Target, places: list[int], rows: list[int]) -> None:
        self._system = system
        self._places = np.array(places, dtype=int)
        self._column = {place: at for at, place in enumerate(places)}
        self._rows = rows
        self._lower, self._upper = bounds(system, self._places)
        self._wish = np.zeros(len(places))
        for place, factor in zip(target.places, target.factors, strict=True):
            if place in self._column:
                self._wish[self._column[place]] += factor

    def widest(self) -> float:
        """How wide the interval is where all that may be hidden is."""
        if not len(self._places):
            return 0.0
        starts, indices, factors, least, most = self._relations
        model = linear_programme(self._lower, self._upper, (starts, indices, factors), least, most)
        ends = [
            self._wish @ solved(model, self._wish, one)
            for one in (highspy.ObjSense.kMaximize, highspy.ObjSense.kMinimize)
        ]
        return float(ends[0] - ends[1])

    def cheapest(self, marks: Marks, width: float) -> list[int]:
        """The places to hide."""
        count = len(self._places)
        shown = np.flatnonzero(~marks[self._places])
        lower = np.concatenate([self._lower, self._lower, np.zeros(len(shown))])
        upper = np.concatenate([self._upper, self._upper, np.ones(len(shown))])
        begun, columns, weights, under, over = self._relations
        starts = [*begun, *(len(columns) + one for one in begun)]
        indices, factors = [*columns, *(count + one for one in columns)], weights * 2
        least, most = under * 2, over * 2

        def row(columns: list[int], weights: list[float], under: float, over: float) -> None:
            starts.append(len(indices))
            indices.extend(columns)
            factors.extend(weights)
            least.append(under)
            most.append(over)

        wished = [int(at) for at in np.flatnonzero(self._wish)]
        row(
            [*(count + at for at in wished), *wished],
            [*(self._wish[at] for at in wished), *(-self._wish[at] for at in wished)],
            width - SLACK / 2,
            np.inf,
        )
        for at, place in enumerate(map(int, shown)):
            for side in (0, count):
                # Who is shown stays where he is.
                row([side + place, 2 * count + at], [1.0, -float(self._upper[place])], -np.inf, 0.0)
                row([side + place, 2 * count + at], [1.0, -float(self._lower[place])], 0.0, np.inf)
        model = linear_programme(lower, upper, (starts, indices, factors), least, most)
        losses = np.array([self._system.statistics[at].loss for at in self._places[shown]])
        chosen = _whole(model, losses, 2 * count)
        return [int(one) for one in self._places[shown][chosen]]

    @cached_property
    def _relations(self) -> tuple[list[int], list[int], list[float], list[float], list[float]]:
        """Where each relation starts, its columns and factors, and how far it may move down and up."""
        column = np.full(len(self._system.statistics), -1)
        column[self._places] = np.arange(len(self._places))
        starts: list[int] = []
        indices: list[int] = []
        factors: list[float] = []
        for one in self._rows:
            places, by = self._system.rows[one]
            at = column[places]
            starts.append(len(indices))
            indices.extend(at[at >= 0].tolist())
            factors.extend(by[at >= 0].tolist())
        rooms = [room(self._system, one) for one in self._rows]
        return starts, indices, factors, [under for under, _ in rooms], [over for _, over in rooms]


def _whole(model: highspy.Highs, losses: Numbers, first: int) -> Marks:
    """Which of the last columns are 1 where their losses are least; small losses on the way spare needless ones."""
    columns = np.arange(first, first + len(losses), dtype=np.int32)
    model.changeColsCost(len(losses), columns, losses)
    model.changeColsIntegrality(len(losses), columns, np.full(len(losses), highspy.HighsVarType.kInteger))
    model.setOptionValue("time_limit", SECONDS)
    model.setOptionValue("mip_rel_gap", 0.01)
    for name in NEEDLESS:
        model.setOptionValue(name, False)
    model.run()
    found = np.array(model.getSolution().col_value)
    return found[first:] > 0.5
