"""Sums of entries by indicator, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_

from data_access.catalogue import codes
from data_access.models import ledger
from data_access.queries.indicators.scope import Scope
from data_access.queries.rows import frame
from data_access.question import Question
from data_access.sheets.choices import AGE_GROUP, GENDER


def previous_end(question: Question) -> date | None:
    """The end of the last reporting period that had closed before the question's day; None where none had."""
    ends = [period.ends_on for period in question.programme.periods if period.ends_on < question.as_of]
    return max(ends, default=None)


def sums(question: Question, scope: Scope) -> Mapping[str, Mapping[str, float]]:
    """For each indicator of the catalogue its sums. One query.

    Names: value, answered, eligible, previous (the value at ``previous_end``), missing_gender,
    missing_age, incomplete (with either missing), in_cells (with both of the closed lists); 0 where there is no entry.
    """
    value = ledger.c.measure == "value"
    before = previous_end(question) or date.min
    rows = frame(
        question,
        scope.counted(
            ledger.c.indicator.label("code"),
            _sum(value).label("value"),
            _sum(ledger.c.measure == "answered").label("answered"),
            _sum(ledger.c.measure == "eligible").label("eligible"),
            _sum(and_(value, ledger.c.counted_on <= before)).label("previous"),
            _sum(and_(value, ledger.c.gender.is_(None))).label("missing_gender"),
            _sum(and_(value, ledger.c.age_group.is_(None))).label("missing_age"),
            _sum(and_(value, or_(ledger.c.gender.is_(None), ledger.c.age_group.is_(None)))).label("incomplete"),
            _sum(and_(value, *_in_a_cell())).label("in_cells"),
        ).group_by(ledger.c.indicator),
    )
    known: dict[str, Any] = {row.pop("code"): row for row in rows.to_dict("records")}
    return {code: known.get(code, dict.fromkeys(rows.columns[1:], 0.0)) for code in codes()}


def _in_a_cell() -> list[ColumnElement[bool]]:
    cell = ((ledger.c.gender, GENDER), (ledger.c.age_group, AGE_GROUP))
    return [column.in_([choice.code for choice in choices]) for column, choices in cell]


def _sum(condition: ColumnElement[bool]) -> ColumnElement[float]:
    return func.sum(case((condition, ledger.c.amount), else_=0.0))
