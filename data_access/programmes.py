"""The programmes of the installation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from data_access.models import programmes, rows_of
from data_access.sheets import sheet


def facts() -> Select[Any]:
    """What is known of each programme: programme_id, row_id (of its first row) and the columns of the sheet.

    Several sources may tell of one programme. Each fact is taken from whichever has it (where two do, intake
    has seen to it that they agree), and has its default where none does.
    """
    told = rows_of("programme")
    known = [_fact(told.c[column.name], column.default) for column in sheet("programme").columns]
    first = func.min(told.c.id).label("row_id")
    return select(told.c.programme_id, first, *known).where(told.c.superseded.is_(None)).group_by(told.c.programme_id)


def _fact(told: ColumnElement[Any], default: Any) -> ColumnElement[Any]:
    known = func.max(told)
    return (known if default is None else func.coalesce(known, default)).label(told.key)


def names(connection: Connection) -> Mapping[str, Mapping[str, str | None]]:
    """The names of all programmes by language, of each code, in the order in which they came. One query."""
    known = facts().subquery()
    named = (
        select(programmes.c.code, known.c.name_fi, known.c.name_sv, known.c.name_en)
        .join(known, known.c.programme_id == programmes.c.id)
        .order_by(programmes.c.id)
    )
    return {row.code: {"fi": row.name_fi, "sv": row.name_sv, "en": row.name_en} for row in connection.execute(named)}


def organisations(connection: Connection, code: str) -> list[str]:
    """The codes of the organisations that stand in a cohort of the programme ``code`` today. One query."""
    listed = rows_of("organisations")
    found = (
        select(listed.c.organisation)
        .join(programmes, programmes.c.id == listed.c.programme_id)
        .where(programmes.c.code == code, listed.c.superseded.is_(None), listed.c.cohort.is_not(None))
        .where(listed.c.left_on.is_(None))
        .order_by(listed.c.organisation)
    )
    return list(connection.execute(found).scalars())
