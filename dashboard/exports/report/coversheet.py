"""The first sheet of the workbook: what it is, where it stands, how to check it, what else is in it."""

from __future__ import annotations

import io
from typing import Any

from dashboard.exports.report import cover, emblem
from dashboard.exports.report.sheet import Sheet
from dashboard.exports.report.workbook import Workbook
from dashboard.i18n import Words
from dashboard.reporting import DONE
from dashboard.today import moment
from data_access.question import Question
from data_access.reports import Frozen, Step

LABEL, TEXT = 32, 100  # characters to its two columns
SCALE = 96 / emblem.RESOLUTION  # a spreadsheet takes an image to have 96 dots per inch


class CoverSheet:
    """Begun before the sheets that it lists, each of which is listed when its rows are known."""

    def __init__(self, book: Workbook, words: Words) -> None:
        self._book = book
        self._words = words
        self._page = book.page(words.gettext("Cover"))
        self._page.set_column(0, 0, LABEL)
        self._page.set_column(1, 1, TEXT)
        self._row = 0

    def write(self, question: Question, frozen: Frozen) -> None:
        """Emblem and title, the facts, the steps before this version, how to check the file."""
        words = self._words
        self._head(frozen)
        for fact in cover.facts(question, frozen, words):
            self._line(fact.label, fact.value)
        self._line(words.gettext("Status"), cover.standing(frozen, words))
        self._line(words.gettext("How to check the file"), cover.verification(frozen, words))
        self._steps(question, frozen)
        self._heading(words.gettext("In this workbook"))

    def lists(self, sheet: Sheet, *, rows: int) -> None:
        """Name a sheet, what stands in it and how many rows it has."""
        said = self._words.ngettext("{n} row", "{n} rows", rows)
        self._line(sheet.name, f"{sheet.about} ({said})")

    def _head(self, frozen: Frozen) -> None:
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
        book.put(page, 1, 0, cover.title(frozen, words), book.styles.heading)
        self._row = 3
        if frozen.content["programme"]["demonstration"]:
            self._line(words.gettext("Demonstration data"), words.gettext("Nothing in this report is real."))

    def _steps(self, question: Question, frozen: Frozen) -> None:
        words = self._words
        taken = list(cover.steps(question, frozen).records())
        if taken:
            self._heading(words.gettext("What was done before this version"))
        for step in taken:
            done = words.gettext(
                "version {version} {done} by {who}",
                version=step["version"], done=DONE[Step(step["step"])], who=step["taken_by"],
            )  # fmt: skip
            self._line(moment(step["taken_at"], words), f"{done}: {step['comment']}" if step["comment"] else done)

    def _heading(self, text: str) -> None:
        self._row += 1
        self._book.put(self._page, self._row, 0, text, self._book.styles.heading)
        self._row += 1

    def _line(self, label: str, value: Any) -> None:
        book = self._book
        book.put(self._page, self._row, 0, label, book.styles.label)
        book.put(self._page, self._row, 1, value, book.styles.long if isinstance(value, str) else None)
        self._row += 1
