"""A workbook as XlsxWriter writes it: nothing in it is run, every value has the type that it is of."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format as Style
from xlsxwriter.worksheet import Worksheet

from dashboard.exports.excel.sheet import LONG, Sheet
from dashboard.exports.excel.styles import Styles
from dashboard.exports.harmless import harmless
from dashboard.i18n import Words
from dashboard.panel import Format, TableColumn
from data_access.protection import PublishableFrame

LONGEST = 32_767  # characters to a cell; XlsxWriter leaves out a text that is longer
A4 = 9
EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet
Cell = tuple[str | float, Style]


@contextmanager
def workbook(
    words: Words, *, title: str, mark: str, foot: str, created: datetime
) -> Iterator[tuple[Workbook, io.BytesIO]]:
    """A workbook to write to, and where its bytes stand afterwards.

    ``mark``: among its properties, as the keyword. ``foot``: below each printed page.
    """
    made = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, {**options, "strings_to_numbers": False}) as book:
        # Without a time zone, as XlsxWriter writes it
        book.set_properties({"title": title, "keywords": mark, "created": created.replace(tzinfo=None, microsecond=0)})
        yield Workbook(book, words, foot), made


class Workbook:
    """Sheets are written one after another, rows from the top."""

    def __init__(self, book: xlsxwriter.Workbook, words: Words, foot: str) -> None:
        self._book = book
        self._words = words
        self._foot = foot
        self.styles = Styles(book, words.language)

    def page(self, name: str) -> Worksheet:
        """A new sheet, set up for print: landscape, as wide as the paper, hash and page number at the foot."""
        page = self._book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.5)
        numbered = self._words.gettext("page {page} of {pages}", page="&P", pages="&N")
        # The space ends the size, which a digit would continue.
        page.set_footer(f"&L&8 {self._foot}&R&8 {numbered}")
        return page

    def table(self, sheet: Sheet) -> int:
        """Write the sheet: its header frozen, filtered and repeated on each printed page. The number of its rows."""
        page = self.page(sheet.name)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        for at, column in enumerate(sheet.columns):
            page.set_column(at, at, column.width)
            self.put(page, 0, at, column.shown.label, self.styles.head)
        rows = self._rows(page, sheet)
        page.autofilter(0, 0, max(rows, 1), len(sheet.columns) - 1)
        return rows

    def put(self, page: Worksheet, row: int, column: int, value: Any, style: Style | None = None) -> None:
        """Write a value as what it is: a number, a day, otherwise a text that is not run. None leaves it empty."""
        cell = self._cell(value, style)
        if cell is not None:
            _write(page, row, column, cell)

    def _rows(self, page: Worksheet, sheet: Sheet) -> int:
        """Write the parts of the sheet below its header. How many rows they are."""
        row = 0
        for part in sheet.parts:
            wrapped = [one.width >= LONG for one in sheet.columns[len(part.lead) :]]
            columns = [self._cells(part.rows, *one) for one in zip(part.columns, wrapped, strict=True)]
            lead = [self._cell(text, self.styles.long) for text in part.lead]
            for cells in ([*lead, *rest] for rest in zip(*columns, strict=True)):
                row += 1
                for at, cell in enumerate(cells):
                    if cell is not None:
                        _write(page, row, at, cell)
        return row

    def _cells(self, rows: PublishableFrame, column: TableColumn, wrapped: bool) -> Sequence[Cell | None]:  # noqa: FBT001
        """The cells of a column. Each value is put into words once, however often it stands there."""
        said = cache(self._saying(column, self.styles.long if wrapped else None))
        values = rows.rows[column.name].astype(object)
        cells = [said(value) for value in values.where(values.notna(), None)]
        if rows.hidden[column.name].any():
            hidden = (self._words.gettext("hidden to protect privacy"), self.styles.hidden)
            return [hidden if out else cell for out, cell in zip(rows.hidden[column.name], cells, strict=True)]
        return cells

    def _saying(self, column: TableColumn, style: Style | None) -> Callable[[Any], Cell | None]:
        def said(value: Any) -> Cell | None:
            if value is None:
                return self._cell(column.none, style)
            if column.said:
                return self._cell(column.said(value), style)
            return self._cell(value, self.styles.percent if column.format is Format.PERCENT else style)

        return said

    def _cell(self, value: Any, style: Style | None = None) -> Cell | None:
        if value is None or value == "":
            return None
        if isinstance(value, bool):
            value = self._words.gettext("yes") if value else self._words.gettext("no")
        if isinstance(value, date):
            return (value.toordinal() - EPOCH.toordinal()), style or self.styles.date
        if isinstance(value, (int, float)):
            return value, style or (self.styles.whole if value == int(value) else self.styles.number)
        return _plain(str(value)), style or self.styles.text


def _write(page: Worksheet, row: int, column: int, cell: Cell) -> None:
    value, style = cell
    if isinstance(value, str):
        page.write_string(row, column, value, style)
    else:
        page.write_number(row, column, value, style)


def _plain(text: str) -> str:
    """The text as it can stand in a cell."""
    # XlsxWriter takes a text in these marks for markup of its own, and writes it as it is.
    marked = text.startswith("<r>") and text.endswith("</r>")
    said = harmless(f" {text}" if marked else text)
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"
