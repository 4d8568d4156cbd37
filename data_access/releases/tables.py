"""Collects all numbers that a role could see, table by table, with the equations between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

import numpy as np
import pandas as pd

from data_access.protection import names
from data_access.protection.secondary import DEAR
from data_access.protection.system import Marks, Numbers, Relation, Statistic
from data_access.released import Thresholds
from data_access.viewer import Role

LATEST = 3.0  # the loss of hiding a number of the newest day, where that of the same number on the first day is 1
EXACT = 6  # decimals to which sums are compared
ALONE = 20.0  # the loss of hiding a number that is no part of a table: more than that of any part


Frame = TypeVar("Frame", pd.DataFrame, "pd.Series[bool]")


@dataclass(frozen=True)
class Few(Generic[Frame]):
    """Which values of a series rest on too few people, and which of its steps do: changes from the day before.

    The first step is from 0. For series whose values are not counts of people (hours), where the size does not tell.
    """

    values: Frame
    steps: Frame


@dataclass(frozen=True)
class Tables:
    """``statistics`` by name, and the ``relations`` between them, for one ``role`` under the thresholds ``limits``.

    ``blocks``: see ``releases.assessments``; by name, whether the block is shown.
    ``before``: by topic and measure the parts of earlier releases. Where one is gone its number is 0 now, and that must
    be declared as any other number.
    """

    role: Role
    limits: Thresholds
    statistics: dict[str, Statistic] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    blocks: dict[str, bool] = field(default_factory=dict)
    before: Mapping[tuple[str, str], AbstractSet[str]] = field(default_factory=dict)

    @property
    def exact(self) -> bool:
        """Whether totals are shown in any case: the financier must have them exact."""
        return self.role is Role.FINANCIER

    def total(
        self,
        topic: str,
        measure: str,
        values: pd.Series[float],
        *,
        least: int,
        shown: Iterable[date],
        falls: bool = False,
        few: Few[pd.Series[bool]] | None = None,
        known: pd.Series[bool] | None = None,
    ) -> None:
        """Declare a total of the programme: ``values`` by day. On days not among ``shown`` no page shows it.

        ``least``: its threshold. ``falls``: it may be less than the day before.
        ``few``: which values and steps rest on too few people; without it those that are below the threshold.
        ``known``: which values tell something of everybody in a group, and are hidden for that.
        """  # fmt: skip
        seen, numbers = set(shown), np.asarray(values, dtype=np.float64)
        steps = _steps(numbers)
        alone, small = (
            (few.values.to_numpy(), few.steps.to_numpy()) if few else (_small(numbers, least), _small(steps, least))
        )
        if known is not None:
            alone = alone | known.to_numpy()
        for at, (day, value) in enumerate(zip(values.index, numbers.tolist(), strict=True)):
            self._add(
                names.name(topic, measure, day), value, least=least, small=bool(alone[at]) and not self.exact,
                exact=self.exact and day in seen, inner=day not in seen, loss=10 * DEAR * _newness(at, len(values)),
                whole=least != self.limits.network,
            )  # fmt: skip
        self._grow(topic, measure, "", values.index, steps, small & (not self.exact), least=least, falls=falls)

    def parts(
        self,
        topic: str,
        measure: str,
        values: pd.DataFrame,
        *,
        of: tuple[str, str] | None,
        least: Callable[[str], int],
        falls: bool = False,
        whole: pd.DataFrame | None = None,
        few: Few[pd.DataFrame] | None = None,
    ) -> None:
        """Declare a table: ``values`` by day (rows) and part (columns). ``least``: the threshold of each part.

        ``of``: topic and measure of the total that the parts add up to; None where they add up to none.
        ``whole``: which numbers count everybody of a group, and are hidden for that. ``falls`` and ``few``: as in
        ``total``.
        """  # fmt: skip
        alone_in_it = len(values.columns) == 1
        for place, part in enumerate(values.columns):
            limit, numbers = least(part), values.to_numpy(dtype=np.float64)[:, place]
            steps = _steps(numbers)
            small = few.steps[part].to_numpy() if few else _small(steps, limit)
            alone = few.values[part].to_numpy() if few else _small(numbers, limit)
            if whole is not None:
                alone = alone | whole[part].to_numpy()
            for at, (day, value) in enumerate(zip(values.index, numbers.tolist(), strict=True)):
                self._add(
                    names.name(topic, measure, day, part), value, least=limit, small=bool(alone[at]), signed=value < 0,
                    whole=few is not None or (alone_in_it and limit != self.limits.network),
                    loss=(DEAR if alone_in_it else 1.0 + np.log1p(abs(value))) * _newness(at, len(numbers)),
                )  # fmt: skip
            self._grow(topic, measure, part, values.index, steps, small, least=limit, falls=falls)
        for day in values.index:
            if of is not None:
                terms = {names.name(topic, measure, day, part): 1.0 for part in values.columns}
                self.equal({**terms, names.name(*of, day): -1.0})

    def equal(self, terms: dict[str, float]) -> None:
        """Declare that a sum is 0. Left out where it is not: nobody can rely on what does not hold in these records."""
        if self._known(terms) and round(self._sum(terms), EXACT) == 0:
            self.relations.append(Relation(terms, equal=True))

    def rest(self, terms: dict[str, float], *, least: int | None = None) -> None:
        """Declare a sum that is never below 0, and a number of its own.

        ``least``: its threshold, below which it must not be worked out; None where it says nothing of people.
        """
        if not self._known(terms):
            return
        value = round(self._sum(terms), EXACT)
        if value >= 0:
            self.relations.append(Relation(terms, least=least, delicate=bool(least and 0 < value < least)))

    def alone(
        self, topic: str, measure: str, day: date, value: float, *, least: int, part: str = "", small: bool = False
    ) -> None:
        """Declare a number that is no part of a table. ``small``: it is hidden whatever its size."""
        hide = small or 0 < abs(value) < least
        name, loss = names.name(topic, measure, day, part), 1.0 if part else ALONE
        self._add(name, value, least=least, small=hide, signed=value < 0, loss=loss)

    def derived(self, name: str, value: float, terms: dict[str, float], *, least: int, small: bool = False) -> None:
        """Declare a number that pages show and that is the sum of ``terms``; exact where the role's totals are.

        ``small``: as in ``alone``.
        """
        hide = (small or 0 < abs(value) < least) and not self.exact
        self._add(name, value, least=least, small=hide, exact=self.exact, signed=value < 0, loss=DEAR, whole=True)
        self.relations.append(Relation({name: -1.0, **terms}, equal=True))

    def _add(self, name: str, value: float, **more: object) -> None:
        self.statistics[name] = Statistic(name, value, **more)  # type: ignore[arg-type]

    def _grow(
        self, topic: str, measure: str, part: str | None, days: Sequence[date] | pd.Index, steps: Numbers,
        delicate: Marks, *, least: int, falls: bool,
    ) -> None:  # fmt: skip
        signed = falls or bool((steps < 0).any())
        for at, (before, day) in enumerate(pairwise(days), start=1):
            terms = {names.name(topic, measure, day, part): 1.0, names.name(topic, measure, before, part): -1.0}
            self.relations.append(Relation(terms, signed=signed, least=least, delicate=bool(delicate[at])))

    def _known(self, terms: dict[str, float]) -> bool:
        return all(one in self.statistics for one in terms)

    def _sum(self, terms: dict[str, float]) -> float:
        return sum(factor * self.statistics[one].value for one, factor in terms.items())


def _steps(values: Numbers) -> Numbers:
    """From each day to the next; the first from nothing."""
    return np.diff(values, prepend=0.0).round(EXACT)


def _small(values: Numbers, least: int) -> Marks:
    return (np.abs(values) > 0) & (np.abs(values) < least)


def _newness(at: int, count: int) -> float:
    return LATEST if at == count - 1 else 1.0 + at / (10 * count)
