"""What changed since the report before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import achievement
from dashboard.components.value import UNKNOWN
from dashboard.exports.report.document.chapter import Chapter
from dashboard.exports.typst import Column, Table
from dashboard.i18n import Words
from data_access.protection import PublishableFrame
from data_access.question import Question
from data_access.reports import Frozen
from data_access.reports.changes import listed


def chapter(question: Question, frozen: Frozen, words: Words) -> Chapter:
    """The way of each figure from the report before to this one."""
    heading, previous = words.gettext("Changes since the last report"), frozen.content["previous"]
    if previous is None:
        return Chapter(heading, [words.gettext("No report was submitted before this one.")])
    frame = listed(question, frozen)
    rows = list(frame.records())
    before = words.gettext(
        "Compared with the report {period}, version {version} ({hash}).",
        period=previous["period"], version=previous["version"], hash=previous["hash"],
    )  # fmt: skip
    explained = words.gettext(
        "Revised: what came, went or changed of days up to the last report's. New: what counts from later days."
    )
    return Chapter(heading, [_finding(rows, words), before, explained], _table(frame, rows, words))


def _finding(rows: Sequence[Mapping[str, Any]], words: Words) -> str:
    revised = [row["code"] for row in rows if row["revised"]]
    if not revised:
        return words.gettext("No figure reported before has been revised.")
    return words.ngettext(
        "{n} figure reported before has been revised: {codes}.",
        "{n} figures reported before have been revised: {codes}.", len(revised), codes=", ".join(revised),
    )  # fmt: skip


def _table(frame: PublishableFrame, rows: Sequence[Mapping[str, Any]], words: Words) -> Table:
    def said(at: int, row: Mapping[str, Any], name: str) -> str:
        if frame.is_hidden(at, name):
            return words.gettext("hidden")
        if row[name] is None:
            return UNKNOWN
        return achievement.signed(row[name], words) if name in ("revised", "new") else words.number(row[name])

    return Table(
        caption=words.gettext("Each indicator from the last report to this one"),
        columns=[
            Column(words.gettext("Indicator"), 2),
            Column(words.gettext("Last report"), number=True),
            Column(words.gettext("Revised"), number=True),
            Column(words.gettext("New"), number=True),
            Column(words.gettext("This report"), number=True),
        ],
        rows=[
            [row["code"], *(said(at, row, name) for name in ("previous", "revised", "new", "value"))]
            for at, row in enumerate(rows)
        ],
    )
