"""A frozen report as a workbook."""

from __future__ import annotations

from dashboard.exports.excel.front import Front
from dashboard.exports.excel.workbook import workbook
from dashboard.exports.report import cover, coversheet
from dashboard.exports.report.sheets import ALL
from dashboard.i18n import Words
from data_access.question import Question
from data_access.reports import Frozen


def file(question: Question, frozen: Frozen, words: Words) -> bytes:
    """The workbook as the viewer who asks may have it; the same bytes each time.

    The cover, then the sheets of ``sheets.ALL``, each with its header in the first row and one record to a row.
    Hidden cells say so, unknown ones are empty. Two queries.
    """
    title = f"{cover.title(frozen, words)}, {cover.programme(frozen, words)}"
    with workbook(
        words, title=title, mark=cover.mark(question, frozen), foot=frozen.hash, created=cover.prepared_at(frozen)
    ) as (book, made):
        first = Front(book, words, cover.title(frozen, words))
        coversheet.write(first, question, frozen, words)
        for one in ALL:
            sheet = one(question, frozen, words)
            first.lists(sheet, rows=book.table(sheet))
    return made.getvalue()
