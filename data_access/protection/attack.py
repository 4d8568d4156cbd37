"""How closely each hidden number can be worked out from everything that is shown, by linear programming on HiGHS.

An attacker knows the numbers shown, the equations between all numbers, and that a count is not below 0. So a hidden
number lies in an interval: its smallest and its largest value that fit. It is safe where its interval is wide enough.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from data_access.protection.system import Block, Marks, Numbers, Places, System

# Values are searched only so far from the true ones, as a multiple of the largest threshold: enough to see that an
# interval is wide, and it keeps the search bounded.
AROUND = 4
SLACK = 1e-6  # tolerance for floating-point errors


@dataclass(frozen=True)
class Interval:
    """``low`` and ``high``: the smallest and the largest value of a number that everything shown allows.

    ``value``: the true one. ``wanted``: how far apart ``low`` and ``high`` must be. ``name``: that of the statistic, or
    for a number derived from several the sum of their names. The search ends once the interval is wide enough, or
    AROUND thresholds away; the true interval may be wider.
    """

    name: str
    value: float
    low: float
    high: float
    wanted: float

    @property
    def wide(self) -> bool:
        """Whether the interval is wide enough to protect the number.

        A small number is one of 1 ... k - 1. An interval that is k wide reaches beyond these, so that it does not tell
        whether the number is small.
        """
        return self.high - self.low >= self.wanted - SLACK


@dataclass(frozen=True)
class Target:
    """A number that must not be worked out: the sum of the statistics at ``places``, each times its factor.

    ``value`` and ``wanted`` as in ``Interval``.
    """

    name: str
    places: Sequence[int]
    factors: Sequence[float]
    value: float
    wanted: float


def targets(system: System, hidden: Marks) -> list[Target]:
    """What must not be worked out: the hidden statistics, and the small sums of others (``Relation.delicate``)."""
    singles = [single(system, at) for at in map(int, np.flatnonzero(hidden & ~system.inner))]
    return singles + [derived(system, int(row)) for row in np.flatnonzero(system.delicate)]


def single(system: System, at: int) -> Target:
    """The target that is the statistic at this place alone."""
    return Target(system.statistics[at].name, [at], [1.0], system.values[at], system.least[at])


def derived(system: System, row: int) -> Target:
    """The target that is the sum of the relation ``row``."""
    places, factors = system.rows[row]
    name = " ".join(f"{'+' if factor > 0 else '-'} {one}" for one, factor in system.relations[row].terms.items())
    least = float(system.relations[row].least or 0)
    return Target(name, [int(one) for one in places], list(factors), float(system.sums[row]), least)


def intervals(system: System, hidden: Marks, *, only: Collection[str] | None = None) -> list[Interval]:
    """The interval of each target, searched until it is seen to be wide. ``only``: of targets with these names."""
    found = [one for part in system.parts(hidden) for one in _Part(system, *part, only=only).intervals()]
    return [*found, *(one for one in _determined(system, hidden) if only is None or one.name in only)]


def _determined(system: System, hidden: Marks) -> Iterator[Interval]:
    """Small sums of which all terms are shown: their interval is a single point."""
    for row in map(int, np.flatnonzero(system.delicate)):
        if not hidden[system.rows[row][0]].any():
            one = derived(system, row)
            yield Interval(one.name, one.value, one.value, one.value, one.wanted)


class _Part:
    """Hidden statistics that are connected by relations, as one linear programme.

    Its variables: how far each statistic lies from its true value. ``only``: the names of the targets looked at.
    """

    def __init__(
        self, system: System, places: list[int], rows: list[int], *, only: Collection[str] | None = None
    ) -> None:
        self._system = system
        self._column = {place: at for at, place in enumerate(places)}
        self._places = np.array(places)
        self._rows = rows
        singles = [single(system, at) for at in places if not system.inner[at]]
        every = singles + [derived(system, row) for row in rows if system.delicate[row]]
        self._targets = [one for one in every if only is None or one.name in only]
        # The terms of all targets in one array each of columns and factors, and where each target's begin
        terms = [
            [(self._column[at], by) for at, by in zip(one.places, one.factors, strict=True) if at in self._column]
            for one in self._targets
        ]
        self._columns = np.array([column for one in terms for column, _ in one], dtype=int)
        self._factors = np.array([by for one in terms for _, by in one])
        self._starts = np.cumsum([0, *map(len, terms)])

    def intervals(self) -> Iterator[Interval]:
        if not self._targets:
            return
        low, high = np.zeros(len(self._targets)), np.zeros(len(self._targets))
        wanted = np.array([one.wanted for one in self._targets])
        model = self._model()
        for at in range(len(self._targets)):
            for direction in (highspy.ObjSense.kMaximize, highspy.ObjSense.kMinimize):
                if high[at] - low[at] >= wanted[at] - SLACK:
                    break
                # The point found is possible for all targets at once, so it may widen every one's interval.
                reached = self._sums(solved(model, self._wish(at), direction))
                low, high = np.minimum(low, reached), np.maximum(high, reached)
        for target, less, more in zip(self._targets, low, high, strict=True):
            yield Interval(target.name, target.value, target.value + less, target.value + more, target.wanted)

    def _wish(self, at: int) -> Numbers:
        terms = slice(self._starts[at], self._starts[at + 1])
        wish = np.zeros(len(self._places))
        wish[self._columns[terms]] = self._factors[terms]
        return wish

    def _sums(self, point: Numbers) -> Numbers:
        """What each target comes to at the point."""
        return np.add.reduceat(self._factors * point[self._columns], self._starts[:-1])

    def _model(self) -> highspy.Highs:
        lower, upper = bounds(self._system, self._places)
        return linear_programme(lower, upper, self._system.block(list(self._column), self._rows))


def bounds(system: System, places: Places) -> tuple[Numbers, Numbers]:
    """How far below and above its true value each of the statistics is searched."""
    reach = AROUND * system.least.max(initial=1.0)
    lower = np.where(system.signed[places], -reach, np.maximum(-reach, -system.values[places]))
    return lower, np.full(len(lower), reach)


def linear_programme(lower: Numbers, upper: Numbers, block: Block) -> highspy.Highs:
    """The model of the block's rows, with these bounds of its columns."""
    model = _Quiet()
    model.setOptionValue("threads", 1)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(lower), len(block.least)
    lp.col_cost_ = np.zeros(len(lower))
    lp.col_lower_, lp.col_upper_ = lower, upper
    lp.row_lower_, lp.row_upper_ = block.least, block.most
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = block.starts.astype(np.int32)
    lp.a_matrix_.index_ = block.columns.astype(np.int32)
    lp.a_matrix_.value_ = block.factors
    model.passModel(lp)
    return model


class _Quiet(highspy.Highs):
    """HiGHS without its greeting on standard output, where the command line writes files.

    No callbacks are used here, so the moment at which a new model would enable them serves to turn the output off.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS's name; called while it is made
        self.setOptionValue("output_flag", False)


class Unsolved(Exception):
    """HiGHS gave no answer; nothing is shown then."""


def solved(model: highspy.Highs, wish: Numbers, direction: highspy.ObjSense) -> Numbers:
    """The values of the columns for which the sum of them, each times its ``wish``, is largest or smallest.

    Raises Unsolved.
    """
    model.changeColsCost(len(wish), np.arange(len(wish), dtype=np.int32), wish)
    model.changeObjectiveSense(direction)
    model.run()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise Unsolved(model.modelStatusToString(model.getModelStatus()))
    return np.array(model.getSolution().col_value)
