"""Files for the tests: sheets are lists of rows, the first of which is the header."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from data_access import intake

KEY = b"a key for the tests, 32 bytes .."
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
EXAMPLES = Path(__file__).resolve().parents[4] / "shared" / "data" / "programme"
Rows = Sequence[Sequence[Any]]
Sheets = Mapping[str, Rows]

PROGRAMME = [
    ["field", "value"],
    ["code", "TEST"],
    ["name_en", "A programme"],
    ["starts_on", date(2024, 1, 1)],
    ["ends_on", date(2026, 6, 30)],
]
ORGANISATIONS = [["organisation", "name", "sector"], ["0001", "One", "municipality"], ["0002", "Two", "ngo"]]
SESSIONS = [["session", "kind", "held_on", "hours"], ["S1", "training", date(2024, 5, 6), 3]]
PARTICIPANTS = [
    ["participant", "organisation", "registered_on"],
    ["p1@example.org", "0001", date(2024, 5, 1)],
    ["p2@example.org", "0002", date(2024, 5, 1)],
]
ATTENDANCE = [["session", "participant"], ["S1", "p1@example.org"], ["S1", "p2@example.org"]]
MEMBERS = [["member", "joined_on"], ["m1@example.org", date(2024, 5, 1)]]


def programme(**sheets: Rows) -> dict[str, Rows]:
    """The sheets of a sound programme, and those given instead of them or besides."""
    sound = {"programme": PROGRAMME, "organisations": ORGANISATIONS, "sessions": SESSIONS}
    return {**sound, "participants": PARTICIPANTS, "attendance": ATTENDANCE, "members": MEMBERS, **sheets}


def xlsx(path: Path, sheets: Sheets) -> Path:
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        page.write_datetime(number, place, cell, day)
                    elif isinstance(cell, str):
                        page.write_string(number, place, cell) if cell else None
                    elif cell is not None:
                        page.write(number, place, cell)
    return path


def csv_text(rows: Rows, delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return text.getvalue()


def folder(path: Path, sheets: Sheets, *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    path.mkdir()
    for name, rows in sheets.items():
        (path / f"{name}.csv").write_bytes(csv_text(rows, delimiter).encode(encoding))
    return path


def zipped(path: Path, sheets: Sheets, *, inside: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in sheets.items():
            archive.writestr(f"{inside}{name}.csv", csv_text(rows))
    return path


def ods(path: Path, sheets: Sheets) -> Path:
    from odf.opendocument import OpenDocumentSpreadsheet  # noqa: PLC0415 - slow, and few tests need it
    from odf.table import Table, TableCell, TableRow  # noqa: PLC0415
    from odf.text import P  # noqa: PLC0415

    def cell(value: Any) -> TableCell:
        if value is None or value == "":
            return TableCell()
        if isinstance(value, date):
            return TableCell(valuetype="date", datevalue=value.isoformat())
        if isinstance(value, (int, float)):
            return TableCell(valuetype="float", value=str(value))
        made = TableCell(valuetype="string")
        made.addElement(P(text=value))
        return made

    book = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        for row in rows:
            line = TableRow()
            for value in row:
                line.addElement(cell(value))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    book.save(str(path))
    return path


def load(engine: Any, *files: Path, **more: Any) -> intake.Outcome:
    return intake.load(engine, files, **({"key": KEY, "loaded_by": "a test", "now": NOW} | more))


def check(*files: Path, **more: Any) -> intake.Report:
    return intake.check(None, files, key=KEY, **more)


def places(problems: Sequence[intake.Problem]) -> list[tuple[str | None, int | None, str | None]]:
    """Where the problems are: sheet, row, column."""
    return [(problem.sheet, problem.row, problem.column) for problem in problems]
