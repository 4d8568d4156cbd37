"""Which entries the address asks for, and the form and links that ask for others."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.components.table import ROWS
from dashboard.evidence.reason import reason
from dashboard.evidence.subject import Subject
from dashboard.panel import Sorting
from data_access.ledger import Reason
from data_access.queries.evidence import Order, Wanted

ALL, COUNTS, LEFT_OUT = "all", "counts", "left_out"
OWN = ("entries.reason", "entries.q", "entries.page", "entries.cell", "entries.sort", "source")


@dataclass(frozen=True)
class Search:
    """What the address asks of the entries.

    ``kind`` is ALL, COUNTS, LEFT_OUT or a reason, ``cell`` gender and age group.
    """

    kind: str
    text: str
    page: int
    order: Order
    cell: tuple[str, str] | None = None

    @property
    def wanted(self) -> Wanted:
        """As the query of the entries takes it."""
        counted = {COUNTS: True, LEFT_OUT: False}.get(self.kind)
        return Wanted(counted, Reason(self.kind) if self.kind in set(Reason) else None, self.text, self.cell)

    @property
    def narrowed(self) -> bool:
        """Whether some entries were left aside."""
        return bool(self.text or self.cell or self.kind != ALL)


def search(subject: Subject) -> Search:
    """The search in the address; what makes no sense there is left aside."""
    more = subject.asked.selection.more
    kind, by = more.get("entries.reason", ALL), more.get("entries.sort", "")
    known = kind in {COUNTS, LEFT_OUT, *Reason}
    page = subject.asked.selection.number("entries.page") or 1
    gender, _, age = more.get("entries.cell", "").partition("|")
    order = Order(by.removeprefix("-") or "counted_on", descending=by.startswith("-"))
    return Search(kind if known else ALL, more.get("entries.q", ""), page, order, (gender, age) if age else None)


def sorting(column: str, wanted: Search, subject: Subject) -> Sorting:
    """How the list stands by the column, and the address that sorts it by the column or turns the order."""
    chosen = wanted.order.by == column
    direction = ("descending" if wanted.order.descending else "ascending") if chosen else None
    by = f"-{column}" if direction == "ascending" else column
    turned = subject.asked.selection.with_more(**{"entries.sort": by, "entries.page": None})
    return Sorting(f"{turned.href}#{subject.listing}", direction)


def form(wanted: Search, subject: Subject) -> html.Form:
    """Reason and search; what else was chosen in the address stays."""
    words = subject.asked.words
    fresh = subject.asked.selection.with_more(**dict.fromkeys(OWN))
    sort = subject.asked.selection.more.get("entries.sort")
    kept = [*parse_qsl(urlsplit(fresh.href).query), *([("entries.sort", sort)] if sort else [])]
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
    asks = words.gettext("Contains: unit, organisation, day, sheet, file, row, delivery or source")
    return html.Form(
        [
            *(dbc.Input(type="hidden", name=name, value=value) for name, value in kept),
            html.Label([html.Span(words.gettext("Entries")), select], className="field"),
            html.Label([html.Span(asks), text], className="field field-wide"),
            html.Button(words.gettext("Search"), type="submit", className="button"),
        ],
        action=f"{urlsplit(fresh.href).path}#{subject.listing}",
        method="GET",
        className="filters",
        role="search",
    )


def pager(wanted: Search, total: int, subject: Subject) -> list[Component]:
    """Links to the pages before and after, where there is more than one."""
    pages = -(-total // ROWS)
    if pages <= 1:
        return []
    words = subject.asked.words

    def link(text: str, to: int) -> Component:
        if not 1 <= to <= pages:
            return html.Span(text, className="pager-end", **aria(disabled="true"))
        turned = subject.asked.selection.with_more(**{"entries.page": str(to)})
        return html.A(text, href=f"{turned.href}#{subject.listing}")

    where = words.gettext("Page {page} of {pages}", page=words.number(wanted.page), pages=words.number(pages))
    links = [
        *([link(words.gettext("First"), 1)] if wanted.page > 1 else []),
        link(words.gettext("Previous"), wanted.page - 1),
        html.Span(where),
        link(words.gettext("Next"), wanted.page + 1),
        *([link(words.gettext("Last"), pages)] if wanted.page < pages else []),
    ]
    return [html.Nav(links, className="pager", **aria(label=words.gettext("Pages of the entries")))]
