"""The rows of a lying figure: their names stand above them, so that 320 px are enough for both."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.labels import wrapped
from dashboard.charts.series import Mark
from dashboard.charts.theme import Wording

# Pixels: a line of a name, the air between rows, above the first and for the axis below the last
_LINE, _AIR, _ABOVE, _BELOW = 18, 18, 8, 44
# What 320 px have room for
_CHARACTERS = 37


def lay(drawn: go.Figure, names: Sequence[str], *, thickness: float) -> None:
    """Make the y axis one of named rows from the top down, each with a bar or bars of ``thickness`` pixels."""
    shown = {name: wrapped(name, _CHARACTERS) for name in names}
    lines = 1 + max((text.count("<br>") for text in shown.values()), default=0)
    row = _LINE * lines + _AIR + thickness
    drawn.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=list(names),
        range=[len(names) - 0.5, -0.5],
        showticklabels=False,
        showgrid=False,
    )
    height = _ABOVE + row * max(len(names), 1) + _BELOW
    drawn.update_layout(height=height, margin={"t": _ABOVE, "b": _BELOW}, bargap=1 - thickness / row)
    for name, text in shown.items():
        drawn.add_annotation(
            x=0,
            xref="paper",
            y=name,
            yshift=thickness / 2 + 1,
            text=text,
            align="left",
            hovertext=name,
            showarrow=False,
            xanchor="left",
            yanchor="bottom",
            font={"size": 13},
        )


def say_gaps(drawn: go.Figure, all_marks: Sequence[Sequence[Mark]], words: Wording, *, at: float = 0) -> None:
    """In each row whose marks are all gone: that they are hidden, or that there are no data."""
    rows: dict[str, list[Mark]] = {}
    for some in all_marks:
        for mark in some:
            rows.setdefault(str(mark.category), []).append(mark)
    for name, marks in rows.items():
        if all(mark.value is None for mark in marks):
            hidden = any(mark.hidden for mark in marks)
            _say(drawn, name, words.gettext("hidden to protect privacy") if hidden else words.gettext("no data"), at)


def _say(drawn: go.Figure, name: str, said: str, at: float) -> None:
    drawn.add_annotation(
        x=at, y=name, text=said, showarrow=False, xanchor="left", xshift=4, font={"color": theme.QUIET, "size": 13}
    )
