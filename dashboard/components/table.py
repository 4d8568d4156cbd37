"""A publishable frame as a real table, paged by the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.components.value import HIDDEN, NUMERIC, UNKNOWN, written
from dashboard.i18n import Words
from dashboard.panel import Asked, Format, TableColumn
from data_access.protection import PublishableFrame

ROWS = 50
_DIRECTIONS = {"ascending": "▲", "descending": "▼", None: ""}


def table(
    frame: PublishableFrame,
    columns: Sequence[TableColumn],
    *,
    id: str,  # noqa: A002 - Dash's own word
    caption: str,
    asked: Asked,
) -> html.Div:
    """The frame's rows in their order under a caption, with links; ROWS of them, the page by ``<id>.page``.

    It scrolls sideways in a region of its own, which the keyboard reaches. Signs for hidden and unknown cells are
    explained below it.
    """
    words = asked.words
    page, pages = _page(asked, id, len(frame))
    shown = frame.slice((page - 1) * ROWS, page * ROWS)
    grid = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Thead(html.Tr([_heading(column) for column in columns])),
            html.Tbody([_row(shown, at, row, columns, words) for at, row in enumerate(shown.records())]),
        ],
        className="data-table",
    )
    return html.Div([region(grid, label=caption), *_signs(shown, columns, words), *_pager(asked, id, page, pages)])


def region(content: Component, *, label: str) -> html.Div:
    """A named region that scrolls sideways by itself, so that the page never does."""
    return html.Div(content, className="scroll-region", role="region", tabIndex="0", **aria(label=label))


def _heading(column: TableColumn) -> html.Th:
    if column.sorting is None:
        return html.Th(column.label, scope="col", className=_kind(column))
    direction = column.sorting.direction
    sign = html.Span(_DIRECTIONS[direction], className="sorts-sign", **aria(hidden="true"))
    link = html.A([column.label, sign], href=column.sorting.href, className="sorts")
    return html.Th(link, scope="col", className=_kind(column), **aria(sort=direction or "none"))


def _row(
    frame: PublishableFrame, at: int, row: Mapping[str, Any], columns: Sequence[TableColumn], words: Words
) -> html.Tr:
    return html.Tr([_cell(frame, at, row, column, words, first=place == 0) for place, column in enumerate(columns)])


def _cell(
    frame: PublishableFrame, at: int, row: Mapping[str, Any], column: TableColumn, words: Words, *, first: bool
) -> Component:
    said: Any = written(row[column.name], column, words)
    href = column.link(row) if column.link else None
    if frame.is_hidden(at, column.name):
        said = sign(HIDDEN, words.gettext("hidden to protect privacy"))
    elif row[column.name] is None and column.none:
        said = html.A(column.none, href=href) if href else column.none
    elif row[column.name] is None:
        said = sign(UNKNOWN, words.gettext("no data"))
    elif href:
        said = html.A(said, href=href)
    if first:
        return html.Th(said, scope="row")
    return html.Td(said, className=_kind(column))


def _kind(column: TableColumn) -> str | None:
    """How a column stands: numbers to the right, days in one piece."""
    if column.format in NUMERIC:
        return "number"
    return "date" if column.format in (Format.DATE, Format.MONTH) else None


def sign(drawn: str, meaning: str) -> html.Span:
    """A sign for the eye and its meaning for the ear."""
    silent = html.Span(drawn, **aria(hidden="true"))
    return html.Span([silent, html.Span(meaning, className="visually-hidden")], title=meaning, className="sign")


def _signs(frame: PublishableFrame, columns: Sequence[TableColumn], words: Words) -> list[Component]:
    said = signs(frame, columns, words)
    return [html.P([html.Span(one) for one in said], className="signs")] if said else []


def signs(frame: PublishableFrame, columns: Sequence[TableColumn], words: Words) -> list[str]:
    """What the signs in the table of these rows mean; nothing of signs that it does not have."""
    names = [column.name for column in columns]
    wanting = [column.name for column in columns if not column.none]
    said = []
    if bool(frame.hidden[names].to_numpy().any()):
        said.append(words.gettext("{sign} hidden to protect privacy", sign=HIDDEN))
    if bool((frame.rows[wanting].isna() & ~frame.hidden[wanting]).to_numpy().any()):
        said.append(words.gettext("{sign} no data", sign=UNKNOWN))
    return said


def _page(asked: Asked, id: str, rows: int) -> tuple[int, int]:  # noqa: A002 - as above
    """The page asked for, within what there is, and how many there are."""
    pages = max(1, -(-rows // ROWS))
    wanted = asked.selection.number(f"{id}.page") or 1
    return min(wanted, pages), pages


def _pager(asked: Asked, id: str, page: int, pages: int) -> list[Component]:  # noqa: A002 - as above
    if pages == 1:
        return []
    words = asked.words

    def link(text: str, to: int) -> Component:
        if not 1 <= to <= pages:
            return html.Span(text, className="pager-end", **aria(disabled="true"))
        return html.A(text, href=f"{asked.selection.with_more(**{f'{id}.page': str(to)}).href}#{id}")

    where = words.gettext("Page {page} of {pages}", page=page, pages=pages)
    links = [link(words.gettext("Previous"), page - 1), html.Span(where), link(words.gettext("Next"), page + 1)]
    return [html.Nav(links, className="pager", **aria(label=words.gettext("Pages of the table")))]
