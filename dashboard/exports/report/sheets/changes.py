"""What changed since the report before, as it was frozen."""

from __future__ import annotations

from dashboard.exports.excel.sheet import LONG, NARROW, Column, Sheet, of
from dashboard.exports.report import frozen_words
from dashboard.i18n import Words
from dashboard.panel import TableColumn
from data_access.question import Question
from data_access.reports import Frozen
from data_access.reports.changes import listed


def sheet(question: Question, frozen: Frozen, words: Words) -> Sheet:
    """A row for each indicator: from the value submitted before to that of this report."""
    return of(
        words.gettext("Changes"),
        _about(frozen, words),
        [
            Column(TableColumn("code", words.gettext("Indicator")), NARROW),
            Column(TableColumn("code", words.gettext("Name"), said=frozen_words.of(frozen, "names", words)), LONG),
            Column(TableColumn("previous", words.gettext("Submitted before"))),
            Column(TableColumn("revised", words.gettext("Revised since"))),
            Column(TableColumn("new", words.gettext("New in this period"))),
            Column(TableColumn("value", words.gettext("Value"))),
            Column(TableColumn("came", words.gettext("Entries that came")), NARROW),
            Column(TableColumn("went", words.gettext("Entries that went")), NARROW),
            Column(TableColumn("changed", words.gettext("Entries that changed")), NARROW),
            Column(TableColumn("deliveries", words.gettext("Deliveries that revised it"))),
        ],
        listed(question, frozen),
    )


def _about(frozen: Frozen, words: Words) -> str:
    before = frozen.content["previous"]
    if before is None:
        return words.gettext("Nothing was submitted before, so there is nothing to compare the values with.")
    return words.gettext(
        "What changed since version {version} of the report {period}, which was submitted before: what was revised of"
        " its days, and what is new since.",
        version=before["version"], period=before["period"],
    )  # fmt: skip
