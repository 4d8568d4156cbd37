"""The definitions and the grant decision's targets in force when the report was frozen."""

from __future__ import annotations

from dashboard import achievement
from dashboard.exports.excel.sheet import LONG, NARROW, Column, Sheet, of
from dashboard.exports.report import frozen_words
from dashboard.i18n import Words
from dashboard.panel import TableColumn
from data_access import reports
from data_access.question import Question
from data_access.reports import Frozen


def sheet(question: Question, frozen: Frozen, words: Words) -> Sheet:
    """A row for each indicator: what it counts, by which rule, on whose authority, how far it is to come."""

    def text(label: str, what: str) -> Column:
        return Column(TableColumn("code", label, said=frozen_words.of(frozen, what, words)), LONG)

    return of(
        words.gettext("Definitions"),
        words.gettext("What each indicator counts and how, and what the grant decision in force set for it."),
        [
            Column(TableColumn("code", words.gettext("Indicator")), NARROW),
            text(words.gettext("Name"), "names"),
            text(words.gettext("Definition"), "definition"),
            text(words.gettext("Rule"), "counting"),
            text(words.gettext("Legal reference"), "legal"),
            Column(TableColumn("unit", words.gettext("Unit"), said=lambda unit: achievement.unit(unit, words))),
            Column(TableColumn("baseline", words.gettext("Baseline")), NARROW),
            Column(TableColumn("target", words.gettext("Target")), NARROW),
            Column(TableColumn("decision", words.gettext("Grant decision"))),
        ],
        reports.figures(question, frozen),
    )
