"""The columns of a table of entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard import naming
from dashboard.evidence.reason import reason
from dashboard.evidence.subject import Subject
from dashboard.i18n import Words
from dashboard.panel import Format, TableColumn
from data_access.catalogue import Rule
from data_access.sheets.choices import AGE_GROUP, GENDER, SESSION_KIND

FROM_SESSIONS = frozenset({Rule.PERSONS, Rule.AUTHORITIES, Rule.SESSIONS, Rule.HOURS})
# Digits of a pseudonym that tell the people of one page apart
SHORT = 8


def columns(subject: Subject) -> list[TableColumn]:
    """Those in which something can stand for the indicator and the reader."""
    none = _empty(subject)
    return [column for column in (*_of_entry(subject), *_of_row(subject)) if column.name not in none]


def unit(subject: Subject) -> TableColumn:
    """The column of the unit counted, a person under the first digits of a pseudonym."""
    words = subject.asked.words
    said = (lambda one: _person(one, words)) if subject.indicator.counts_persons else str
    return TableColumn("unit", words.gettext("Unit counted"), link=subject.source_href, said=said)


def _of_entry(subject: Subject) -> Sequence[TableColumn]:
    words = subject.asked.words
    return [
        unit(subject),
        TableColumn("counted_on", words.gettext("Day"), Format.DATE, none=_hidden(subject)),
        TableColumn("amount", words.gettext("Counts"), Format.NUMBER),
        TableColumn("reason", words.gettext("Left out because"), said=lambda code: reason(code, words),
                    none=reason(None, words)),
        TableColumn("gender", words.gettext("Gender"), said=naming.of_list(GENDER, words)),
        TableColumn("age_group", words.gettext("Age group"), said=naming.of_list(AGE_GROUP, words)),
        TableColumn("organisation", words.gettext("Organisation"), link=lambda row: _organisation(row, subject)),
        TableColumn("cohort", words.gettext("Cohort")),
        TableColumn("session_kind", words.gettext("Session"), said=naming.of_list(SESSION_KIND, words)),
    ]  # fmt: skip


def _of_row(subject: Subject) -> Sequence[TableColumn]:
    return [replace(column, link=subject.source_href) if column.name == "line" else column for column in place(subject)]


def place(subject: Subject) -> Sequence[TableColumn]:
    """Where the row stands that an entry rests on."""
    words = subject.asked.words
    return [
        TableColumn("sheet", words.gettext("Sheet"), said=lambda name: naming.sheets(words, name)[0]),
        TableColumn("line", words.gettext("Row"), Format.WHOLE, said=_plain,
                    none=_hidden(subject) or words.gettext("removed")),
        TableColumn("file", words.gettext("File")),
        TableColumn("delivery", words.gettext("Delivery"), Format.WHOLE, said=_plain),
        TableColumn("source", words.gettext("Delivered by")),
    ]  # fmt: skip


def _hidden(subject: Subject) -> str:
    return subject.asked.words.gettext("hidden to protect privacy") if subject.rowless else ""


def _plain(number: float) -> str:
    """A number that names something and counts nothing: as the file has it."""
    return str(int(number))


def _person(code: str, words: Words) -> str:
    """The digits of a pseudonym that tell people apart, or that there is none."""
    return words.gettext("anonymous") if code == "anonymous" else code[:SHORT]


def _empty(subject: Subject) -> set[str]:
    none: set[str] = set()
    if not subject.indicator.breakdown:
        none |= {"gender", "age_group"}
    if subject.indicator.rule not in FROM_SESSIONS:
        none.add("session_kind")
    if subject.nameless:
        none |= {"gender", "age_group", "organisation", "cohort", "session_kind"}
    return none


def _organisation(row: Mapping[str, Any], subject: Subject) -> str | None:
    asked = subject.asked
    if not asked.question.viewer.may_see_organisation(row["organisation"]):
        return None
    return asked.selection.at("/organisations", row["organisation"]).href
