"""The empty workbook to fill in: a sheet for each declared one, in one of three languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter

from data_access.intake import headers
from data_access.sheets import SHEETS, Choice, Column, Kind, Sheet, choices, sheet

LANGUAGES = ("fi", "sv", "en")
LAST_ROW = 10_000  # down to which cells are prepared
WIDTH = 18  # of a column, in characters
WORDS = Path(__file__).with_suffix(".toml")


def write(path: Path, language: str) -> None:
    """Write the template to ``path``, in ``fi``, ``sv`` or ``en``. What is filled in is read as it stands."""
    if language not in LANGUAGES:
        raise ValueError(f"the template comes in {', '.join(LANGUAGES)}, not in {language}")
    with xlsxwriter.Workbook(path) as book:
        writer = _Writer(book, language)
        writer.guidance()
        for declared in SHEETS:
            if declared.turned:
                writer.fields(declared)
            else:
                writer.columns(declared)


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(WORDS.read_text("utf-8"))


class _Writer:
    """Writes the sheets of one workbook in one language."""

    def __init__(self, book: Any, language: str) -> None:
        self._book = book
        self._language = language
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._header = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EDF7", "num_format": "@"})
        text = book.add_format({"num_format": "@"})  # keeps leading zeros, and makes no dates of codes
        day = book.add_format({"num_format": "yyyy-mm-dd" if language == "en" else "d.m.yyyy"})
        self._formats = dict.fromkeys((Kind.CODE, Kind.TEXT, Kind.IDENTITY), text) | {Kind.DATE: day}

    def guidance(self) -> None:
        """The first sheet, which the loader knows and leaves alone."""
        words = _words()
        page = self._book.add_worksheet(headers.GUIDANCE[self._language])
        page.set_column(0, 0, 110, self._wrapped)
        page.write_string(0, 0, words["title"][self._language], self._title)
        lines = [*words["guidance"][self._language], "", words["sheets"][self._language]]
        lines += [f"– {declared.label(self._language)} ({declared.name})" for declared in SHEETS]
        for row, line in enumerate(lines, start=2):
            page.write_string(row, 0, line)

    def columns(self, declared: Sheet) -> None:
        """A sheet with a header and empty rows."""
        page = self._book.add_worksheet(declared.label(self._language))
        page.freeze_panes(1, 0)
        for place, column in enumerate(declared.columns):
            page.set_column(place, place, WIDTH, self._formats.get(column.kind))
            self._head(page, 0, place, column)
            self._offer(page, column, (1, place, LAST_ROW, place))

    def fields(self, declared: Sheet) -> None:
        """A sheet with its fields below one another, to be filled in beside."""
        page = self._book.add_worksheet(declared.label(self._language))
        page.freeze_panes(1, 1)
        page.set_column(0, 1, 2 * WIDTH)
        page.write_string(0, 0, headers.FIELD[self._language], self._header)
        page.write_string(0, 1, headers.VALUE[self._language], self._header)
        for row, column in enumerate(declared.columns, start=1):
            self._head(page, row, 0, column)
            page.write_blank(row, 1, None, self._formats.get(column.kind))
            self._offer(page, column, (row, 1, row, 1))

    def _head(self, page: Any, row: int, place: int, column: Column) -> None:
        star = " *" if column.required else ""
        page.write_string(row, place, self._label(column) + star, self._header)
        page.write_comment(row, place, self._note(column), {"x_scale": 2, "author": ""})

    def _offer(self, page: Any, column: Column, cells: tuple[int, int, int, int]) -> None:
        offered = choices.YES_NO if column.kind is Kind.YES_NO else column.choices
        if offered:
            # The loader accepts more than the list offers, so Excel only hints and does not refuse.
            listed = {"validate": "list", "source": self._labels(offered), "error_type": "warning"}
            page.data_validation(*cells, listed)

    def _note(self, column: Column) -> str:
        words = _words()
        kind = words["kinds"][column.kind.value][self._language].format(listed=", ".join(self._labels(column.choices)))
        note = [kind]
        if column.required:
            note.append(words["required"][self._language])
        if column.refers is not None:
            where = sheet(column.refers.sheet).label(self._language)
            note.append(words["refers"][self._language].format(sheet=where))
        if column.default is not None:
            note.append(words["default"][self._language].format(value=self._default(column)))
        return "\n".join(note)

    def _default(self, column: Column) -> str:
        code = "yes" if column.default is True else str(column.default)
        offered = choices.YES_NO if column.kind is Kind.YES_NO else column.choices
        return next((self._label(choice) for choice in offered if choice.code == code), code)

    def _labels(self, offered: tuple[Choice, ...]) -> list[str]:
        return [self._label(choice) for choice in offered]

    def _label(self, of: Column | Choice) -> str:
        return {"fi": of.fi, "sv": of.sv, "en": of.en}[self._language]
