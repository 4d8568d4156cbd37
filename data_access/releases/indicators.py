"""Declares the figures of indicators that count people, from the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, and_, case, func, or_, select

from data_access.catalogue import Indicator, Timing, indicators
from data_access.identities import NETWORK
from data_access.ledger import BOTH_REGISTERS
from data_access.models import ledger, rows_of
from data_access.protection import names
from data_access.queries.indicators import By
from data_access.queries.rows import current_rows, frame
from data_access.question import Question
from data_access.releases.axis import Axis
from data_access.releases.tables import Tables
from data_access.sheets.choices import AGE_GROUP, GENDER

CELLS = [names.cell(gender.code, group.code) for gender in GENDER for group in AGE_GROUP]
DIMENSIONS = (By.COHORT, By.SECTOR, By.REGION, By.SESSION_KIND)
NOWHERE = ""  # the part that belongs to none


def declare(tables: Tables, axis: Axis, sums: pd.DataFrame) -> None:
    """Values, answers, gender and age, and other parts, of all indicators that count people.

    ``sums``: see ``amounts``.
    """
    ours = [one for one in indicators().values() if one.counts_persons]
    for indicator in ours:
        _Figures(tables, axis, indicator, sums[sums["indicator"] == indicator.code]).declare()
    for indicator in ours:
        _within(tables, axis, indicator)
    for indicator in () if tables.exact else ours:
        _by_first_session(tables, axis, indicator, ours)


class _Figures:
    """The figures of one indicator."""

    def __init__(self, tables: Tables, axis: Axis, indicator: Indicator, sums: pd.DataFrame) -> None:
        self._tables = tables
        self._limits = tables.limits
        self._axis = axis
        self._indicator = indicator
        self._sums = sums
        self._falls = indicator.timing is Timing.LATEST
        self._least = self._limits.network if indicator.of_network_alone else self._limits.cell

    def declare(self) -> None:
        """All of them."""
        self._totals()
        self._periods()
        self._cells()
        self._lacking()
        if self._tables.exact:
            self._registers()
            return
        for dimension in DIMENSIONS:
            self._parts(dimension)

    def _totals(self) -> None:
        code, shown = self._indicator.code, self._axis.ends
        if self._indicator.of_network_alone:
            shown = (*shown, *self._axis.halves)
        value = self._total(names.VALUE)
        measures = (names.ANSWERED, names.ELIGIBLE) if self._indicator.survey else ()
        others = {one: self._total(one) for one in measures}
        # Where all answers are positive, the two numbers tell what each person has answered.
        alike = (value > 0) & (value == others[names.ANSWERED]) if others else None
        self._tables.total(code, names.VALUE, value, least=self._least, shown=shown, falls=self._falls, known=alike)
        for measure, values in others.items():
            self._tables.total(code, measure, values, least=self._least, shown=shown)
        least = None if self._tables.exact else self._least
        for day in self._axis.days if others else ():
            said, answered, eligible = (
                names.name(code, one, day) for one in (names.VALUE, names.ANSWERED, names.ELIGIBLE)
            )
            self._tables.rest({answered: 1.0, said: -1.0}, least=least)
            self._tables.rest({eligible: 1.0, answered: -1.0}, least=least)

    def _total(self, measure: str) -> pd.Series[float]:
        days = self._grown(self._sums[self._sums["measure"] == measure].assign(part=NOWHERE), self._axis.days)
        return days[NOWHERE] if NOWHERE in days else pd.Series(0.0, index=days.index)

    def _periods(self) -> None:
        """What each period contributed: the difference of two totals."""
        by_period(self._tables, self._axis, self._indicator.code, least=self._least)

    def _cells(self) -> None:
        rows = self._values()
        complete = rows["gender"].notna() & rows["age_group"].notna()
        part = (rows["gender"].fillna("") + " " + rows["age_group"].fillna("")).where(complete, names.INCOMPLETE)
        grown = self._grown(rows.assign(part=part), self._axis.ends)
        grid = grown.reindex(columns=[*CELLS, *sorted({*grown.columns} - {*CELLS, names.INCOMPLETE}), names.INCOMPLETE])
        grid = grid.fillna(0.0)
        of = (self._indicator.code, names.VALUE)
        whole = _whole(grid)
        self._tables.parts(
            self._indicator.code, names.CELL, grid, of=of, least=lambda _: self._least, falls=self._falls, whole=whole
        )

    def _lacking(self) -> None:
        """How many lack their gender or their age group, and so are in no cell."""
        rows, code = self._values(), self._indicator.code
        for measure, column in ((names.NO_GENDER, "gender"), (names.NO_AGE, "age_group")):
            lacking = self._grown(rows[rows[column].isna()].assign(part=NOWHERE), self._axis.ends)
            lacking = lacking.reindex(columns=[NOWHERE]).fillna(0.0)
            self._tables.parts(code, measure, lacking, of=None, least=lambda _: self._least, falls=self._falls)
        for day in self._axis.ends:
            all_of_them = names.name(code, names.CELL, day, names.INCOMPLETE)
            gender, age = (names.name(code, one, day) for one in (names.NO_GENDER, names.NO_AGE))
            self._tables.rest({all_of_them: 1.0, gender: -1.0}, least=self._least)
            self._tables.rest({all_of_them: 1.0, age: -1.0}, least=self._least)
            self._tables.rest({gender: 1.0, age: 1.0, all_of_them: -1.0}, least=self._least)

    def _parts(self, dimension: By) -> None:
        rows, before = self._values(), self._tables.before.get((self._indicator.code, str(dimension)), set())
        if not before and rows[str(dimension)].isna().all():
            return  # nothing names such a part, so there is no such table
        grown = self._grown(rows.assign(part=rows[str(dimension)].fillna(NOWHERE)), self._axis.ends)
        grown = grown.reindex(columns=sorted({*grown.columns, *before}), fill_value=0.0)
        of = (self._indicator.code, names.VALUE)
        self._tables.parts(
            self._indicator.code, str(dimension), grown, of=of, least=self._of_part(dimension), falls=self._falls
        )

    def _of_part(self, dimension: By) -> Callable[[str], int]:
        """The threshold of each part: the network's for the part that holds what came from there.

        Entries of the network name no organisation, so in a dimension of organisations they are in the part NOWHERE.
        """
        of_network = NETWORK if dimension is By.SESSION_KIND else NOWHERE
        touched = of_network if self._indicator.touches_network else None
        return lambda part: self._limits.network if part == touched else self._least

    def _registers(self) -> None:
        """What comes from the accelerator, whose entries the financier may list, and what the network adds."""
        if not self._indicator.touches_network or self._indicator.of_network_alone:
            return
        rows = self._values()
        grown = self._grown(rows.assign(part=rows["of_network"].map({1: NETWORK, 0: "accelerator"})), self._axis.ends)
        grown = grown.reindex(columns=["accelerator", NETWORK]).fillna(0.0)
        of = (self._indicator.code, names.VALUE)
        limits = {NETWORK: self._limits.network, "accelerator": self._least}
        self._tables.parts(self._indicator.code, names.REGISTER, grown, of=of, least=limits.__getitem__, falls=True)

    def _values(self) -> pd.DataFrame:
        return self._sums[self._sums["measure"] == "value"]

    def _grown(self, rows: pd.DataFrame, days: Sequence[date]) -> pd.DataFrame:
        return grown(rows, self._axis.days, days)


def grown(rows: pd.DataFrame, axis: Sequence[date], days: Sequence[date]) -> pd.DataFrame:
    """The cumulative amount of each part (column) on ``days`` (rows), which are some of the days of the ``axis``.

    ``rows`` with the columns part, step and amount, see ``amounts``.
    """
    rows = rows[rows["part"].notna()]
    columns, parts = pd.factorize(rows["part"], sort=True)
    amounts = np.zeros((len(axis), len(parts)))
    np.add.at(amounts, (rows["step"].to_numpy(dtype=int), columns), rows["amount"].to_numpy(dtype=float))
    every = pd.DataFrame(amounts.cumsum(axis=0).round(6), index=pd.Index(list(axis), dtype="object"), columns=parts)
    return every.loc[list(days)]


def by_period(
    tables: Tables, axis: Axis, code: str, *, least: int, few: Callable[[date, date], bool] = lambda *_: False
) -> None:
    """Declare what was counted within each period, and by the end of each what was counted outside of all periods.

    ``few``: whether what came after one day and by another rests on too few people.
    """
    before = {one.code: max(day for day in axis.days if day < one.starts_on) for one in axis.periods}
    for period in axis.periods:
        ends, begins = (names.name(code, names.VALUE, day) for day in (period.ends_on, before[period.code]))
        value = round(tables.statistics[ends].value - tables.statistics[begins].value, 6)
        small = few(before[period.code], period.ends_on)
        name = names.name(code, names.PERIOD, period.ends_on, period.code)
        tables.derived(name, value, {ends: 1.0, begins: -1.0}, least=least, small=small)
    for day in axis.ends:
        closed = [one for one in axis.periods if one.ends_on <= day]
        inside = {names.name(code, names.PERIOD, one.ends_on, one.code): -1.0 for one in closed}
        total = names.name(code, names.VALUE, day)
        value = tables.statistics[total].value - sum(tables.statistics[one].value for one in inside)
        tables.derived(names.name(code, names.PERIOD, day), round(value, 6), {total: 1.0, **inside}, least=least)


def _whole(grid: pd.DataFrame) -> pd.DataFrame:
    """Which cells count everybody of a gender or of an age group.

    They are hidden: whoever knows a person's gender would learn their age group, or the other way round.
    """
    there = (grid[CELLS].to_numpy() > 0).reshape(len(grid), len(GENDER), len(AGE_GROUP))
    alone = (there.sum(axis=1, keepdims=True) == 1) | (there.sum(axis=2, keepdims=True) == 1)
    found = pd.DataFrame((there & alone).reshape(len(grid), -1), index=grid.index, columns=CELLS)
    return found.reindex(columns=grid.columns, fill_value=False)


def _within(tables: Tables, axis: Axis, indicator: Indicator) -> None:
    """Declare that everybody of the indicator is in its main one; how many are in that alone is a number, too."""
    main = indicator.sub_of or indicator.conditions.among
    if main is None:
        return
    least = tables.limits.cell
    parts = [*CELLS, names.INCOMPLETE]
    for day in axis.days:
        whole, part = names.name(main, names.VALUE, day), names.name(indicator.code, names.VALUE, day)
        tables.rest({whole: 1.0, part: -1.0}, least=None if tables.exact else least)
        tables.equal({names.name(indicator.code, names.ELIGIBLE, day): 1.0, whole: -1.0})
    for day in axis.ends:
        for cell in parts:
            whole, part = (names.name(code, names.CELL, day, cell) for code in (main, indicator.code))
            tables.rest({whole: 1.0, part: -1.0}, least=least)


def _by_first_session(tables: Tables, axis: Axis, whole: Indicator, others: Sequence[Indicator]) -> None:
    """Declare how the parts of ``whole`` by kind of session are related to the indicators of one kind of session.

    Everybody whose first session was a training is among those who attended a training, whom another indicator counts.
    The others of that one attended something else first, or do not count in ``whole``; how many is a number, too.
    """
    for kind in whole.conditions.session_kinds if len(whole.conditions.session_kinds) > 1 else ():
        for other in others:
            if other.conditions.session_kinds != (kind,):
                continue
            least = tables.limits.network if other.of_network_alone else tables.limits.cell
            for day in axis.ends:
                part, every = (
                    names.name(whole.code, By.SESSION_KIND, day, kind),
                    names.name(other.code, names.VALUE, day),
                )
                tables.rest({every: 1.0, part: -1.0}, least=least)


def amounts(question: Question, days: Sequence[date]) -> pd.DataFrame:
    """The amounts of all entries that count, summed by everything that a table takes them apart by. One query.

    Columns: indicator, measure, step (see ``step``), gender, age_group, cohort, sector, region, session_kind (entries
    that make persons of both registers count once are taken for the network's), of_network (1 or 0), amount.
    """
    entry, listed, answers = ledger.c, current_rows(question, "organisations"), rows_of("responses")
    feedback = select(answers.c.id).where(
        answers.c.programme_id == question.programme.id, answers.c.survey == "network_feedback"
    )
    both = entry.unit == BOTH_REGISTERS
    network = or_(
        both,
        entry.sheet == "network_attendance",
        entry.session_kind == NETWORK,
        and_(entry.sheet == "responses", entry.row_id.in_(feedback)),
    )
    apart: dict[str, ColumnElement[Any]] = {
        "indicator": entry.indicator,
        "measure": entry.measure,
        "step": step(entry.counted_on, days),
        "gender": entry.gender,
        "age_group": entry.age_group,
        "cohort": entry.cohort,
        "sector": listed.c.sector,
        "region": listed.c.region,
        "session_kind": case((both, NETWORK), else_=entry.session_kind),
        "of_network": case((network, 1), else_=0),
    }
    counted = (
        select(*(column.label(name) for name, column in apart.items()), entry.amount)
        .outerjoin(listed, listed.c.organisation == entry.organisation)
        .where(entry.programme_id == question.programme.id, entry.left_out.is_(None), entry.counted_on <= days[-1])
        .subquery("counted")
    )
    by = [counted.c[name] for name in apart]
    return frame(question, select(*by, func.sum(counted.c.amount).label("amount")).group_by(*by))


def step(day: ColumnElement[date], days: Sequence[date]) -> ColumnElement[int]:
    """The place in ``days`` of the first one on or after ``day``, from which it is counted; empty after the last."""
    return case(*((day <= end, at) for at, end in enumerate(days)))
