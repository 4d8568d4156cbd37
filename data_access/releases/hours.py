"""Declares hours of mentoring. Hidden are those of sessions that too few people attended: they would tell of these."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import select

from data_access.models import ledger
from data_access.protection import names
from data_access.queries.indicators import By
from data_access.queries.rows import current_rows, frame
from data_access.question import Question
from data_access.releases.axis import Axis
from data_access.releases.indicators import NOWHERE, by_period, grown, step
from data_access.releases.tables import Few, Tables

CODE = "P.4"
_DIMENSIONS = (By.COHORT, By.SECTOR, By.REGION)


def declare(tables: Tables, question: Question, axis: Axis, sums: pd.DataFrame) -> None:
    """Mentoring hours and their parts. ``sums``: see ``indicators.amounts``. One query."""
    rows = sums[sums["indicator"] == CODE]
    people = _people(question, axis)
    least = tables.limits.cell
    total = grown(rows.assign(part=NOWHERE), axis.days, axis.days).reindex(columns=[NOWHERE]).fillna(0.0)
    few = _few(people.assign(part=NOWHERE), total, axis, least)
    tables.total(
        CODE, names.VALUE, total[NOWHERE], least=least, shown=axis.ends,
        few=Few(few.values[NOWHERE], few.steps[NOWHERE]),
    )  # fmt: skip
    at = {day: place for place, day in enumerate(axis.days)}

    def within(after: date, until: date) -> bool:
        came = people[people["step"].between(at[after] + 1, at[until])]["person"].nunique()
        return 0 < came < least

    by_period(tables, axis, CODE, least=least, few=within)
    for dimension in () if tables.exact else _DIMENSIONS:
        _parts(tables, axis, rows, people, dimension)


def _parts(tables: Tables, axis: Axis, rows: pd.DataFrame, people: pd.DataFrame, dimension: By) -> None:
    named, ours = (one.assign(part=one[str(dimension)].fillna(NOWHERE)) for one in (rows, people))
    before = tables.before.get((CODE, str(dimension)), set())
    if not before and rows[str(dimension)].isna().all():
        return
    values = grown(named, axis.days, axis.ends)
    values = values.reindex(columns=sorted({*values.columns, *before}), fill_value=0.0)
    few = _few(ours, values, axis, tables.limits.cell)
    tables.parts(CODE, str(dimension), values, of=(CODE, names.VALUE), least=lambda _: tables.limits.cell, few=few)


def _few(people: pd.DataFrame, values: pd.DataFrame, axis: Axis, least: int) -> Few[pd.DataFrame]:
    """Which values, and which steps, rest on somebody but on fewer people than ``least``."""
    at = [axis.days.index(day) for day in values.index]
    ever, since = (pd.DataFrame(False, index=values.index, columns=values.columns) for _ in range(2))
    for part in values.columns:
        ours = people[people["part"] == part]
        for place, (day, until) in enumerate(zip(values.index, at, strict=True)):
            begins = at[place - 1] + 1 if place else 0
            ever.loc[day, part] = 0 < ours[ours["step"] <= until]["person"].nunique() < least
            since.loc[day, part] = 0 < ours[ours["step"].between(begins, until)]["person"].nunique() < least
    return Few(ever, since)


def _people(question: Question, axis: Axis) -> pd.DataFrame:
    """Who attended the sessions whose hours count. Columns: step, cohort, sector, region, person. One query."""
    session, visit, listed = (current_rows(question, one) for one in ("sessions", "attendance", "organisations"))
    entry = ledger.c
    return frame(
        question,
        select(
            step(entry.counted_on, axis.days).label("step"),
            entry.cohort, listed.c.sector, listed.c.region, visit.c.participant.label("person"),
        )
        .distinct()
        .select_from(ledger)
        .join(session, session.c.id == entry.row_id)
        .join(visit, visit.c.session == session.c.session)
        .outerjoin(listed, listed.c.organisation == entry.organisation)
        .where(entry.programme_id == question.programme.id, entry.indicator == CODE, entry.measure == "value")
        .where(entry.left_out.is_(None), entry.counted_on <= axis.days[-1], visit.c.present.is_(True)),
    )  # fmt: skip
