"""The evidence: every entry that was counted or left out, down to the row it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard import naming
from dashboard.exports.excel.sheet import MIDDLE, NARROW, WIDE, Column, Part, Sheet
from dashboard.i18n import Words
from dashboard.panel import Format, TableColumn
from data_access.ledger import LABELS, Reason
from data_access.question import Question
from data_access.reports import Frozen
from data_access.reports.register import register
from data_access.sheets.choices import AGE_GROUP, GENDER, SESSION_KIND
from data_access.viewer import Role

# What the financier does not see of a person; of these an organisation's entry may have the last three.
OF_PERSONS_ALONE, OF_PERSONS = frozenset({"gender", "age_group"}), frozenset({"organisation", "cohort", "session_kind"})


def sheet(question: Question, frozen: Frozen, words: Words) -> Sheet:
    """A row for each entry that the reader may see singly."""
    protected = question.viewer.role is Role.FINANCIER
    columns = [one for one in _columns(words) if not (protected and one.shown.name in OF_PERSONS_ALONE)]

    def parts() -> Iterator[Part]:
        entries = register(question, frozen)
        shown = [one.shown for one in columns]
        for code in entries.rows["indicator"].unique():
            hidden = protected and frozen.content["definitions"][code]["counts_persons"]
            yield Part(_withheld(shown, words) if hidden else shown, entries.where(entries.rows["indicator"] == code))

    about = words.gettext(
        "Every record that was counted or left out, with the reason and the row of the file it rests on. People appear"
        " under pseudonyms that were made for one indicator alone."
    )
    return Sheet(words.gettext("Evidence register"), " ".join([about, *_notes(question, words)]), columns, parts())


def _columns(words: Words) -> Sequence[Column]:
    named = [
        (TableColumn("indicator", words.gettext("Indicator")), NARROW),
        (TableColumn("unit", words.gettext("Unit counted"), said=lambda unit: _unit(unit, words)), WIDE),
        (TableColumn("counted_on", words.gettext("Day"), Format.DATE), MIDDLE),
        (TableColumn("amount", words.gettext("Counts")), NARROW),
        (TableColumn("reason", words.gettext("Left out because"), said=lambda code: words.message(LABELS[Reason(code)]),
                     none=words.gettext("counts")), WIDE),
        (TableColumn("gender", words.gettext("Gender"), said=naming.of_list(GENDER, words)), MIDDLE),
        (TableColumn("age_group", words.gettext("Age group"), said=naming.of_list(AGE_GROUP, words)), MIDDLE),
        (TableColumn("organisation", words.gettext("Organisation")), MIDDLE),
        (TableColumn("cohort", words.gettext("Cohort")), MIDDLE),
        (TableColumn("session_kind", words.gettext("Session"), said=naming.of_list(SESSION_KIND, words)), MIDDLE),
        (TableColumn("delivery", words.gettext("Delivery")), NARROW),
        (TableColumn("file", words.gettext("File")), WIDE),
        (TableColumn("sheet", words.gettext("Sheet"), said=lambda name: naming.sheets(words, name)[0]), MIDDLE),
        (TableColumn("line", words.gettext("Row")), NARROW),
        (TableColumn("source", words.gettext("Delivered by")), MIDDLE),
    ]  # fmt: skip
    return [Column(shown, width) for shown, width in named]


def _withheld(columns: Sequence[TableColumn], words: Words) -> Sequence[TableColumn]:
    """The columns for persons' entries where hidden cells could be counted again by them."""
    hidden = words.gettext("hidden to protect privacy")
    return [replace(one, none=hidden) if one.name in OF_PERSONS else one for one in columns]


def _unit(unit: str, words: Words) -> str:
    return words.gettext("anonymous") if unit == "anonymous" else unit


def _notes(question: Question, words: Words) -> list[str]:
    both = words.gettext(
        "Where persons of accelerator and peer network count once, the records of both are more than the value."
    )
    if question.viewer.role is not Role.FINANCIER:
        return [both]
    return [words.gettext("Single records of the peer network are not listed; they are part of the value.")]
