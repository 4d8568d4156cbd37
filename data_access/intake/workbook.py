"""Sheets of .xlsx and .ods workbooks.

A workbook is looked through before it is opened: its parts are unpacked under limits, the extent of
each sheet is measured, and python-calamine gets a copy of just the parts that were looked at.
"""

from __future__ import annotations

import io
import itertools
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from data_access.intake import archive, ods, xlsx
from data_access.intake.extent import LAST_COLUMN, Extent
from data_access.intake.problem import Findings, Problem, Refusal
from data_access.intake.rawsheet import Broken, RawSheet, letter, table
from data_access.message import N_

MACROS = "vbaProject.bin"
MOST_SHEETS = 200
TEXT_PARTS = (".xml", ".rels", "mimetype")


def sheets(path: Path, file: str, findings: Findings, *, only: str | None = None) -> list[RawSheet]:
    """The sheets of the workbook at ``path`` that hold anything; ``only`` the one of that name, where given.

    Raises Refusal where the workbook cannot be read; a sheet that cannot is a problem of its own.
    """
    parts = _parts(path)
    extents = ods.extents(parts) if ods.CONTENT in parts else xlsx.extents(parts)
    with _refusing():
        book = CalamineWorkbook.from_filelike(io.BytesIO(_copy(parts)))
    with book:
        names = [sheet.name for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        if not set(names) <= extents.keys():
            raise Refusal(N_("The workbook is damaged."), N_("a file that opens"))
        if len(names) > MOST_SHEETS:
            raise Refusal(
                N_("The workbook has {n} sheets.", n=len(names)), N_("at most {most} sheets", most=MOST_SHEETS)
            )
        if only is not None and only not in names:
            raise Refusal(N_("The workbook has no sheet {name}.", name=only))
        found = []
        for name in [only] if only is not None else names:
            try:
                found.append(_sheet(book, file, name, extents[name]))
            except Refusal as refusal:
                findings.problem(Problem(refusal.message, file, name, expected=refusal.expected))
    return [sheet for sheet in found if sheet is not None]


def _parts(path: Path) -> dict[str, bytes]:
    with archive.opened(path) as opened:
        entries = [entry for entry in opened.infolist() if not entry.is_dir()]
        if any(entry.filename.endswith(MACROS) for entry in entries):
            raise Refusal(N_("The workbook holds macros."), N_("a workbook without macros, saved as .xlsx"))
        return {
            entry.filename: archive.read(opened, entry)
            for entry in entries
            if entry.filename.lower().endswith(TEXT_PARTS)
        }


def _copy(parts: dict[str, bytes]) -> bytes:
    # What was measured is what is read, whatever else the archive says to another reader.
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as copied:
        for name, part in parts.items():
            copied.writestr(name, part)
    return buffer.getvalue()


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except (CalamineError, OSError, ValueError) as error:
        raise Refusal(N_("The workbook is damaged."), N_("a file that opens")) from error
    except BaseException as error:
        # A panic of the library's Rust derives from BaseException and has no name to import.
        if type(error).__name__ != "PanicException":
            raise
        raise Refusal(N_("The workbook is damaged."), N_("a file that opens")) from error


def _sheet(book: CalamineWorkbook, file: str, name: str, extent: Extent) -> RawSheet | None:
    """The sheet, or nothing where it is wholly empty."""
    if not extent.last_row and not extent.broken:
        return None
    with _refusing():
        sheet = book.get_sheet_by_name(name)
        _check_merged(sheet, extent)
        start = sheet.start[1] if sheet.start else LAST_COLUMN
        first = min([start, *(column - 1 for _row, column in extent.broken)])
        return table(file, name, _lines(sheet, extent, start=start, first=first), first_column=first, exact=False)


def _check_merged(sheet: CalamineSheet, extent: Extent) -> None:
    for (top, left), _bottom_right in sheet.merged_cell_ranges or []:
        if top < extent.last_row and left < extent.last_column:
            raise Refusal(
                N_("Cells are merged from row {row}, column {column}.", row=top + 1, column=letter(left)),
                N_("one cell for each row and column, nothing merged"),
            )


def _lines(sheet: CalamineSheet, extent: Extent, *, start: int, first: int) -> Iterator[list[Any]]:
    """The rows from the first on, with the broken cells put in: the library leaves those empty or out."""
    broken: defaultdict[int, dict[int, Broken]] = defaultdict(dict)
    for (row, column), cell in extent.broken.items():
        broken[row][column - 1 - first] = cell
    last = max([sheet.end[0] + 1 if sheet.end else 0, *broken])
    margin = [None] * (start - first) if sheet.start else []
    endless = itertools.chain(sheet.iter_rows() if sheet.start else (), itertools.repeat([]))
    for number, cells in enumerate(itertools.islice(endless, last), start=1):
        line: list[Any] = margin + cells
        for index, cell in broken.get(number, {}).items():
            line += [None] * (index + 1 - len(line))
            line[index] = cell
        yield line
