"""Entries counted and left out, paged and searchable, and how many there are of each kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import ColumnElement, func, or_

from data_access.ledger import Reason
from data_access.models import ledger
from data_access.protection import PublishableFrame, protect
from data_access.queries.evidence.visible import Visible
from data_access.queries.indicators.scope import asked
from data_access.queries.rows import frame
from data_access.question import Question
from data_access.viewer import Forbidden


@dataclass(frozen=True)
class Page:
    """One page of ``total`` entries."""

    entries: PublishableFrame
    total: int


def entries(
    question: Question,
    code: str,
    *,
    counted: bool | None = None,
    reason: Reason | None = None,
    search: str = "",
    cell: tuple[str, str] | None = None,
    page: int = 1,
    page_size: int = 50,
) -> Page:
    """One page of the indicator's entries dated by the question's day, or without a day. Two queries.

    ``counted``: only those that count, or only those left out; ``reason``: only those left out for it;
    ``search``: part of the unit or of the organisation's code; ``cell``: gender and age group, those of it alone.
    Columns: unit, counted_on, amount, reason (empty where it counts), gender, age_group, organisation,
    cohort, session_kind, sheet, row_id, file, line, delivery, source. Ordered by day.
    Raises Forbidden for the steering group, where there is no such indicator, and where a cell is asked for by who
    sees people without gender and age.
    """
    rows = Visible(question, asked(code))
    wanted = [*_kind(counted, reason), *_found(search, rows), *_of_cell(cell, rows)]
    total = question.connection.execute(rows.select(func.count()).where(*wanted)).scalar_one()
    listed = rows.select(*rows.columns()).where(*wanted).order_by(ledger.c.counted_on, ledger.c.id)
    found = frame(question, listed.limit(page_size).offset((max(page, 1) - 1) * page_size))
    return Page(protect(found, question), int(total))


def summary(question: Question, code: str) -> PublishableFrame:
    """How many entries count and how many were left out, by reason and register. One query.

    Columns: reason (empty where it counts), register (accelerator, network; both: the difference that makes
    persons of both count once; empty where no person's record is behind it), entries, amount.
    Raises Forbidden as ``entries`` does.
    """
    rows = Visible(question, asked(code), singly=False)
    register = rows.register.label("register")
    amount = func.sum(ledger.c.amount).label("amount")
    found = frame(
        question,
        rows.select(ledger.c.left_out.label("reason"), register, func.count().label("entries"), amount)
        .group_by(ledger.c.left_out, register)
        .order_by(ledger.c.left_out.is_not(None), ledger.c.left_out, register),
    )
    of_network = found["register"].isin(["network", "both"])
    # What counts adds up to the value, which is shown: persons of both registers would follow from the rest.
    totals = pd.Series(code, index=found.index).where(found["reason"].isna())
    counts = ("entries", "amount")
    hidden_with = {"amount": "entries", "entries": "amount"}
    return protect(found, question, counts=counts, follows=hidden_with, people=of_network, network=True, totals=totals)


def _kind(counted: bool | None, reason: Reason | None) -> Sequence[ColumnElement[bool]]:  # noqa: FBT001 - passed on
    wanted: list[ColumnElement[bool]] = []
    if counted is not None:
        wanted.append(ledger.c.left_out.is_(None) if counted else ledger.c.left_out.is_not(None))
    if reason is not None:
        wanted.append(ledger.c.left_out == str(reason))
    return wanted


def _found(search: str, rows: Visible) -> Sequence[ColumnElement[bool]]:
    if not search:
        return ()
    # Who sees no organisation must not find it by searching either.
    columns = (ledger.c.unit,) if rows.nameless else (ledger.c.unit, ledger.c.organisation)
    return (or_(*(column.icontains(search, autoescape=True) for column in columns)),)


def _of_cell(cell: tuple[str, str] | None, rows: Visible) -> Sequence[ColumnElement[bool]]:
    if cell is None:
        return ()
    if rows.nameless:
        raise Forbidden("cell")
    return (ledger.c.gender == cell[0], ledger.c.age_group == cell[1])
