"""Chooses which further numbers are hidden, so that no hidden one can be worked out of those that stay shown.

Small numbers are hidden first. A target (``attack.targets``) whose interval is too narrow then needs company: further
hidden numbers that make it wide. One target after the other, the company whose ``loss`` is least is found by integer
programming.
"""

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

NEAR = 60  # so many statistics around a target are looked at to see whether what is hidden already protects it
FAR = 480  # how many are looked at for company, all where they do not suffice. With half as many newer totals are lost
DEAR = 100.0  # a statistic whose loss is as high is hidden only where nothing cheaper helps
# HiGHS's heuristics that take a third of the time and find nothing better in models as small as these
NEEDLESS = (
    "mip_heuristic_run_root_reduced_cost",
    "mip_heuristic_run_feasibility_jump",
    "mip_heuristic_run_rens",
    "mip_heuristic_run_rins",
)
SECONDS = 2.0  # for one target; the best company found by then is taken, even if cheaper would do


def hidden(system: System, already: Marks | None = None) -> Marks:
    """Which of the statistics are hidden: the small ones, those ``already`` hidden, and the company that these need.

    In the end every interval (``attack.intervals``) is as wide as it should be, or as wide as it can be made: where a
    total must be shown and is below the threshold itself, its parts cannot be hidden any better.
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
    """Mark the cheapest company out of ``free`` for the target; how wide its interval then is, up to ``wanted``.

    ``everything``: mark all of ``free`` that is looked at, whatever it costs.
    """
    near = _Way(system, target, *_around(system, target, marks, NEAR))
    if not everything and near.widest(target.wanted) >= target.wanted:
        return target.wanted  # company of other targets protects this one, too
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
    """The ``most`` statistics nearest to the target that are ``movable``, and the relations in which they stand.

    Nearest by steps: statistics in the same relation are one step apart.
    """
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
    """The ways to make one target's interval wide, by hiding some of the statistics ``places``.

    An interval is wide where two assignments of values fit everything shown, in one of which the target is low and in
    the other high. So the integer programme has three groups of columns: for each statistic how far it lies from its
    true value in the first assignment, the same in the second, and for each that is shown so far whether it is hidden.
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
        """How wide the interval is with all of the statistics hidden, up to ``wanted``."""
        if not len(self._places):
            return 0.0
        model, width = linear_programme(self._lower, self._upper, self._block), 0.0
        for direction in (highspy.ObjSense.kMaximize, highspy.ObjSense.kMinimize):
            # How far the target moves up, then down; its true value is where both distances are 0.
            width += float(abs(self._wish @ solved(model, self._wish, direction)))
            if width >= wanted - SLACK:
                return wanted
        return width

    def cheapest(self, marks: Marks, width: float) -> list[int]:
        """The statistics to hide, by their places, so that the interval is ``width`` wide at the least loss."""
        shown = np.flatnonzero(~marks[self._places])
        lower = np.concatenate([self._lower, self._lower, np.zeros(len(shown))])
        upper = np.concatenate([self._upper, self._upper, np.ones(len(shown))])
        model = linear_programme(lower, upper, self._apart(shown, width))
        losses = np.array([self._system.statistics[at].loss for at in self._places[shown]])
        chosen = _whole(model, losses, 2 * len(self._places))
        return [int(one) for one in self._places[shown][chosen]]

    def _apart(self, shown: Places, width: float) -> Block:
        """The rows of the integer programme.

        Both assignments fit all relations, the target is ``width`` higher in one than in the other, and each of
        ``shown`` keeps its true value in both unless it is hidden.
        """
        count, one = len(self._places), self._block
        wished = np.flatnonzero(self._wish)
        hiding = 2 * count + np.arange(len(shown))
        # Two rows for each of the shown in each assignment: its distance is at most its upper bound times whether it
        # is hidden, and at least its lower bound times the same
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
    """Which of the columns from ``first`` on are 1 in the cheapest solution, where each that is 1 costs its loss.

    All of them where no solution was found in time: to hide all always is one.
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
