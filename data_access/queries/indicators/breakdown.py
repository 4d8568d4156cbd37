"""Persons by gender and age group at their first registration."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import func

from data_access.catalogue import indicators
from data_access.models import ledger
from data_access.protection import PublishableFrame, Thresholds, protect
from data_access.queries.indicators.counted import Counted
from data_access.queries.indicators.scope import Scope, asked
from data_access.queries.rows import frame
from data_access.question import Question
from data_access.sheets.choices import AGE_GROUP, GENDER

_GRID = [(gender.code, group.code) for gender in GENDER for group in AGE_GROUP]


def cells(question: Question, code: str) -> PublishableFrame:
    """The grid of one indicator: a row per gender and age group, nine in all; none where it has no breakdown.

    Columns: gender, age_group, value. Persons with either unknown are in no cell (``overview``: incomplete); where
    they are so few that their number is hidden, a cell is hidden with it, as all of them add up to the value.
    Raises Forbidden where there is no such indicator. One query.
    """
    return grid(known_cells(question), asked(code), question)


def grid(known: pd.DataFrame, indicator: Counted, question: Question) -> PublishableFrame:
    """The rows of ``cells`` made of those of ``known_cells``, which may be frozen ones."""
    known = known[known["code"] == indicator.code]
    complete = known[["gender", "age_group"]].notna().all(axis=1)
    found = {(row.gender, row.age_group): row.value for row in known[complete].itertuples()}
    cells = [(*pair, found.get(pair, 0.0)) for pair in (_GRID if indicator.breakdown else ())]
    incomplete = (None, None, float(known[~complete]["value"].sum()))
    rows = pd.DataFrame([*cells, incomplete], columns=["gender", "age_group", "value"])
    protected = protect(
        rows, question, counts=("value",), network=indicator.of_network_alone, totals=_total(rows, indicator)
    )
    return protected.where(rows["gender"].notna())


def all_cells(question: Question) -> PublishableFrame:
    """The cells of all indicators in which somebody is counted. Columns: code, gender, age_group, value. One query."""
    rows = known_cells(question)
    rows = rows[rows["gender"].notna() & rows["age_group"].notna()].reset_index(drop=True)
    of_network = rows["code"].map(lambda code: indicators()[code].of_network_alone).astype(bool)
    return protect(rows, question, counts=("value",), network=of_network, totals=rows["code"])


def _total(rows: pd.DataFrame, indicator: Counted) -> pd.Series:
    """The total that cells and incomplete persons add up to; these take part where their own number is hidden."""
    least = Thresholds().network if indicator.of_network_alone else Thresholds().cell
    return pd.Series(indicator.code, index=rows.index).where(rows["gender"].notna() | (rows["value"] < least))


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
