"""A table of status cells: organisations by milestones, practices by organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.components.status import key, symbol, word
from dashboard.components.table import region
from dashboard.i18n import Words
from dashboard.i18n.hyphens import breakable


@dataclass(frozen=True)
class Cell:
    """A status, what stands beside its symbol ("+12 d"), and the address it opens."""

    status: str
    detail: str = ""
    href: str | None = None


@dataclass(frozen=True)
class Row:
    """A row's name, the address it opens, and one cell per column; None where there is nothing to say."""

    name: str
    cells: Sequence[Cell | None]
    href: str | None = None
    note: str = ""


def matrix(
    rows: Sequence[Row], *, columns: Sequence[str | Component], corner: str, caption: str, words: Words
) -> html.Div:
    """Rows by columns; the first column and the header stay in view. ``corner`` names what the rows are."""
    heads = [breakable(one, words.language) if isinstance(one, str) else one for one in columns]
    header = html.Tr([html.Th(corner, scope="col"), *(html.Th(head, scope="col") for head in heads)])
    grid = html.Table(
        [html.Caption(caption, className="visually-hidden"), html.Thead(header),
         html.Tbody([_row(row, words) for row in rows])],
        className="matrix",
    )  # fmt: skip
    used = list(dict.fromkeys(cell.status for row in rows for cell in row.cells if cell))
    return html.Div([key(used, words), region(grid, label=caption)])


def _row(row: Row, words: Words) -> html.Tr:
    name: list[Component | str] = [html.A(row.name, href=row.href) if row.href else row.name]
    if row.note:
        name.append(html.Span(row.note, className="matrix-note"))
    return html.Tr([html.Th(name, scope="row"), *(_cell(cell, words) for cell in row.cells)])


def _cell(cell: Cell | None, words: Words) -> html.Td:
    if cell is None:
        return html.Td(html.Span(words.gettext("nothing planned"), className="visually-hidden"))
    said = word(cell.status, words)
    inside = [
        symbol(cell.status),
        html.Span(said, className="visually-hidden"),
        html.Span(cell.detail, className="matrix-detail"),
    ]
    shown = html.A(inside, href=cell.href) if cell.href else html.Span(inside)
    return html.Td(shown, title=f"{said} {cell.detail}".strip())
