"""Which indicators have data to rest on: unknown is not zero."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, exists, literal, select, union_all

from data_access.catalogue import Indicator, indicators
from data_access.models import ledger, rows_of
from data_access.queries.rows import once
from data_access.question import Question


@once
def lacking(question: Question) -> Mapping[str, str]:
    """By indicator without data, what has to be delivered first, as ``Indicator.rests_on`` has it. One query.

    Indicators that have data are not in it: once the records were removed, as their time was over, those with entries.
    """
    if question.programme.removed_on is not None:
        return _without_entries(question)
    parts = sorted({part for one in indicators().values() for group in one.rests_on for part in group})
    answers = union_all(*(_known(question, part) for part in parts))
    known = set(question.connection.execute(answers).scalars())
    return {code: missing for code, one in indicators().items() if (missing := _missing(one, known))}


def _without_entries(question: Question) -> Mapping[str, str]:
    counted = select(ledger.c.indicator.distinct()).where(ledger.c.programme_id == question.programme.id)
    known = set(question.connection.execute(counted).scalars())
    return {code: one.rests_on[0][0] for code, one in indicators().items() if code not in known}


def _missing(indicator: Indicator, known: set[str]) -> str | None:
    lacks = [[part for part in group if part not in known] for group in indicator.rests_on]
    return None if [] in lacks else lacks[0][0]


def _known(question: Question, part: str) -> Select[Any]:
    """Selects ``part`` itself where there is a row of it."""
    name, _, asked = part.partition(":")
    name, _, column = name.partition(".")
    table = rows_of(name)
    rows = select(table.c.id).where(table.c.programme_id == question.programme.id, table.c.superseded.is_(None))
    if asked:
        rows = rows.where(table.c.question == asked)
    if column:
        rows = rows.where(table.c[column].is_not(None))
    return select(literal(part)).where(exists(rows))
