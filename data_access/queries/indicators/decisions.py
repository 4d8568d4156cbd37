"""Baselines and targets as they were decided, one decision after another."""

from __future__ import annotations

from sqlalchemy import or_, select

from data_access.protection import PublishableFrame, protect
from data_access.queries.indicators.scope import asked
from data_access.queries.rows import current_rows, frame
from data_access.question import Question


def decisions(question: Question, code: str) -> PublishableFrame:
    """What grant decisions set for the indicator by the question's day, first to last; the last holds.

    Columns: valid_from (empty: from the start), baseline, target, decision.
    Raises Forbidden where there is no such indicator. One query.
    """
    indicator, decided = asked(code), current_rows(question, "indicators")
    found = frame(
        question,
        select(decided.c.valid_from, decided.c.baseline, decided.c.target, decided.c.decision)
        .where(decided.c.indicator == indicator.code)
        .where(or_(decided.c.valid_from.is_(None), decided.c.valid_from <= question.as_of))
        .order_by(decided.c.valid_from.is_not(None), decided.c.valid_from, decided.c.id),
    )
    return protect(found, question)
