"""Which indicators have data to rest on: unknown is not zero."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, exists, literal, select, union_all

from data_access.catalogue import Indicator, indicators
from data_access.models import ledger, rows_of
from data_access.queries.rows import once
from data_access.question import Question
from data_access.sheets import PERSONAL, sheet

_ATTENDED = {"participants": "attendance", "members": "network_attendance"}


@once
def lacking(question: Question) -> Mapping[str, str]:
    """By indicator without data, what has to be delivered first, as ``Indicator.rests_on`` has it. One query.

    Indicators that have data are not in it. Where the records of persons were removed, as their time was over, the
    entries tell what there was.
    """
    parts = sorted({part for one in indicators().values() for group in one.rests_on for part in group})
    answers = union_all(*(_known(question, part) for part in parts))
    known = set(question.connection.execute(answers).scalars())
    return {code: missing for code, one in indicators().items() if (missing := _missing(one, known))}


def _missing(indicator: Indicator, known: set[str]) -> str | None:
    lacks = [[part for part in group if part not in known] for group in indicator.rests_on]
    return None if [] in lacks else lacks[0][0]


def _known(question: Question, part: str) -> Select[Any]:
    """Selects ``part`` itself where there is a row of it."""
    name, _, asked = part.partition(":")
    name, _, column = name.partition(".")
    if question.programme.removed_on is not None and sheet(name) in PERSONAL:
        return select(literal(part)).where(exists(_counted(question, name, asked)))
    table = rows_of(name)
    rows = select(table.c.id).where(table.c.programme_id == question.programme.id, table.c.superseded.is_(None))
    if asked:
        rows = rows.where(table.c.question == asked)
    if column:
        rows = rows.where(table.c[column].is_not(None))
    return select(literal(part)).where(exists(rows))


def _counted(question: Question, name: str, asked: str) -> Select[Any]:
    """The entries that rested on rows of the sheet, of a register those on its attendance."""
    rested = _ATTENDED.get(name, name)
    entries = select(ledger.c.id).where(ledger.c.programme_id == question.programme.id, ledger.c.sheet == rested)
    codes = [code for code, one in indicators().items() if one.conditions.question == asked]
    return entries.where(ledger.c.indicator.in_(codes)) if asked else entries
