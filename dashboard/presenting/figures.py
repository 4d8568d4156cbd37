"""The figure of a slide: as large as it fits, and never smaller than can be read from the last row of seats."""

from __future__ import annotations

from copy import copy
from typing import Any

import plotly.graph_objects as go
from dash import html
from dash.development.base_component import Component

from dashboard.charts.enlarged import enlarged, smallest_letters
from dashboard.charts.widened import across, beside, named_rows, widened
from dashboard.components.figure import figure
from dashboard.components.table import table
from dashboard.panel import Asked, Panel
from dashboard.presenting import room

SMALLEST = 24  # pixels of letters on a stage of 1080
GREATEST = 2.4  # times: letters of 14 pixels are then 34
USUAL = 2.0
# Pixels across a stage of 4:3 without its edges and those of a figure; characters of a name in one line, and in two;
# pixels spared between rows, and the most that can be
ACROSS = 1240
LINES = (100, 60)
AIR = (8, 14)


def shown(panel: Panel, asked: Asked, *, id: str, height: int) -> tuple[Component, int]:  # noqa: A002 - Dash's own word
    """What stands on the slide in about ``height`` pixels, and how many rows of a table had no room.

    A figure whose rows have no room even with the smallest letters is shown as its table.
    """
    if isinstance(panel.figure, go.Figure):
        drawn = _fitted(panel.figure, height)
        if drawn is not None:
            return figure(drawn, panel=id, alternative=panel.alternative, words=asked.words, fills=True), 0
    elif panel.figure is not None:
        return _without_figures(panel.figure), 0
    n = room.rows(panel, height, asked.words)
    first = panel.frame.slice(0, n)
    return table(first, panel.columns, id=id, caption=panel.finding, asked=asked), len(panel.frame) - n


def _fitted(drawn: go.Figure, height: int) -> go.Figure | None:
    """The figure enlarged; None where it does not fit."""
    if not named_rows(drawn):
        return enlarged(drawn, max(USUAL, SMALLEST / smallest_letters(drawn)), height=None)
    for air in AIR:
        tried = [widened(drawn, characters=characters, air=air) for characters in LINES]
        times, whole = max(((_times(one, height), one) for one in tried), key=lambda found: found[0])
        if _is_read(whole, times):
            return _larger(whole, times)
    close = beside(drawn)
    times = min(GREATEST, height / close.layout.height)
    return _larger(close, times) if _is_read(close, times) else None


def _is_read(drawn: go.Figure, times: float) -> bool:
    return smallest_letters(drawn) * times >= SMALLEST


def _larger(drawn: go.Figure, times: float) -> go.Figure:
    return enlarged(drawn, times, height=int(drawn.layout.height * times))


def _times(drawn: go.Figure, height: int) -> float:
    """How much larger the figure fits on the stage: its rows in ``height``, its names across."""
    high = float(drawn.layout.height)
    return min(GREATEST, height / high, ACROSS / max(across(drawn), 1))


def _without_figures(part: Any) -> Any:
    """A component without the figures beside its table: of both, the table is read from afar."""
    inside = getattr(part, "children", None)
    if not isinstance(inside, (list, tuple)):
        return part
    made = copy(part)
    made.children = [_without_figures(one) for one in inside if not isinstance(one, html.Figure)]
    return made
