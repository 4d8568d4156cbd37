"""Sound workbooks with one thing wrong in one column of one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from data_access.sheets import SHEETS, Column, Kind, Sheet
from tests.data_access.hostile import sound

CELLS: dict[Kind, tuple[Any, ...]] = {
    Kind.CODE: ("x" * 200, "two\nlines"),
    Kind.TEXT: ("=1+1",),
    Kind.DATE: ("30.2.2025", "2025-13-01", "1.1.1066", 45_000, "yesterday"),
    Kind.WHOLE: ("1,5", "many", 1e12),
    Kind.NUMBER: ("many", True),
    Kind.HOURS: ("-1", "1:30"),
    Kind.YES_NO: ("maybe",),
    Kind.CHOICE: ("no such choice",),
    Kind.ANSWER: (6, "very"),
    Kind.IDENTITY: ("x" * 400,),
}
Sheets = dict[str, list[list[Any]]]


def cells() -> Iterator[tuple[Sheet, Column, Any]]:
    """Every column with what it cannot hold; a required one also with nothing."""
    for sheet in SHEETS:
        for column in sheet.columns:
            for cell in (*CELLS[column.kind], *([None] if column.required else [])):
                yield sheet, column, cell


def with_cell(sheet: Sheet, column: Column, cell: Any) -> Sheets:
    made = sound.programme()
    place = list(sheet.by_name).index(column.name)
    if sheet.turned:
        made[sheet.name][place + 1][1] = cell
    else:
        made[sheet.name][1][place] = cell
    return made


def with_header(sheet: Sheet, *, more: str | None = None, without: str | None = None) -> Sheets:
    """A column more, or one less."""
    made = sound.programme()
    header, row = made[sheet.name]
    if more is not None:
        header.append(more)
        row.append(row[0])
    if without is not None:
        place = header.index(without)
        del header[place], row[place]
    return made
