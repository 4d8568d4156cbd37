"""The entries counted and left out, with reasons, paged and searched by the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dash import html

from dashboard import achievement, naming
from dashboard.components.table import ROWS
from dashboard.i18n import Words
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.catalogue import Indicator, Rule
from data_access.ledger import Reason
from data_access.queries import evidence
from data_access.sheets.choices import AGE_GROUP, GENDER, SESSION_KIND
from data_access.viewer import Role
from pages.indicator.figure import of
from pages.indicator.reasons import reason
from pages.indicator.search import ALL, COUNTS, LEFT_OUT, Search, form, pager, search

FROM_SESSIONS = frozenset({Rule.PERSONS, Rule.AUTHORITIES, Rule.SESSIONS, Rule.HOURS})
# Digits of a pseudonym that tell the people of one page apart
SHORT = 8


def panel(asked: Asked) -> Panel:
    """One page of entries, each opening the row it rests on."""
    words, indicator, wanted = asked.words, of(asked), search(asked)
    found = _page(wanted, asked, page=wanted.page, page_size=ROWS)
    if found.total and found.entries.empty:  # past the last page
        wanted = replace(wanted, page=-(-found.total // ROWS))
        found = _page(wanted, asked, page=wanted.page, page_size=ROWS)
    finding = _finding(found.total, wanted, asked)
    return Panel(
        finding=finding,
        frame=found.entries,
        columns=_columns(indicator, asked),
        figure=None,
        alternative=finding,
        counted=words.name(indicator.counting),
        source=achievement.sources(indicator.code, words),
        notes=_notes(indicator, asked),
        every_row=lambda: _page(wanted, asked, page=1, page_size=max(found.total, 1)).entries,
        controls=html.Div([form(wanted, asked), *pager(wanted, found.total, asked)]),
        unavailable=None if found.total else _nothing(wanted, asked),
    )


def _page(wanted: Search, asked: Asked, *, page: int, page_size: int) -> evidence.Page:
    return evidence.entries(
        asked.question,
        of(asked).code,
        counted={COUNTS: True, LEFT_OUT: False}.get(wanted.kind),
        reason=Reason(wanted.kind) if wanted.kind in set(Reason) else None,
        search=wanted.text,
        cell=wanted.cell,
        page=page,
        page_size=page_size,
    )


def source_href(row: Mapping[str, Any], asked: Asked) -> str:
    """The page with the row opened that the entry rests on."""
    opened = asked.selection.with_more(source=f"{row['sheet']}:{row['row_id']}")
    return f"{opened.href}#indicator-source"


def _finding(total: int, wanted: Search, asked: Asked) -> str:
    words = asked.words
    if wanted.cell:
        gender, age_group = wanted.cell
        return words.ngettext(
            "{n} entry counts: {gender}, {age_group}",
            "{n} entries count: {gender}, {age_group}",
            total,
            gender=naming.of_list(GENDER, words)(gender),
            age_group=naming.of_list(AGE_GROUP, words)(age_group),
        )
    if wanted.text:
        return words.ngettext("{n} entry matches the search", "{n} entries match the search", total)
    if wanted.kind == COUNTS:
        return words.ngettext("{n} entry counts", "{n} entries count", total)
    if wanted.kind != ALL:
        return words.ngettext("{n} entry was left out", "{n} entries were left out", total)
    return words.ngettext("{n} entry, counted or left out", "{n} entries, counted or left out", total)


def _columns(indicator: Indicator, asked: Asked) -> list[TableColumn]:
    words = asked.words
    columns = [
        TableColumn("unit", words.gettext("Unit counted"), link=lambda row: source_href(row, asked),
                    said=(lambda unit: _person(unit, words)) if indicator.counts_persons else str),
        TableColumn("counted_on", words.gettext("Day"), Format.DATE),
        TableColumn("amount", words.gettext("Counts"), Format.NUMBER),
        TableColumn("reason", words.gettext("Left out because"), said=lambda code: reason(code, words),
                    none=reason(None, words)),
        TableColumn("gender", words.gettext("Gender"), said=naming.of_list(GENDER, words)),
        TableColumn("age_group", words.gettext("Age group"), said=naming.of_list(AGE_GROUP, words)),
        TableColumn("organisation", words.gettext("Organisation"), link=lambda row: _organisation(row, asked)),
        TableColumn("cohort", words.gettext("Cohort")),
        TableColumn("session_kind", words.gettext("Session"), said=naming.of_list(SESSION_KIND, words)),
        TableColumn("sheet", words.gettext("Sheet"), said=lambda name: naming.sheets(words, name)[0]),
        TableColumn("line", words.gettext("Row"), Format.WHOLE, link=lambda row: source_href(row, asked)),
        TableColumn("delivery", words.gettext("Delivery"), Format.WHOLE),
    ]  # fmt: skip
    left_out = _unknown_here(indicator, asked)
    return [column for column in columns if column.name not in left_out]


def _person(unit: str, words: Words) -> str:
    """The digits of a pseudonym that tell people apart, or that there is none."""
    return words.gettext("anonymous") if unit == "anonymous" else unit[:SHORT]


def _unknown_here(indicator: Indicator, asked: Asked) -> set[str]:
    """Columns in which nothing can stand for this indicator or this reader."""
    none: set[str] = set()
    if not indicator.breakdown:
        none |= {"gender", "age_group"}
    if indicator.rule not in FROM_SESSIONS:
        none.add("session_kind")
    if indicator.counts_persons and asked.question.viewer.role is Role.FINANCIER:
        none |= {"gender", "age_group", "organisation", "cohort", "session_kind"}
    return none


def _organisation(row: Mapping[str, Any], asked: Asked) -> str | None:
    if not asked.question.viewer.may_see_organisation(row["organisation"]):
        return None
    return asked.selection.at("/organisations", row["organisation"]).href


def _notes(indicator: Indicator, asked: Asked) -> list[str]:
    words = asked.words
    notes = []
    if indicator.counts_persons:
        notes.append(words.gettext("People appear under pseudonyms that were made for this indicator alone."))
    if indicator.touches_network and asked.question.viewer.role is Role.FINANCIER:
        notes.append(words.gettext("Single records of the peer network are not listed; they are part of the value."))
    return notes


def _nothing(wanted: Search, asked: Asked) -> str:
    words = asked.words
    if wanted.text or wanted.cell or wanted.kind != ALL:
        return words.gettext("No entry matches. Choose all entries, or search for less.")
    return words.gettext("There is no entry by this day: nothing was delivered that this indicator rests on.")
