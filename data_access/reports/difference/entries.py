"""The entries of the ledger that came or went between two states of the records."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import CTE, ColumnElement, Select, Table, and_, case, literal, or_, select, tuple_, union_all

from data_access.models import ledger, ledger_history, rows_of
from data_access.queries.evidence.visible import NETWORK, NETWORK_FEEDBACK, kept_back
from data_access.queries.rows import frame
from data_access.question import Question
from data_access.reports.difference.span import Span

CAME, WENT = "came", "went"
_FIELDS = (
    "indicator", "unit", "counted_on", "amount", "left_out", "gender", "age_group",
    "organisation", "cohort", "session_kind", "sheet", "row_id",
)  # fmt: skip


def entries(question: Question, span: Span) -> pd.DataFrame:
    """The entries of figures that came or went, of all indicators. One query.

    Columns: side (CAME or WENT), delivery (with which it came or went), indicator, unit, counted_on, amount, left_out,
    gender, age_group, organisation, cohort, session_kind, sheet, row_id, of_network (1: a record of the network; for
    restricted readers of its company, too, as no entry of theirs is listed either).
    Only those of units of which one counted by the day: of these also what was left out, and what counts later on.
    """
    moved = union_all(*_came(question, span), _went(question, span)).cte("moved")
    by_the_day = or_(moved.c.counted_on <= span.day, moved.c.counted_on.is_(None))
    counts = moved.c.left_out.is_(None)
    whose = select(moved.c.indicator, moved.c.unit).where(by_the_day, counts)
    return frame(
        question,
        select(moved, case((_of_network(question, moved), 1), else_=0).label("of_network"))
        .where(tuple_(moved.c.indicator, moved.c.unit).in_(whose), or_(by_the_day, counts))
        .order_by(moved.c.indicator, moved.c.counted_on, moved.c.unit, moved.c.sheet, moved.c.row_id),
    )


def _came(question: Question, span: Span) -> list[Select[Any]]:
    standing = _of(ledger, question, CAME, ledger.c.since).where(ledger.c.since > span.known)
    if span.until is None:
        return [standing]
    since, until = ledger_history.c.since, ledger_history.c.until
    ended = _of(ledger_history, question, CAME, since).where(since > span.known, since <= span.until)
    return [standing.where(ledger.c.since <= span.until), ended.where(until > span.until)]


def _went(question: Question, span: Span) -> Select[Any]:
    since, until = ledger_history.c.since, ledger_history.c.until
    ended = _of(ledger_history, question, WENT, until).where(since <= span.known, until > span.known)
    return ended if span.until is None else ended.where(until <= span.until)


def _of(table: Table, question: Question, side: str, delivery: ColumnElement[int]) -> Select[Any]:
    own = (table.c[name] for name in _FIELDS)
    wanted = select(literal(side).label("side"), delivery.label("delivery"), *own)
    return wanted.where(table.c.programme_id == question.programme.id, table.c.measure == "value")


def _of_network(question: Question, moved: CTE) -> ColumnElement[bool]:
    """Whether an entry rests on a single record of the network; a meeting is one, too."""
    company = [kept_back(moved.c, question)] if question.viewer.restricted else []
    answers = rows_of("responses")
    feedback = select(answers.c.id).where(
        answers.c.programme_id == question.programme.id, answers.c.survey == NETWORK_FEEDBACK
    )
    return or_(
        moved.c.sheet == "network_attendance",
        moved.c.session_kind == NETWORK,
        and_(moved.c.sheet == "responses", moved.c.row_id.in_(feedback)),
        *company,
    )
