"""Amounts by category, side by side or stacked, upright or lying."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import rows, theme
from dashboard.charts.hover import TEMPLATE, said_of
from dashboard.charts.labels import wrapped
from dashboard.charts.series import Category, Mark, Part, Series, categories, marks
from dashboard.charts.theme import Wording
from data_access.protection.frame import PublishableFrame

# Pixels of a lying bar
_THICKNESS = 22
# Up to so many categories each bar has its value in it
_LABELLED = 16


def figure(
    frame: PublishableFrame,
    *,
    words: Wording,
    category: Category,
    series: Sequence[Series],
    said: Callable[[float], str] | None = None,
    hrefs: Sequence[str | None] = (),
    horizontal: bool = False,
    stacked: bool = False,
) -> go.Figure:
    """Bars from zero, one per category and series, in the order of the frame (from the top when ``horizontal``).

    ``category`` is a column or makes words of a row; months are given as their first days. ``said`` writes a value.
    A bar that is hidden or unknown is missing; a row that has none at all says which.
    """
    said = said or words.number
    all_marks = [marks(frame, one, category, hrefs) for one in series]
    names = categories(all_marks)
    drawn = theme.canvas(words)
    labelled = len(names) <= _LABELLED
    alone = _alone(all_marks)
    for one, points in zip(series, all_marks, strict=True):
        name = f"{one.label} " if one.named else ""
        zero = set(names) if one.named else alone
        labels = [_label(mark, said, name=name, zero=mark.category in zero) for mark in points] if labelled else None
        drawn.add_trace(_trace(one, points, words, said, horizontal=horizontal, labels=labels))
    ticks = theme.steps(_lengths(all_marks, stacked=stacked))
    drawn.update_layout(barmode="relative" if stacked else "group", bargap=0.3, bargroupgap=0.08)
    if horizontal:
        rows.lay(drawn, [str(name) for name in names], thickness=_THICKNESS * (1 if stacked else len(series)))
        rows.say_gaps(drawn, all_marks, words)
        # A line at zero would cut the names; below zero there is something that it parts.
        below = any((mark.value or 0) < 0 for points in all_marks for mark in points)
        drawn.update_xaxes(rangemode="tozero", nticks=6, zeroline=below, **ticks)
    else:
        _upright(drawn, names)
        drawn.update_yaxes(**ticks)
    if len(series) > 1 and not all(one.named for one in series):
        theme.legend(drawn)
    return drawn


def _lengths(all_marks: Sequence[Sequence[Mark]], *, stacked: bool) -> list[float]:
    """How far the bars reach."""
    if not stacked:
        return [mark.value for some in all_marks for mark in some if mark.value]
    totals: dict[Any, float] = {}
    for mark in (mark for some in all_marks for mark in some):
        totals[mark.category] = totals.get(mark.category, 0.0) + (mark.value or 0.0)
    return list(totals.values())


def _trace(
    one: Series, points: Sequence[Mark], words: Wording, said: Callable[[float], str], *, horizontal: bool,
    labels: list[str] | None,
) -> go.Bar:  # fmt: skip
    places = [mark.category if isinstance(mark.category, date) else str(mark.category) for mark in points]
    values = [mark.value for mark in points]
    return go.Bar(
        x=values if horizontal else places,
        y=places if horizontal else values,
        orientation="h" if horizontal else "v",
        name=one.label,
        marker=_filling(one),
        customdata=[mark.href for mark in points],
        text=labels,
        # Plotly leaves out what should stand in a bar of no length.
        textposition=["auto" if mark.value else "outside" for mark in points],
        textangle=0,
        insidetextfont={"color": theme.ink_on(one.colour if one.part is Part.ACTUAL else theme.PAPER)},
        hovertext=[said_of(one, mark, words, said, day=words.month) for mark in points],
        hovertemplate=TEMPLATE,
        cliponaxis=False,
    )


def _filling(one: Series) -> dict[str, Any]:
    """Actual is filled, plan an outline, forecast hatched."""
    line = {"color": theme.PLAN if one.part is Part.PLAN else one.colour, "width": 1.5}
    if one.part is Part.PLAN:
        return {"color": theme.PAPER, "line": line}
    if one.part is Part.FORECAST:
        pattern = {"shape": "/", "fgcolor": one.colour, "bgcolor": theme.PAPER, "size": 6, "solidity": 0.3}
        return {"color": theme.PAPER, "line": line, "pattern": pattern}
    return {"color": one.colour, "line": {"color": theme.PAPER, "width": 1}}


def _alone(all_marks: Sequence[Sequence[Mark]]) -> set[Any]:
    """Categories of one bar: a zero there would look like nothing known."""
    times = Counter(mark.category for some in all_marks for mark in some)
    return {category for category, n in times.items() if n == 1}


def _label(mark: Mark, said: Callable[[float], str], *, name: str, zero: bool) -> str:
    return "" if mark.value is None or not (mark.value or zero) else f"{name}{said(mark.value)}"


def _upright(drawn: go.Figure, names: Sequence[Any]) -> None:
    """Days stand on an axis of time, so that months without anything show; other categories in their order."""
    drawn.update_yaxes(rangemode="tozero")
    drawn.update_xaxes(showgrid=False)
    if names and all(isinstance(name, date) for name in names):
        drawn.update_xaxes(type="date", tickformat=theme.MONTHS, tickangle=0, nticks=8)
        return
    places = [str(name) for name in names]
    drawn.update_xaxes(type="category", categoryorder="array", categoryarray=places)
    drawn.update_xaxes(tickvals=places, ticktext=[wrapped(place, 12) for place in places])
