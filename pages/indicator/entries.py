"""The entries counted and left out, with reasons, paged and searched by the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from dashboard import achievement, naming
from dashboard.components.aria import aria
from dashboard.components.table import ROWS
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.catalogue import Indicator, Rule
from data_access.ledger import LABELS, Reason
from data_access.protection import PublishableFrame
from data_access.queries import evidence
from data_access.sheets.choices import AGE_GROUP, GENDER, SESSION_KIND
from data_access.viewer import Role
from pages.indicator.figure import of
from pages.indicator.reasons import reason

COUNTS, LEFT_OUT = "counts", "left_out"
# Digits of a pseudonym that tell the people of one page apart
SHORT = 8


@dataclass(frozen=True)
class Wanted:
    """What the address asks of the entries; ``every``: all of them in one file, not a page."""

    kind: str
    search: str
    page: int
    every: bool


def panel(asked: Asked) -> Panel:
    """One page of entries, each opening the row it rests on."""
    words, indicator, wanted = asked.words, of(asked), _wanted(asked)
    found = evidence.entries(
        asked.question,
        indicator.code,
        counted={COUNTS: True, LEFT_OUT: False}.get(wanted.kind),
        reason=Reason(wanted.kind) if wanted.kind in set(Reason) else None,
        search=wanted.search,
        page=1 if wanted.every else wanted.page,
        page_size=1_000_000 if wanted.every else ROWS,
    )
    finding = _finding(found.total, wanted, asked)
    return Panel(
        finding=finding,
        frame=found.entries,
        columns=_columns(found.entries, indicator, asked),
        figure=None,
        alternative=finding,
        counted=words.name(indicator.counting),
        source=achievement.sources(indicator.code, words),
        notes=_notes(asked),
        controls=html.Div([_form(wanted, asked), *_pager(wanted, found.total, asked)]),
        unavailable=None if found.total else _nothing(wanted, asked),
    )


def source_href(row: Mapping[str, Any], asked: Asked) -> str:
    """The page with the row opened that the entry rests on."""
    opened = asked.selection.with_more(source=f"{row['sheet']}:{row['row_id']}")
    return f"{opened.href}#indicator-source"


def _wanted(asked: Asked) -> Wanted:
    more = asked.selection.more
    kind, page = more.get("entries.reason", ""), more.get("entries.page", "")
    known = kind in {COUNTS, LEFT_OUT, *Reason}
    every = more.get("entries.all") == "yes"
    number = max(int(page), 1) if page.isdecimal() else 1
    return Wanted(kind if known else "", more.get("entries.q", ""), number, every)


def _finding(total: int, wanted: Wanted, asked: Asked) -> str:
    words = asked.words
    if wanted.search:
        return words.ngettext("{n} entry matches the search", "{n} entries match the search", total)
    if wanted.kind == COUNTS:
        return words.ngettext("{n} entry counts", "{n} entries count", total)
    if wanted.kind:
        return words.ngettext("{n} entry was left out", "{n} entries were left out", total)
    return words.ngettext("{n} entry, counted or left out", "{n} entries, counted or left out", total)


def _columns(frame: PublishableFrame, indicator: Indicator, asked: Asked) -> list[TableColumn]:
    words = asked.words
    short = indicator.rule is Rule.PERSONS
    columns = [
        TableColumn("unit", words.gettext("Unit counted"), link=lambda row: source_href(row, asked),
                    said=(lambda unit: str(unit)[:SHORT]) if short else str),
        TableColumn("counted_on", words.gettext("Day"), Format.DATE),
        TableColumn("amount", words.gettext("Counts"), Format.NUMBER),
        TableColumn("reason", words.gettext("Left out because"), said=lambda code: reason(code, words)),
        TableColumn("gender", words.gettext("Gender"), said=naming.of_list(GENDER, words)),
        TableColumn("age_group", words.gettext("Age group"), said=naming.of_list(AGE_GROUP, words)),
        TableColumn("organisation", words.gettext("Organisation"), link=lambda row: _organisation(row, asked)),
        TableColumn("cohort", words.gettext("Cohort")),
        TableColumn("session_kind", words.gettext("Session"), said=naming.of_list(SESSION_KIND, words)),
        TableColumn("sheet", words.gettext("Sheet"), said=lambda name: naming.sheets(words, name)[0]),
        TableColumn("line", words.gettext("Row"), Format.WHOLE),
        TableColumn("delivery", words.gettext("Delivery"), Format.WHOLE),
    ]  # fmt: skip
    # Columns in which nothing can stand for this indicator or this reader would only take room.
    optional = {"gender", "age_group", "organisation", "cohort", "session_kind"}
    return [column for column in columns if column.name not in optional or frame.rows[column.name].notna().any()]


def _organisation(row: Mapping[str, Any], asked: Asked) -> str | None:
    if not asked.question.viewer.may_see_organisation(row["organisation"]):
        return None
    return asked.selection.at("/organisations", row["organisation"]).href


def _notes(asked: Asked) -> list[str]:
    words = asked.words
    notes = [words.gettext("People appear under pseudonyms that were made for this indicator alone.")]
    if asked.question.viewer.role is Role.FINANCIER:
        notes.append(words.gettext("Single records of the peer network are not listed; they are part of the value."))
    return notes


def _form(wanted: Wanted, asked: Asked) -> html.Form:
    """Reason and search; what else was chosen in the address stays."""
    words = asked.words
    fresh = asked.selection.with_more(
        **{"entries.reason": None, "entries.q": None, "entries.page": None, "entries.all": None, "source": None}
    )
    kept = parse_qsl(urlsplit(fresh.href).query)
    options = [
        {"value": "", "label": words.gettext("All")},
        {"value": COUNTS, "label": words.gettext("Counted")},
        {"value": LEFT_OUT, "label": words.gettext("Left out")},
        *({"value": str(one), "label": words.message(LABELS[one])} for one in Reason),
    ]
    select = dbc.Select(name="entries.reason", value=wanted.kind, options=options)
    search = dbc.Input(type="search", name="entries.q", value=wanted.search)
    return html.Form(
        [
            *(dbc.Input(type="hidden", name=name, value=value) for name, value in kept),
            html.Label([html.Span(words.gettext("Entries")), select], className="field"),
            html.Label([html.Span(words.gettext("Unit or organisation contains")), search], className="field"),
            html.Button(words.gettext("Search"), type="submit", className="button"),
        ],
        action=f"{urlsplit(fresh.href).path}#indicator-entries",
        method="GET",
        className="filters",
        role="search",
    )


def _pager(wanted: Wanted, total: int, asked: Asked) -> list[Component]:
    pages = -(-total // ROWS)
    if pages <= 1 or wanted.every:
        return []
    words = asked.words

    def link(text: str, to: int) -> Component:
        if not 1 <= to <= pages:
            return html.Span(text, className="pager-end", **aria(disabled="true"))
        turned = asked.selection.with_more(**{"entries.page": str(to)})
        return html.A(text, href=f"{turned.href}#indicator-entries")

    where = words.gettext("Page {page} of {pages}", page=wanted.page, pages=pages)
    links = [link(words.gettext("Previous"), wanted.page - 1), html.Span(where),
             link(words.gettext("Next"), wanted.page + 1)]  # fmt: skip
    every = html.A(
        words.gettext("All on one file or page"), href=f"{asked.selection.with_more(**{'entries.all': 'yes'}).href}"
    )
    return [html.Nav([*links, every], className="pager", **aria(label=words.gettext("Pages of the entries")))]


def _nothing(wanted: Wanted, asked: Asked) -> str:
    words = asked.words
    if wanted.search or wanted.kind:
        return words.gettext("No entry matches. Choose all entries, or search for less.")
    return words.gettext("There is no entry by this day: nothing was delivered that this indicator rests on.")
