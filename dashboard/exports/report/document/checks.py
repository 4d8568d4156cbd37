"""What the checks found when the report was prepared."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dashboard import naming
from dashboard.exports.report.document.chapter import Chapter
from dashboard.exports.typst import Column, Table
from dashboard.i18n import Words
from data_access.checks import MEANINGS, Check
from data_access.protection import PublishableFrame
from data_access.question import Question
from data_access.reports import Frozen
from data_access.reports import checks as found

RECORDS = 12  # named at most; two lines of the table
Row = tuple[int, dict[str, Any]]


def chapter(question: Question, frozen: Frozen, words: Words) -> Chapter:
    """A row for each check that found something, what blocks first. One query."""
    frame = found.checks(question, frozen)
    heading = words.gettext("Checks")
    if frame.empty:
        return Chapter(heading, [words.gettext("All checks pass.")])
    where = words.gettext("The dashboard and the workbook list every finding and say how to mend it.")
    return Chapter(heading, [where], _table(frame, words))


def _table(frame: PublishableFrame, words: Words) -> Table:
    by_check = groupby(enumerate(frame.records()), lambda row: (row[1]["blocking"], row[1]["check"]))
    return Table(
        caption=words.gettext("What the checks found"),
        columns=[
            Column(words.gettext("Check"), 3),
            Column(words.gettext("Kind"), 1),
            Column(words.gettext("Indicators"), 1.2),
            Column(words.gettext("Records"), 3),
        ],
        rows=[
            [
                words.message(MEANINGS[Check(check)].label),
                words.gettext("blocks") if blocking else words.gettext("warning"),
                ", ".join(dict.fromkeys(row["code"] for _, row in rows if row["code"])),
                _records(rows, frame, words),
            ]
            for (blocking, check), rows in ((key, list(rows)) for key, rows in by_check)
        ],
    )


def _records(rows: Sequence[Row], frame: PublishableFrame, words: Words) -> str:
    """The records' codes, and how many there are of those that are not listed singly."""
    named = [said for row in rows if (said := _record(*row, frame, words))]
    listed = ", ".join(named[:RECORDS])
    more = len(named) - RECORDS
    return words.ngettext("{listed} and {n} more", "{listed} and {n} more", more, listed=listed) if more > 0 else listed


def _record(at: int, row: dict[str, Any], frame: PublishableFrame, words: Words) -> str:
    if row["record"]:
        return str(row["record"])
    if not row["sheet"]:
        return ""
    sheet = naming.sheets(words, row["sheet"])[0]
    if frame.is_hidden(at, "found"):
        return words.gettext("{sheet}: hidden", sheet=sheet)
    return sheet if row["found"] is None else f"{sheet}: {words.number(row['found'])}"
