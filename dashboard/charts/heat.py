"""Shares over two ordered directions: a grid of cells, the darker the greater, each with its number."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.labels import wrapped
from dashboard.charts.series import Category, Mark, Series, categories, marks
from dashboard.charts.theme import Wording
from data_access.protection.frame import PublishableFrame

# Pixels of a row
_ROW = 40
# Of a cell whose place is 1 wide
_HALF = 0.47
_COLOURS = theme.levels(6)


def figure(
    frame: PublishableFrame,
    *,
    words: Wording,
    across: Category,
    down: Category,
    value: str,
    said: Callable[[float], str],
) -> go.Figure:
    """One cell for each row of the frame: ``value``, a share of 1, written by ``said``.

    ``across`` and ``down`` name its place, each in order of appearance. A cell that is hidden or unknown is empty;
    a hidden one carries the sign of the table.
    """
    in_columns, in_rows = (marks(frame, Series(value, ""), place) for place in (across, down))
    columns, rows = categories([in_columns]), categories([in_rows])
    cells = {(one.category, other.category): other for one, other in zip(in_rows, in_columns, strict=True)}
    drawn = theme.canvas(words, height=80 + _ROW * len(rows))
    drawn.add_trace(_grid(cells, columns, rows, said))
    for (row, column), mark in cells.items():
        if mark.value is not None:
            _fill(drawn, mark.value, x=columns.index(column), y=rows.index(row))
        _write(drawn, mark, said, x=column, y=row)
    drawn.update_xaxes(type="category", side="top", showgrid=False,
                       tickvals=columns, ticktext=[wrapped(column, 12) for column in columns])  # fmt: skip
    drawn.update_yaxes(type="category", autorange="reversed", showgrid=False)
    return drawn


def _grid(
    cells: Mapping[tuple[str, str], Mark], columns: list[str], rows: list[str], said: Callable[[float], str]
) -> go.Heatmap:
    values = [[_value(cells.get((row, column))) for column in columns] for row in rows]
    last = len(_COLOURS) - 1
    return go.Heatmap(
        x=columns,
        y=rows,
        z=[[None if value is None else _level(value) for value in line] for line in values],
        text=[["" if value is None else said(value) for value in line] for line in values],
        zmin=0,
        zmax=last,
        colorscale=[[place / last, colour] for place, colour in enumerate(_COLOURS)],
        showscale=False,
        # Plotly makes one picture of it, whose colours no theme can change: it is there to be pointed at.
        opacity=0,
        hovertemplate="%{y}<br>%{x}: <b>%{text}</b><extra></extra>",
        hoverongaps=False,
    )


def _value(mark: Mark | None) -> float | None:
    return None if mark is None else mark.value


def _level(share: float) -> int:
    """One of a few colours, so that each cell's number can be written in one that is read on it."""
    return round(share * (len(_COLOURS) - 1))


def _fill(drawn: go.Figure, share: float, *, x: int, y: int) -> None:
    """The cell in its colour, with the air around it; a place on an axis of categories is a number."""
    drawn.add_shape(
        type="rect",
        layer="below",
        x0=x - _HALF,
        x1=x + _HALF,
        y0=y - _HALF,
        y1=y + _HALF,
        fillcolor=_COLOURS[_level(share)],
        line={"width": 0},
    )


def _write(drawn: go.Figure, mark: Mark, said: Callable[[float], str], *, x: str, y: str) -> None:
    known = mark.value is not None
    text = said(mark.value) if mark.value is not None else "··" if mark.hidden else ""
    colour = theme.ink_on(_COLOURS[_level(mark.value or 0)]) if known else theme.QUIET
    drawn.add_annotation(x=x, y=y, text=text, showarrow=False, font={"color": colour, "size": 13})
