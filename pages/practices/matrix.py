"""The panel of which organisation stands where with which practice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import naming
from dashboard.components.aria import aria
from dashboard.components.matrix import Cell, Row, matrix
from dashboard.components.status import word
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import practices
from pages.practices.said import called, no_practices, theme

# Organisations at a time, the page by this parameter of the address
ROWS = 25
PAGE = "practices-matrix.rows"


def organisations(asked: Asked) -> Panel:
    """Where each organisation stands with each practice."""
    words = asked.words
    frame = practices.matrix(asked.question, theme=theme(asked))
    rows = list(frame.records())
    names = {row["organisation"]: naming.organisation(row, words) for row in rows}
    finding = words.ngettext(
        "{n} organisation has taken up a practice", "{n} organisations have taken up a practice", len(names)
    )
    if not rows:
        finding = words.gettext("No organisation has taken up a practice")
    return Panel(
        finding=finding,
        frame=frame,
        columns=_columns(asked, names, called(rows, words)),
        figure=_grid(asked, rows, names) if rows else None,
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "The latest stage each organisation reached with each practice on or before the day; of several on one day "
            "the farthest. An empty cell: nothing was recorded."
        ),
        source=sheets(words, "adoptions", "organisations", "practices"),
        n=words.ngettext("{n} pair of organisation and practice", "{n} pairs of organisation and practice", len(rows)),
        notes=[*_key(asked), *([words.gettext("Only the organisations chosen.")] if asked.question.filtered else [])],
        unavailable=None if rows else _none_recorded(asked),
    )


def _none_recorded(asked: Asked) -> str:
    if theme(asked):
        return no_practices(asked)
    return asked.words.gettext(
        "No organisation has taken up a practice by this day. Uptake comes with the sheet adoptions; choose a later "
        "day or fewer filters, or add it."
    )


def _key(asked: Asked) -> list[str]:
    words = asked.words
    said = [words.gettext("The columns are the codes of the practices; the panel Practices has their titles.")]
    chosen = theme(asked)
    if chosen:
        said.append(words.gettext("Only practices with the theme “{theme}”.", theme=chosen))
    return said


def _grid(asked: Asked, rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> Component:
    """Organisations by practices, ROWS organisations at a time."""
    words = asked.words
    columns = sorted({row["practice"] for row in rows})
    cells = {(row["organisation"], row["practice"]): row["stage"] for row in rows}
    pages = -(-len(names) // ROWS)
    page = _page(asked, pages)
    shown = [
        Row(
            name,
            [_cell(asked, practice, cells.get((code, practice))) for practice in columns],
            href=asked.selection.at("/organisations", code).href,
        )
        for code, name in list(names.items())[(page - 1) * ROWS : page * ROWS]
    ]
    caption = words.gettext("Organisations and the practices they have taken up")
    titles = called(rows, words)
    heads = [html.A(code, href=asked.selection.at("/practices", code).href, title=titles[code]) for code in columns]
    grid = matrix(shown, columns=heads, corner=words.gettext("Organisation"), caption=caption, words=words)
    return html.Div([grid, *_pager(asked, page, pages)])


def _cell(asked: Asked, practice: str, stage: str | None) -> Cell | None:
    return None if stage is None else Cell(stage, href=asked.selection.at("/practices", practice).href)


def _page(asked: Asked, pages: int) -> int:
    return min(asked.selection.number(PAGE) or 1, pages)


def _pager(asked: Asked, page: int, pages: int) -> list[Component]:
    """Links to each page of organisations."""
    if pages == 1:
        return []
    words = asked.words
    links = [
        html.A(
            words.number(number),
            href=f"{asked.selection.with_more(**{PAGE: str(number)}).href}#practices-matrix",
            **aria(current="page" if number == page else "false", label=words.gettext("Page {page}", page=number)),
        )
        for number in range(1, pages + 1)
    ]
    return [html.Nav(links, className="pager", **aria(label=words.gettext("Pages of the matrix")))]


def _columns(asked: Asked, names: Mapping[str, str], titles: Mapping[str, str]) -> list[TableColumn]:
    words = asked.words
    return [
        TableColumn(
            "organisation",
            words.gettext("Organisation"),
            link=lambda row: asked.selection.at("/organisations", row["organisation"]).href,
            said=lambda code: names[code],
        ),
        TableColumn(
            "practice",
            words.gettext("Practice"),
            link=lambda row: asked.selection.at("/practices", row["practice"]).href,
            said=lambda code: titles[code],
        ),
        TableColumn("stage", words.gettext("Stage"), said=lambda stage: word(stage, words)),
        TableColumn("reached_on", words.gettext("Since"), Format.DATE),
    ]
