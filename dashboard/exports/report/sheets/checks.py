"""What the checks found when the report was frozen."""

from __future__ import annotations

from dashboard import naming
from dashboard.exports.excel.sheet import LONG, MIDDLE, NARROW, WIDE, Column, Sheet, of
from dashboard.i18n import Words
from dashboard.panel import Format, TableColumn
from data_access.checks import MEANINGS, Check
from data_access.question import Question
from data_access.reports import Frozen
from data_access.reports.checks import checks


def sheet(question: Question, frozen: Frozen, words: Words) -> Sheet:
    """A row for each finding: which record, and how it is mended."""
    named = [
        (TableColumn("check", words.gettext("Found"), said=lambda code: _label(code, words)), LONG),
        (TableColumn("blocking", words.gettext("Blocks the report")), NARROW),
        (TableColumn("code", words.gettext("Indicator")), NARROW),
        (TableColumn("record", words.gettext("Record")), MIDDLE),
        (TableColumn("found", words.gettext("Number found")), NARROW),
        (TableColumn("expected", words.gettext("Number expected")), NARROW),
        (TableColumn("on", words.gettext("Day"), Format.DATE), MIDDLE),
        (TableColumn("until", words.gettext("Day not to be later than"), Format.DATE), MIDDLE),
        (TableColumn("like", words.gettext("Like the codes")), WIDE),
        (TableColumn("file", words.gettext("File")), WIDE),
        (TableColumn("sheet", words.gettext("Sheet"), said=lambda name: naming.sheets(words, name)[0]), MIDDLE),
        (TableColumn("line", words.gettext("Row")), NARROW),
        (TableColumn("source", words.gettext("Delivered by")), MIDDLE),
        (TableColumn("check", words.gettext("How to mend it"), said=lambda code: _advice(code, words)), LONG),
    ]
    about = words.gettext(
        "What the checks found when the report was prepared. None of it can be changed in the report."
    )
    columns = [Column(shown, width) for shown, width in named]
    return of(words.gettext("Checks"), about, columns, checks(question, frozen))


def _label(code: str, words: Words) -> str:
    return words.message(MEANINGS[Check(code)].label)


def _advice(code: str, words: Words) -> str:
    return words.message(MEANINGS[Check(code)].advice)
