"""A Plotly figure on a page, with the words that stand in for it."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
from dash import dcc, html

from dashboard.charts import extremes
from dashboard.components.aria import aria
from dashboard.i18n import Words

# Nothing leaves for the library's maker, and nothing on the figure that a reader has no use for.
CONFIG: dict[str, Any] = {
    "showSendToCloud": False,
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
}


def _configured(words: Words) -> Any:
    """With the language of the months; Any, since Dash's type knows but some of Plotly's settings."""
    return CONFIG | {"locale": words.language}


def figure(drawn: go.Figure, *, panel: str, alternative: str, words: Words, fills: bool = False) -> html.Figure:
    """``drawn``, which a screen reader meets as ``alternative``, what it shows in one sentence, and its extremes.

    A figure without a height of its own takes 300 pixels; one that ``fills`` takes that of what it stands in.
    """
    height = "100%" if fills and not drawn.layout.height else f"{drawn.layout.height or 300}px"
    graph = dcc.Graph(
        id={"type": "figure", "panel": panel},
        figure=drawn,
        config=_configured(words),
        responsive=True,
        style={"height": height},
    )
    # Its room is kept before Plotly has come, lest what lies below move away from who followed a link to it.
    room = {"minHeight": height}
    return html.Figure(
        html.Div(graph, role="img", style=room, **aria(label=_described(drawn, alternative, words))),
        className="chart chart-fills" if height == "100%" else "chart",
    )


def _described(drawn: go.Figure, alternative: str, words: Words) -> str:
    more = extremes.said(drawn, words)
    return f"{alternative.removesuffix('.')}. {more}" if more else alternative
