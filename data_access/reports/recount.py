"""The figures of a frozen report, counted anew from the entries it rests on: plain sums, and nothing clever."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, case, func, select

from data_access.ledger.known import as_known
from data_access.question import Question
from data_access.reports.frozen import Frozen

Figures = Mapping[tuple[str, ...], float]
_OF_PEOPLE = ("missing_gender", "missing_age", "incomplete")


def agrees(question: Question, report: Frozen) -> bool:
    """Whether every value, its parts and every cell are the sums of the entries. One query."""
    summed = _sums(question, report)
    counted = _counted(summed)
    said = _said(report.content["indicators"])
    return all(_same(counted.get(name, 0.0), value) for name, value in said.items()) and _agree(
        _cells_counted(summed), _cells_said(report.content["cells"])
    )


def _sums(question: Question, report: Frozen) -> Sequence[Row[Any]]:
    """Columns: indicator, measure, gender, age_group, amount, before (of it by the end of the period before)."""
    known = as_known(question.programme.id, report.data_version).c
    # The day is the same of all indicators; empty in a report on the first period.
    closed = report.content["indicators"][0]["previous_on"]
    day = date.min if closed is None else date.fromisoformat(closed)
    of_what = (known.indicator, known.measure, known.gender, known.age_group)
    before = func.sum(case((known.counted_on <= day, known.amount), else_=0.0)).label("before")
    wanted: Select[Any] = (
        select(*of_what, func.sum(known.amount).label("amount"), before)
        .where(known.left_out.is_(None), known.counted_on <= report.as_of)
        .group_by(*of_what)
    )
    return question.connection.execute(wanted).all()


def _counted(summed: Sequence[Row[Any]]) -> Figures:
    found: dict[tuple[str, ...], float] = defaultdict(float)
    for row in summed:
        found[row.indicator, row.measure] += row.amount
        if row.measure == "value":
            found[row.indicator, "previous"] += row.before
            found[row.indicator, "missing_gender"] += row.amount if row.gender is None else 0.0
            found[row.indicator, "missing_age"] += row.amount if row.age_group is None else 0.0
            found[row.indicator, "incomplete"] += row.amount if None in (row.gender, row.age_group) else 0.0
    return found


def _said(rows: Sequence[Mapping[str, Any]]) -> Figures:
    """What is empty was not known, and is no sum."""
    names = ("value", "answered", "eligible", "previous", *_OF_PEOPLE)
    return {(row["code"], name): row[name] for row in rows for name in names if row[name] is not None}


def _cells_counted(summed: Sequence[Row[Any]]) -> Figures:
    return {(row.indicator, row.gender, row.age_group): row.amount for row in summed if row.measure == "value"}


def _cells_said(rows: Sequence[Mapping[str, Any]]) -> Figures:
    return {(row["code"], row["gender"], row["age_group"]): row["value"] for row in rows}


def _agree(counted: Figures, said: Figures) -> bool:
    return all(_same(counted.get(cell, 0.0), said.get(cell, 0.0)) for cell in counted.keys() | said.keys())


def _same(one: float, other: float) -> bool:
    # Hours are added up in whatever order the database takes them.
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)
