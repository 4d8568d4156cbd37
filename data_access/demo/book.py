"""The demonstration programme's workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from data_access.demo.deliveries import deliveries
from data_access.demo.row import Row
from data_access.sheets import SHEETS, Sheet


def workbook(path: Path, *, today: date, seed: int = 1) -> None:
    """Write the programme DEMO as it stands on ``today`` to ``path`` (.xlsx); the same for the same day and seed."""
    write(path, sheets(today=today, seed=seed), on=today)


def sheets(*, today: date, seed: int = 1) -> Mapping[str, list[Row]]:
    """The rows of all sheets by the sheet's name."""
    return deliveries(today, seed)[-1].sheets


def write(path: Path, filled: Mapping[str, list[Row]], *, on: date) -> None:
    """Write the sheets to ``path`` (.xlsx) as a workbook made on that day."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd", "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime.combine(on, time(), UTC)})
        bold = book.add_format({"bold": True})
        for sheet in SHEETS:
            written = book.add_worksheet(sheet.name)
            written.set_column(0, len(sheet.columns) - 1, 16)
            for number, cells in enumerate(_table(sheet, filled[sheet.name])):
                written.write_row(number, 0, cells, None if number else bold)


def _table(sheet: Sheet, rows: list[Row]) -> list[list[Any]]:
    """The cells of a sheet, the header first."""
    columns = list(sheet.by_name)
    if sheet.turned:
        return [["field", "value"], *([name, row[name]] for row in rows for name in columns if name in row)]
    return [columns, *([row.get(name) for name in columns] for row in rows)]
