"""From then to now: two points per row on one scale, joined."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import rows, theme
from dashboard.charts.hover import TEMPLATE, said_of
from dashboard.charts.labels import wrapped
from dashboard.charts.series import Category, Mark, Series, marks
from dashboard.charts.theme import Wording
from data_access.protection.frame import PublishableFrame

# Pixels of a row's points
_THICKNESS = 16


def figure(
    frame: PublishableFrame,
    *,
    words: Wording,
    category: Category,
    first: Series,
    last: Series,
    ticks: Mapping[float, str],
    said: Callable[[float], str] | None = None,
    hrefs: Sequence[str | None] = (),
) -> go.Figure:
    """One row per category, from ``first`` (an outline) to ``last`` (filled).

    ``ticks`` names the places of the scale, whose ends are its lowest and highest. A row with one of the two has
    that point alone; with neither, its name and nothing.
    """
    said = said or words.number
    before, after = marks(frame, first, category, hrefs), marks(frame, last, category, hrefs)
    drawn = theme.canvas(words)
    rows.lay(drawn, [str(mark.category) for mark in before], thickness=_THICKNESS)
    drawn.add_trace(joins(before, after))
    drawn.add_trace(points(first, before, words, said, filled=False))
    drawn.add_trace(points(last, after, words, said, filled=True))
    lowest, highest = min(ticks), max(ticks)
    rows.say_gaps(drawn, [before, after], words, at=lowest)
    room = (highest - lowest) * 0.1
    drawn.update_xaxes(
        range=[lowest - room, highest + room],
        tickvals=list(ticks),
        ticktext=[wrapped(text, 11, lines=3) for text in ticks.values()],
        tickangle=0,
        tickfont={"size": 12},
        zeroline=False,
    )
    theme.legend(drawn)
    return drawn


def joins(before: Sequence[Mark], after: Sequence[Mark]) -> go.Scatter:
    """One trace for all the joins: None parts them."""
    pairs = [(a, b) for a, b in zip(before, after, strict=True) if a.value is not None and b.value is not None]
    return go.Scatter(
        x=[x for a, b in pairs for x in (a.value, b.value, None)],
        y=[y for a, _ in pairs for y in (str(a.category), str(a.category), None)],
        mode="lines",
        line={"color": theme.FORMER, "width": 3},
        hoverinfo="skip",
        showlegend=False,
    )


def points(
    series: Series, drawn: Sequence[Mark], words: Wording, said: Callable[[Any], str], *, filled: bool
) -> go.Scatter:
    """The points of one of the two: filled, or an outline."""
    return go.Scatter(
        x=[mark.value for mark in drawn],
        y=[str(mark.category) for mark in drawn],
        mode="markers",
        name=series.label,
        marker={
            "size": 14 if filled else 12,
            "color": series.colour if filled else theme.PAPER,
            "line": {"color": series.colour if filled else theme.PLAN, "width": 2},
        },
        customdata=[mark.href for mark in drawn],
        hovertext=[said_of(series, mark, words, said) for mark in drawn],
        hovertemplate=TEMPLATE,
    )


def compare(
    drawn: go.Figure, frame: PublishableFrame, *, words: Wording, category: Category, average: Series
) -> go.Figure:
    """The figure ``drawn`` of ``frame`` with an upright mark in each row, at the ``average`` of all."""
    places = marks(frame, average, category)
    return drawn.add_scatter(
        x=[mark.value for mark in places],
        y=[str(mark.category) for mark in places],
        mode="markers",
        name=average.label,
        marker={"symbol": "line-ns", "size": 20, "line": {"color": average.colour, "width": 2.5}},
        hovertext=[said_of(average, mark, words, words.number) for mark in places],
        hovertemplate=TEMPLATE,
    )
