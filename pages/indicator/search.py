"""Which entries the address asks for, and the form and links that ask for others."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.components.table import ROWS
from dashboard.panel import Asked
from data_access.ledger import Reason
from pages.indicator.reasons import reason

ALL, COUNTS, LEFT_OUT = "all", "counts", "left_out"


@dataclass(frozen=True)
class Search:
    """What the address asks of the entries: ``kind`` is ALL, COUNTS, LEFT_OUT or a reason, ``cell`` gender and age."""

    kind: str
    text: str
    page: int
    cell: tuple[str, str] | None = None


def search(asked: Asked) -> Search:
    """The search in the address; what makes no sense there is left aside."""
    more = asked.selection.more
    kind, page = more.get("entries.reason", ALL), more.get("entries.page", "")
    known = kind in {COUNTS, LEFT_OUT, *Reason}
    # More digits than six are no page of anything.
    number = max(int(page), 1) if page.isdecimal() and len(page) <= 6 else 1
    gender, _, age = more.get("entries.cell", "").partition("|")
    return Search(kind if known else ALL, more.get("entries.q", ""), number, (gender, age) if age else None)


def cell_href(gender: str, age_group: str, asked: Asked) -> str:
    """The page with the entries that count in a cell of the breakdown."""
    wanted = {"entries.reason": COUNTS, "entries.cell": f"{gender}|{age_group}"}
    opened = asked.selection.with_more(**wanted, **{"entries.q": None, "entries.page": None})
    return f"{opened.href}#indicator-entries"


def form(wanted: Search, asked: Asked) -> html.Form:
    """Reason and search; what else was chosen in the address stays."""
    words = asked.words
    fresh = asked.selection.with_more(
        **{"entries.reason": None, "entries.q": None, "entries.page": None, "entries.cell": None, "source": None}
    )
    kept = parse_qsl(urlsplit(fresh.href).query)
    options = [
        (ALL, words.gettext("All")),
        (COUNTS, words.gettext("Counted")),
        (LEFT_OUT, words.gettext("Left out")),
        *([(wanted.kind, reason(wanted.kind, words))] if wanted.kind in set(Reason) else []),
    ]
    # Not dbc.Select, which needs a script before it shows what was chosen
    select = html.Select(
        [html.Option(label, value=kind, selected=kind == wanted.kind) for kind, label in options],
        name="entries.reason",
        className="form-select",
    )
    text = dbc.Input(type="search", name="entries.q", value=wanted.text)
    return html.Form(
        [
            *(dbc.Input(type="hidden", name=name, value=value) for name, value in kept),
            html.Label([html.Span(words.gettext("Entries")), select], className="field"),
            html.Label([html.Span(words.gettext("Unit or organisation contains")), text], className="field"),
            html.Button(words.gettext("Search"), type="submit", className="button"),
        ],
        action=f"{urlsplit(fresh.href).path}#indicator-entries",
        method="GET",
        className="filters",
        role="search",
    )


def pager(wanted: Search, total: int, asked: Asked) -> list[Component]:
    """Links to the pages before and after, where there is more than one."""
    pages = -(-total // ROWS)
    if pages <= 1:
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
    return [html.Nav(links, className="pager", **aria(label=words.gettext("Pages of the entries")))]
