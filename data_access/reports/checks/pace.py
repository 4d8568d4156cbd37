"""Values that fell, or rose far faster than they used to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
from sqlalchemy import case, func

from data_access.checks import Check
from data_access.models import ledger
from data_access.queries.indicators.figures import facts
from data_access.queries.indicators.knowledge import lacking
from data_access.queries.indicators.scope import Scope
from data_access.queries.rows import frame
from data_access.question import Question
from data_access.reports.checks.finding import of_indicators
from data_access.reports.frozen import before

TIMES = 3  # the mean increase of the earlier periods
EARLIER = 2  # periods that make a usual pace
EXACT = 6  # decimals: hours summed in another order differ in the last ones


def fallen(question: Question) -> pd.DataFrame:
    """Values lower than in the report submitted before; where none was, than at the last period's end. One query."""
    submitted = before(question, question.as_of)
    if submitted is None:
        check, known = Check.FELL, {row["code"]: row["previous"] for row in facts(question)}
    else:
        check, known = Check.FELL_SINCE_REPORT, {row["code"]: row["value"] for row in submitted.content["indicators"]}
    rows = pd.DataFrame(
        [(row["code"], row["value"], known.get(row["code"])) for row in facts(question)],
        columns=["code", "found", "expected"],
    ).astype({"found": "float64", "expected": "float64"})
    return of_indicators(check, rows[rows["found"].round(EXACT) < rows["expected"].round(EXACT)])


def jumps(question: Question) -> pd.DataFrame:
    """Increases since the last closed period beyond TIMES the mean of those of the periods before. One query.

    ``expected``: the most that would be usual. Where nothing came before, there is no usual pace to go beyond.
    """
    ends = sorted({period.ends_on for period in question.programme.periods if period.ends_on < question.as_of})
    values = _values(question, [*ends, question.as_of])
    grown = values.diff(axis=1)
    grown.iloc[:, 0] = values.iloc[:, 0]  # the first period has grown from nothing
    usual = grown.iloc[:, :-1].mean(axis=1)
    rows = pd.DataFrame({"found": grown.iloc[:, -1], "expected": TIMES * usual}).rename_axis("code").reset_index()
    beyond = (rows["expected"] > 0) & (rows["found"].round(EXACT) > rows["expected"].round(EXACT))
    known = ~rows["code"].isin(set(lacking(question)))
    return of_indicators(Check.JUMP, rows[beyond & known & (len(ends) >= EARLIER)])


def _values(question: Question, days: Sequence[date]) -> pd.DataFrame:
    """The value of each indicator (the index, in order) on each day (the columns)."""
    reached = [
        func.sum(case((ledger.c.counted_on <= day, ledger.c.amount), else_=0.0)).label(f"day_{at}")
        for at, day in enumerate(days)
    ]
    found = frame(
        question,
        Scope(question)
        .counted(ledger.c.indicator.label("code"), *reached)
        .where(ledger.c.measure == "value")
        .group_by(ledger.c.indicator)
        .order_by(ledger.c.indicator),
    )
    return found.set_index("code").astype("float64")
