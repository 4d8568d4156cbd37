"""The first sheet of a workbook: the emblem, what the workbook is, facts under their labels."""

from __future__ import annotations

import io
from typing import Any

from xlsxwriter.worksheet import Worksheet

from dashboard.exports import emblem
from dashboard.exports.excel.sheet import Sheet
from dashboard.exports.excel.workbook import Workbook
from dashboard.i18n import Words

LABEL, TEXT = 32, 100  # characters to its two columns
SCALE = 96 / emblem.RESOLUTION  # a spreadsheet takes an image to have 96 dots per inch


class Front:
    """Begun before the sheets that it lists, each of which is listed when its rows are known."""

    def __init__(self, book: Workbook, words: Words, title: str) -> None:
        self._book = book
        self._words = words
        self._page: Worksheet = book.page(words.gettext("Cover"))
        self._page.set_column(0, 0, LABEL)
        self._page.set_column(1, 1, TEXT)
        self._funding()
        book.put(self._page, 1, 0, title, book.styles.heading)
        self._row = 3

    def heading(self, text: str) -> None:
        """What follows is told under it."""
        self._row += 1
        self._book.put(self._page, self._row, 0, text, self._book.styles.heading)
        self._row += 1

    def line(self, label: str, value: Any) -> None:
        """A fact."""
        book = self._book
        book.put(self._page, self._row, 0, label, book.styles.label)
        book.put(self._page, self._row, 1, value, book.styles.long if isinstance(value, str) else None)
        self._row += 1

    def lists(self, sheet: Sheet, *, rows: int) -> None:
        """Name a sheet, what stands in it and how many rows it has."""
        said = self._words.ngettext("{n} row", "{n} rows", rows)
        self.line(sheet.name, f"{sheet.about} ({said})")

    def _funding(self) -> None:
        words, book, page = self._words, self._book, self._page
        page.set_row(0, emblem.HEIGHT + 6)
        image = {
            "image_data": io.BytesIO(emblem.png()),
            "x_scale": SCALE,
            "y_scale": SCALE,
            "description": words.gettext("The emblem of the European Union"),
        }
        page.insert_image(0, 0, "emblem.png", image)
        book.put(page, 0, 1, words.gettext("Co-funded by the European Union"), book.styles.funding)
