"""A programme with one row in every sheet and a value in every column: what the hostile files are made from."""

from __future__ import annotations

from typing import Any

from data_access.sheets import SHEETS, Column, Kind, Sheet

CELLS = {
    Kind.TEXT: "Text",
    Kind.DATE: "2025-03-12",
    Kind.WHOLE: 1,
    Kind.NUMBER: 1.5,
    Kind.HOURS: "1,5",
    Kind.YES_NO: "yes",
    Kind.ANSWER: 4,
    Kind.IDENTITY: "p1@example.org",
}
SPECIAL: dict[tuple[str, str], Any] = {
    ("programme", "starts_on"): "2024-01-01",
    ("programme", "ends_on"): "2026-06-30",
    ("programme", "follow_up_to_days"): 120,
    ("organisations", "parent"): None,
    ("participants", "born_on"): "1.2.1974",
    ("members", "born_on"): "1.2.1974",
    ("participants", "age_group"): "18_60",
    ("members", "age_group"): "18_60",
    ("sessions", "kind"): "network",
    ("sessions", "headcount"): 2,
    ("responses", "question"): "useful_for_work",
}


def cell(sheet: Sheet, column: Column) -> Any:
    if (sheet.name, column.name) in SPECIAL:
        return SPECIAL[sheet.name, column.name]
    if column.kind is Kind.CHOICE:
        return "held" if column.name == "status" and sheet.name == "sessions" else column.choices[0].code
    if column.kind is Kind.CODE:
        return "P.1" if column.name == "indicator" else "A1"
    return CELLS[column.kind]


def table(sheet: Sheet) -> list[list[Any]]:
    """The sheet as it stands in a file, header first."""
    row = [cell(sheet, column) for column in sheet.columns]
    if sheet.turned:
        return [["field", "value"], *([column.name, value] for column, value in zip(sheet.columns, row, strict=True))]
    return [list(sheet.by_name), row]


def programme() -> dict[str, list[list[Any]]]:
    """Every sheet."""
    return {sheet.name: table(sheet) for sheet in SHEETS}
