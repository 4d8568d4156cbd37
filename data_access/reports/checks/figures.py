"""Figures that contradict each other, and indicators that lack data or a target."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from sqlalchemy import and_

from data_access.catalogue import indicators
from data_access.checks import Check
from data_access.models import ledger
from data_access.queries.indicators.checks import failing
from data_access.queries.indicators.figures import facts
from data_access.queries.indicators.scope import Scope
from data_access.queries.rows import frame
from data_access.question import Question
from data_access.reports.checks.finding import of_indicators
from data_access.sheets.choices import AGE_GROUP, GENDER


def contradictions(question: Question) -> Iterator[pd.DataFrame]:
    """More in a part than in the whole; cells that do not make up the value, each entry to blame. Five queries."""
    found, blamed = failing(question), _in_no_cell(question).astype(object)
    differing = found[found["check"] == Check.CELLS_DIFFER].merge(blamed, on="code", how="left")
    yield of_indicators(Check.SUB_ABOVE_MAIN, found[found["check"] == Check.SUB_ABOVE_MAIN])
    # The entry may be one of the network's.
    touching = {code for code, one in indicators().items() if one.touches_network}
    yield of_indicators(Check.CELLS_DIFFER, differing).assign(network=differing["code"].isin(touching))
    yield of_indicators(Check.ANSWERED_ABOVE_ELIGIBLE, found[found["check"] == Check.ANSWERED_ABOVE_ELIGIBLE])


def wanting(question: Question) -> Iterator[pd.DataFrame]:
    """No data for an indicator that has a target, and no target. Four queries, those of ``facts``."""
    found = failing(question)
    targeted = {row["code"] for row in facts(question) if row["target"] is not None}
    yield of_indicators(Check.NO_DATA, found[(found["check"] == Check.NO_DATA) & found["code"].isin(targeted)])
    yield of_indicators(Check.NO_TARGET, found[found["check"] == Check.NO_TARGET])


def _in_no_cell(question: Question) -> pd.DataFrame:
    """Entries whose gender and age group are known and stand in no cell. Columns: code, sheet, row_id. One query."""
    entry = ledger.c
    given = and_(entry.gender.is_not(None), entry.age_group.is_not(None))
    usual = and_(entry.gender.in_([one.code for one in GENDER]), entry.age_group.in_([one.code for one in AGE_GROUP]))
    return frame(
        question,
        Scope(question)
        .counted(entry.indicator.label("code"), entry.sheet, entry.row_id)
        .where(entry.measure == "value", given, ~usual)
        .order_by(entry.indicator, entry.sheet, entry.row_id),
    )
