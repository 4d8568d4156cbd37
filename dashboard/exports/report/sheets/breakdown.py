"""The frozen breakdown by gender and age group in long form."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard import naming
from dashboard.exports.excel.sheet import LONG, NARROW, Column, Part, Sheet
from dashboard.exports.report import frozen_words
from dashboard.i18n import Words
from dashboard.panel import TableColumn
from data_access import reports
from data_access.question import Question
from data_access.reports import Frozen
from data_access.sheets.choices import AGE_GROUP, GENDER


def sheet(question: Question, frozen: Frozen, words: Words) -> Sheet:
    """A row for each indicator, gender and age group."""
    named = frozen_words.of(frozen, "names", words)
    columns = [
        Column(TableColumn("gender", words.gettext("Gender"), said=naming.of_list(GENDER, words))),
        Column(TableColumn("age_group", words.gettext("Age group"), said=naming.of_list(AGE_GROUP, words))),
        Column(TableColumn("value", words.gettext("Value")), NARROW),
    ]
    lead = [
        Column(TableColumn("code", words.gettext("Indicator")), NARROW),
        Column(TableColumn("name", words.gettext("Name")), LONG),
    ]

    def parts() -> Iterator[Part]:
        for code in (row["code"] for row in frozen.content["indicators"]):
            if frozen.content["definitions"][code]["breakdown"]:
                cells = reports.cells(question, frozen, code)
                yield Part([one.shown for one in columns], cells, lead=(code, named(code)))

    return Sheet(
        words.gettext("Breakdown"),
        words.gettext(
            "Persons by gender and age group at their first registration. Whoever lacks one of the two stands in no"
            " cell: see “Either unknown” beside the indicator."
        ),
        [*lead, *columns],
        parts(),
    )
