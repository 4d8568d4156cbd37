"""Persons by gender and age group at their first registration."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
from sqlalchemy import func

from data_access.models import ledger
from data_access.protection import PublishableFrame, names, protect
from data_access.queries.indicators.counted import Counted
from data_access.queries.indicators.named import named
from data_access.queries.indicators.scope import Scope, asked
from data_access.queries.rows import frame, once
from data_access.question import Question
from data_access.released import Release
from data_access.sheets.choices import AGE_GROUP, GENDER

_GRID = [(gender.code, group.code) for gender in GENDER for group in AGE_GROUP]


def cells(question: Question, code: str) -> PublishableFrame:
    """The grid of one indicator: a row per gender and age group, nine in all; none where it has no breakdown.

    Columns: gender, age_group, value. Persons with either unknown are in no cell (``overview``: incomplete).
    Raises Forbidden where there is no such indicator. One query.
    """
    return grid(known_cells(question), asked(code), question, day=question.as_of)


def grid(
    known: pd.DataFrame, indicator: Counted, question: Question, *, day: date, release: Release | None = None
) -> PublishableFrame:
    """The rows of ``cells`` made of those of ``known_cells``, which may be frozen ones of ``day`` and ``release``."""
    known = known[known["code"] == indicator.code]
    complete = known[["gender", "age_group"]].notna().all(axis=1)
    found = {(row.gender, row.age_group): row.value for row in known[complete].itertuples()}
    cells = [(indicator.code, *pair, found.get(pair, 0.0)) for pair in (_GRID if indicator.breakdown else ())]
    rows = pd.DataFrame(cells, columns=["code", "gender", "age_group", "value"])
    called = _named(rows, question, day, {indicator.code: indicator})
    return protect(rows.drop(columns="code"), question, named={"value": called}, release=release)


def all_cells(question: Question) -> PublishableFrame:
    """The cells of all indicators in which somebody is counted. Columns: code, gender, age_group, value. One query."""
    rows = known_cells(question)
    rows = rows[rows["gender"].notna() & rows["age_group"].notna()].reset_index(drop=True)
    return protect(rows, question, named={"value": _named(rows, question, question.as_of)})


def _named(
    rows: pd.DataFrame, question: Question, day: date, declared: Mapping[str, Counted] | None = None
) -> pd.Series[str]:
    parts = pd.Series([names.cell(*cell) for cell in zip(rows["gender"], rows["age_group"], strict=True)], rows.index)
    return named(rows, question, names.CELL, day, parts=parts, declared=declared)


@once
def known_cells(question: Question) -> pd.DataFrame:
    """The cells of all indicators, not protected. One query.

    Columns: code, gender, age_group (both may be empty: unknown), value other than 0.
    """
    cell = (ledger.c.gender, ledger.c.age_group)
    summed = func.sum(ledger.c.amount)
    return frame(
        question,
        Scope(question)
        .counted(ledger.c.indicator.label("code"), *cell, summed.label("value"))
        .where(ledger.c.measure == "value")
        .group_by(ledger.c.indicator, *cell)
        .having(summed != 0)
        .order_by(ledger.c.indicator, *cell),
    )
