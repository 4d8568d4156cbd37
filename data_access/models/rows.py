"""One table per sheet of the workbook, its columns made from the sheet's declaration.

A row is never changed: a delivery enters it and a later one may supersede it, so that the past can
be asked, a preview is a difference and a delivery can be undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Table,
    Text,
    and_,
    or_,
    select,
)
from sqlalchemy.types import TypeEngine

from data_access.models.base import metadata
from data_access.sheets import SHEETS, Kind, Sheet

_TYPES: Mapping[Kind, TypeEngine[Any]] = {
    Kind.CODE: String(128),
    Kind.TEXT: Text(),
    Kind.DATE: Date(),
    Kind.WHOLE: Integer(),
    Kind.NUMBER: Float(),
    Kind.HOURS: Float(),
    Kind.YES_NO: Boolean(),
    Kind.CHOICE: String(32),
    Kind.IDENTITY: String(64),  # a pseudonym, in hexadecimal
    Kind.ANSWER: String(8),  # 1 ... 5, yes, no
}


def _table(sheet: Sheet) -> Table:
    name = f"sheet_{sheet.name}"
    return Table(
        name,
        metadata,
        Column("programme_id", Integer, ForeignKey("programmes.id"), primary_key=True),
        Column("id", BigInteger, primary_key=True, autoincrement=False),  # unique over all sheets of a programme
        Column("source", String(128), nullable=False),
        Column("delivery", Integer, nullable=False),  # entered by
        Column("superseded", Integer),  # ended by; empty while current
        Column("file", Text, nullable=False),
        Column("line", Integer, nullable=False),  # row in the file's sheet, the header being 1
        *(Column(column.name, _TYPES[column.kind]) for column in sheet.columns),
        Index(f"ix_{name}_current", "programme_id", "superseded", sheet.key[0]),
    )


ROW_TABLES: Mapping[str, Table] = {sheet.name: _table(sheet) for sheet in SHEETS}


def rows_of(sheet: str) -> Table:
    """The table that keeps the rows of ``sheet``; raises KeyError."""
    return ROW_TABLES[sheet]


def current(sheet: str, programme_id: int, *, known: int | None = None) -> Select[Any]:
    """All columns of the rows of ``sheet`` that stand today, or that stood with the delivery ``known``."""
    table = ROW_TABLES[sheet]
    stands: ColumnElement[bool] = table.c.superseded.is_(None)
    if known is not None:
        stands = and_(table.c.delivery <= known, or_(stands, table.c.superseded > known))
    return select(table).where(table.c.programme_id == programme_id, stands)
