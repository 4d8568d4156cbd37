"""What was done to the report before this version of it; what comes after stands on its page."""

from __future__ import annotations

from dashboard import reporting
from dashboard.exports.report import cover
from dashboard.exports.report.document.chapter import Chapter
from dashboard.exports.typst import Column, Table
from dashboard.i18n import Words
from dashboard.today import moment
from data_access.question import Question
from data_access.reports import Frozen, Step


def chapter(question: Question, frozen: Frozen, words: Words) -> Chapter | None:
    """The steps of earlier versions; None where there are none. One query."""
    rows = list(cover.steps(question, frozen).records())
    if not rows:
        return None
    table = Table(
        caption=words.gettext("Steps of the versions before, first to last"),
        columns=[
            Column(words.gettext("Step"), 1.2),
            Column(words.gettext("Version"), 0.8, number=True),
            Column(words.gettext("When"), 1.5),
            Column(words.gettext("By"), 2),
            Column(words.gettext("Comment"), 4),
        ],
        rows=[
            [
                words.message(reporting.DONE[Step(row["step"])]),
                words.number(row["version"]),
                moment(row["taken_at"], words),
                row["taken_by"],
                row["comment"] or "",
            ]
            for row in rows
        ],
    )
    return Chapter(words.gettext("Earlier versions"), [], table)
