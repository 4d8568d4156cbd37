"""Which further numbers are hidden so that no hidden one can be worked out: the cheapest, by integer programming."""

from __future__ import annotations

from itertools import product

import highspy
import numpy as np

from data_access.protection.attack import (
    SLACK,
    Interval,
    Target,
    bounds,
    intervals,
    linear_programme,
    solved,
    targets,
)
from data_access.protection.system import Block, Marks, Numbers, Places, Statistic, System

NEAR = 60  # how many statistics around a target are looked at to see whether what is hidden suffices
FAR = 240  # how many are looked at for company; where they do not suffice, all. Twice as many take half as long again
DEAR = 100.0  # what costs more is hidden only where nothing else helps
# Searches that take a third of the time and find nothing better in programmes as small as these
NEEDLESS = (
    "mip_heuristic_run_root_reduced_cost",
    "mip_heuristic_run_feasibility_jump",
    "mip_heuristic_run_rens",
    "mip_heuristic_run_rins",
)
SECONDS = 2.0  # for one target; what is found by then protects it, if not at the lowest cost


def hidden(system: System, already: Marks | None = None) -> Marks:
    """Which of the statistics are hidden: the small ones, those ``already`` hidden, and as many more as it takes.

    In the end every interval (``attack.intervals``) is as wide as its threshold, or as wide as it can be: the parts of
    an exact total below the threshold have no more room.
    """
    marks = np.array([_hidden(one) for one in system.statistics], dtype=bool)
    if already is not None:
        marks |= already
    free = np.array([one.shown is None and not one.exact for one in system.statistics], dtype=bool)
    widest: dict[str, float] = {}
    while narrow := [one for one in intervals(system, marks) if not _enough(one, widest)]:
        named = {one.name: one for one in narrow}
        waiting = [one for one in targets(system, marks) if one.name in named]
        for target in sorted(waiting, key=lambda one: -one.wanted):
            # Narrow a second time: the solver's rounding has left it short, so everything near is hidden.
            widest[target.name] = _accompany(system, marks, target, free, everything=target.name in widest)
    return marks


def _hidden(one: Statistic) -> bool:
    if one.exact:
        return False
    return (one.small or one.inner) if one.shown is None else not one.shown


def _enough(found: Interval, widest: dict[str, float]) -> bool:
    return found.wide or found.high - found.low >= widest.get(found.name, np.inf) - SLACK


def _accompany(system: System, marks: Marks, target: Target, free: Marks, *, everything: bool) -> float:
    """Hide the cheapest of ``free`` with which the target's interval is wide; how wide it can be made at most.

    ``everything``: all of ``free`` that is looked at, whatever it costs.
    """
    near = _Way(system, target, *_around(system, target, marks, NEAR))
    if not everything and near.widest(target.wanted) >= target.wanted:
        return target.wanted  # what was hidden for others suffices
    dear = np.array([one.loss >= DEAR for one in system.statistics])
    for candidates, most in product((free & ~dear, free), (FAR, len(marks))):
        places, rows = _around(system, target, marks | candidates, most)
        way = _Way(system, target, places, rows)
        width = way.widest(target.wanted)
        if width >= target.wanted:
            break
    if width > SLACK:
        marks[places if everything else way.cheapest(marks, width)] = True
    return width


def _around(system: System, target: Target, movable: Marks, most: int) -> tuple[list[int], list[int]]:
    """The ``most`` nearest statistics that may move, and the relations they stand in."""
    seen = dict.fromkeys(one for one in target.places if movable[one])
    waiting, looked_at = list(seen), set[int]()
    for place in waiting:
        if len(seen) >= most:
            break
        for row in system.rows_of[place]:
            if row not in looked_at:
                looked_at.add(row)
                places = system.rows[row][0]
                fresh = [one for one in places[movable[places]].tolist() if one not in seen][: most - len(seen)]
                seen.update(dict.fromkeys(fresh))
                waiting += fresh
    return list(seen), sorted({row for place in seen for row in system.rows_of[place]})


class _Way:
    """Two points that everything shown allows, one where the target is low and one where it is high.

    Columns: how far each statistic lies from its value in the one, then in the other, then whether it is hidden.
    """

    def __init__(self, system: System, target: Target, places: list[int], rows: list[int]) -> None:
        self._system = system
        self._places = np.array(places, dtype=int)
        self._column = {place: at for at, place in enumerate(places)}
        self._block = system.block(places, rows)
        self._lower, self._upper = bounds(system, self._places)
        self._wish = np.zeros(len(places))
        for place, factor in zip(target.places, target.factors, strict=True):
            if place in self._column:
                self._wish[self._column[place]] += factor

    def widest(self, wanted: float) -> float:
        """How wide the interval is where all that may be hidden is, up to ``wanted``."""
        if not len(self._places):
            return 0.0
        model, width = linear_programme(self._lower, self._upper, self._block), 0.0
        for direction in (highspy.ObjSense.kMaximize, highspy.ObjSense.kMinimize):
            # The true value lies between.
            width += float(abs(self._wish @ solved(model, self._wish, direction)))
            if width >= wanted - SLACK:
                return wanted
        return width

    def cheapest(self, marks: Marks, width: float) -> list[int]:
        """The places to hide."""
        shown = np.flatnonzero(~marks[self._places])
        lower = np.concatenate([self._lower, self._lower, np.zeros(len(shown))])
        upper = np.concatenate([self._upper, self._upper, np.ones(len(shown))])
        model = linear_programme(lower, upper, self._apart(shown, width))
        losses = np.array([self._system.statistics[at].loss for at in self._places[shown]])
        chosen = _whole(model, losses, 2 * len(self._places))
        return [int(one) for one in self._places[shown][chosen]]

    def _apart(self, shown: Places, width: float) -> Block:
        """Both points hold all relations and lie ``width`` apart, and what of ``shown`` is not hidden stays put."""
        count, one = len(self._places), self._block
        wished = np.flatnonzero(self._wish)
        hiding = 2 * count + np.arange(len(shown))
        # For each point, each of the shown, up and down: how far it lies, and how far it may if it is hidden
        moves = np.concatenate([np.repeat(side + shown, 2) for side in (0, count)])
        reach = np.tile(-np.column_stack([self._upper[shown], self._lower[shown]]).ravel(), 2)
        pairs = np.column_stack([moves, np.tile(np.repeat(hiding, 2), 2)]).ravel()
        up = np.tile([True, False], 2 * len(shown))
        ends = np.concatenate([one.starts, one.starts[1:] + one.starts[-1]])
        distance = ends[-1] + 2 * len(wished)
        return Block(
            np.concatenate([ends, [distance], distance + 2 * np.arange(1, 4 * len(shown) + 1)]),
            np.concatenate([one.columns, one.columns + count, wished + count, wished, pairs]),
            np.concatenate(
                [
                    one.factors, one.factors, self._wish[wished], -self._wish[wished],
                    np.column_stack([np.ones(len(moves)), reach]).ravel(),
                ]
            ),
            np.concatenate([one.least, one.least, [width - SLACK / 2], np.where(up, -np.inf, 0.0)]),
            np.concatenate([one.most, one.most, [np.inf], np.where(up, 0.0, np.inf)]),
        )  # fmt: skip


def _whole(model: highspy.Highs, losses: Numbers, first: int) -> Marks:
    """Which of the columns from ``first`` on are 1 in the cheapest point of the model; each costs its loss.

    All of them where no point was found in time: hiding everything that may be hidden is always one.
    """
    columns = np.arange(first, first + len(losses), dtype=np.int32)
    model.changeColsCost(len(losses), columns, losses)
    model.changeColsIntegrality(len(losses), columns, np.full(len(losses), highspy.HighsVarType.kInteger))
    model.setOptionValue("time_limit", SECONDS)
    model.setOptionValue("mip_rel_gap", 0.01)
    for name in NEEDLESS:
        model.setOptionValue(name, False)
    model.run()
    if model.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return np.ones(len(losses), dtype=bool)
    found = np.array(model.getSolution().col_value)
    return found[first:] > 0.5
