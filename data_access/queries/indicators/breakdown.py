"""Persons by gender and age group at their first registration."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import func

from data_access.catalogue import indicators
from data_access.models import ledger
from data_access.protection import PublishableFrame, protect
from data_access.queries.indicators.scope import Scope, asked
from data_access.queries.rows import frame
from data_access.question import Question
from data_access.sheets.choices import AGE_GROUP, GENDER

_GRID = [(gender.code, group.code) for gender in GENDER for group in AGE_GROUP]


def cells(question: Question, code: str) -> PublishableFrame:
    """The grid of one indicator: a row per gender and age group, nine in all; none where it has no breakdown.

    Columns: gender, age_group, value. Persons with either unknown are in no cell (``overview``: incomplete).
    Raises Forbidden where there is no such indicator. One query.
    """
    indicator = asked(code)
    known = _cells(question)
    found = known[known["code"] == code].set_index(["gender", "age_group"])["value"]
    grid = pd.MultiIndex.from_tuples(_GRID if indicator.breakdown else [], names=["gender", "age_group"])
    rows = found.reindex(grid, fill_value=0.0).reset_index()
    return protect(rows, question, counts=("value",), network=indicator.of_network_alone)


def all_cells(question: Question) -> PublishableFrame:
    """The cells of all indicators in which somebody is counted. Columns: code, gender, age_group, value. One query."""
    rows = _cells(question)
    of_network = rows["code"].map(lambda code: indicators()[code].of_network_alone).astype(bool)
    return protect(rows, question, counts=("value",), network=of_network)


def _cells(question: Question) -> pd.DataFrame:
    cell = (ledger.c.gender, ledger.c.age_group)
    summed = func.sum(ledger.c.amount)
    return frame(
        question,
        Scope(question)
        .counted(ledger.c.indicator.label("code"), *cell, summed.label("value"))
        .where(ledger.c.measure == "value", ledger.c.gender.is_not(None), ledger.c.age_group.is_not(None))
        .group_by(ledger.c.indicator, *cell)
        .having(summed != 0)
        .order_by(ledger.c.indicator, *cell),
    )
