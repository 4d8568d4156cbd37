"""Values over time: by month for the manager, at the ends of closed periods for everybody else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
from sqlalchemy import func

from data_access.catalogue import indicators
from data_access.models import ledger
from data_access.protection import PublishableFrame, names, protect
from data_access.queries.buckets import MONTHS
from data_access.queries.indicators.decisions import revisions
from data_access.queries.indicators.knowledge import lacking
from data_access.queries.indicators.named import named
from data_access.queries.indicators.plans import plans
from data_access.queries.indicators.scope import Scope, asked
from data_access.queries.rows import frame, once
from data_access.question import Question


def over_time(question: Question, code: str) -> PublishableFrame:
    """The value of one indicator at each step. Columns: on (the day), value, planned, revised. Five queries.

    Steps are the ends of months and the question's day for the manager, the ends of closed periods for others;
    nothing is drawn after the programme's end but what still counts then.
    ``value`` is empty where there is no data; ``planned`` where nothing was planned or a part is asked about.
    ``revised``: whether target, baseline or definition changed after the step before.
    Raises Forbidden where there is no such indicator.
    """
    asked(code)
    scope = Scope(question)
    plan = plans(question)[code].plan
    rows = _values(question, scope, [code])
    rows["planned"] = None if scope.narrowed else [plan.planned(day) for day in rows["on"]]
    changed = list(revisions(question, code).rows["on"])
    before = [date.min, *rows["on"]]
    rows["revised"] = [any(since < day <= to for day in changed) for since, to in zip(before, rows["on"], strict=False)]
    called = named(rows, question, names.VALUE, rows["on"])
    return protect(rows.drop(columns="code"), question, named={"value": called})


@once
def sparklines(question: Question) -> PublishableFrame:
    """The values of all indicators at each step. Columns: code, on, value; steps as in ``over_time``. Two queries."""
    rows = _values(question, Scope(question), list(indicators()))
    return protect(rows, question, named={"value": named(rows, question, names.VALUE, rows["on"])})


def _values(question: Question, scope: Scope, codes: Sequence[str]) -> pd.DataFrame:
    """Cumulative values by code and step; columns code, on, value. Two queries."""
    lacks = lacking(question)
    days = frame(
        question,
        scope.counted(ledger.c.indicator, ledger.c.counted_on, func.sum(ledger.c.amount).label("amount"))
        .where(ledger.c.measure == "value", ledger.c.indicator.in_(codes))
        .group_by(ledger.c.indicator, ledger.c.counted_on),
    )
    steps = _steps(question, days["counted_on"].max() if len(days) else question.programme.ends_on)
    ends = pd.to_datetime(pd.Series(steps, dtype="object")).astype("datetime64[s]")
    days["step"] = ends.searchsorted(pd.to_datetime(days["counted_on"]).astype("datetime64[s]"))
    grown = days.pivot_table(index="step", columns="indicator", values="amount", aggfunc="sum", fill_value=0.0)
    grid = grown.reindex(index=range(len(steps)), columns=list(codes), fill_value=0.0).cumsum()
    unknown = [one for one in codes if one in lacks or (scope.narrowed and not indicators()[one].by_organisation)]
    grid[unknown] = float("nan")
    rows = [(code, day, value) for code in codes for day, value in zip(steps, grid[code], strict=True)]
    return pd.DataFrame(rows, columns=["code", "on", "value"])


def _steps(question: Question, latest: date) -> list[date]:
    """The days; after the programme's end they go on only as long as something counts, which it does by ``latest``."""
    if question.viewer.restricted:
        return [period.ends_on for period in question.programme.periods if period.ends_on <= question.as_of]
    # What is dated before the programme began counts in its first month.
    end = min(question.as_of, max(question.programme.ends_on, latest))
    first, last = MONTHS.of(question.programme.starts_on), MONTHS.of(end)
    return [*(MONTHS.ends_on(month) for month in range(first, last)), end]
