"""Values over time, with the plan, the forecast and what happened on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import ends, theme
from dashboard.charts.hover import TEMPLATE, said_of
from dashboard.charts.series import Mark, Part, Series, marks
from dashboard.charts.theme import Wording
from data_access.protection.frame import PublishableFrame

_DASH = {Part.ACTUAL: "solid", Part.PLAN: "solid", Part.FORECAST: "dot"}
_WIDTH = {Part.ACTUAL: 3, Part.PLAN: 1.5, Part.FORECAST: 3}
# Up to so many values each is drawn as a point of its own
_FEW = 14


@dataclass(frozen=True)
class Annotation:
    """Something that happened on a day, to be marked."""

    on: date
    text: str


def figure(
    frame: PublishableFrame,
    *,
    words: Wording,
    day: str,
    series: Sequence[Series],
    said: Callable[[float], str] | None = None,
    annotations: Sequence[Annotation] = (),
    hrefs: Sequence[str | None] = (),
    stepped: bool = False,
) -> go.Figure:
    """Lines over ``day`` (a column of dates), each named at its end.

    ``said`` writes a value (as a number, if not told otherwise). ``stepped``: the value holds until the next one.
    A value that is unknown or hidden interrupts its line.
    """
    said = said or words.number
    drawn = theme.canvas(words)
    lines = [(one, marks(frame, one, day, hrefs)) for one in series]
    for one, points in lines:
        drawn.add_trace(_trace(one, points, words, said, stepped=stepped))
    ends.name(drawn, lines)
    _mark_days(drawn, {str(number): one for number, one in enumerate(annotations, start=1)})
    values = [mark.value for _, points in lines for mark in points if mark.value]
    drawn.update_yaxes(rangemode="tozero", **theme.steps(values))
    days = [mark.category for _, points in lines for mark in points] + [event.on for event in annotations]
    if days and min(days) < max(days):
        # Left to itself the axis would make room for the names, which stand in the margin.
        drawn.update_xaxes(range=[min(days), max(days)])
    # On a narrow screen months with long names stand upright, lest they run into each other.
    drawn.update_xaxes(showgrid=False, tickformat=theme.MONTHS, autotickangles=[0, 90], nticks=6)
    return drawn


def _trace(
    one: Series, points: Sequence[Mark], words: Wording, said: Callable[[float], str], *, stepped: bool
) -> go.Scatter:
    colour = theme.PLAN if one.part is Part.PLAN else one.colour
    return go.Scatter(
        x=[mark.category for mark in points],
        y=[mark.value for mark in points],
        name=one.label,
        mode="lines+markers",
        line={
            "color": colour,
            "width": _WIDTH[one.part],
            "dash": _DASH[one.part],
            "shape": "hv" if stepped else "linear",
        },
        marker={"size": _sizes(one, points)},
        # A plan is agreed for some days and runs straight between them; what was not known has no line.
        connectgaps=one.part is Part.PLAN,
        customdata=[mark.href for mark in points],
        hovertext=[said_of(one, mark, words, said) for mark in points],
        hovertemplate=TEMPLATE,
    )


def _sizes(one: Series, points: Sequence[Mark]) -> list[int]:
    """The points that are drawn: all where they are few, else those that no line reaches."""
    if one.part is Part.PLAN:
        single = sum(mark.value is not None for mark in points) == 1
        return [7 if single else 0 for _ in points]
    known = [False, *(mark.value is not None for mark in points), False]
    alone = [here and not (known[at] or known[at + 2]) for at, here in enumerate(known[1:-1])]
    return [7 if len(points) <= _FEW or single else 0 for single in alone]


def marked(drawn: go.Figure, annotations: Mapping[str, Annotation]) -> go.Figure:
    """A copy of a figure over days with more of them marked, each by its sign."""
    copied = go.Figure(drawn)
    _mark_days(copied, annotations)
    return copied


def day_marks(drawn: go.Figure) -> list[Any]:
    """The signs of days in the figure, as it annotates them: ``x`` is the day, ``text`` the sign."""
    return [one for one in drawn.layout.annotations if isinstance(one.x, date) and one.yref == "paper" and one.y == 1]


def _mark_days(drawn: go.Figure, annotations: Mapping[str, Annotation]) -> None:
    """A thin line with a sign for each, and one line for all of a day; ``notes`` says what the signs stand for."""
    for sign, annotation in annotations.items():
        there = next((one for one in day_marks(drawn) if one.x == annotation.on), None)
        if there is not None:
            there.update(text=f"{there.text}, {sign}", hovertext=f"{there.hovertext}<br>{annotation.text}")
            continue
        upright: dict[str, Any] = {"x0": annotation.on, "x1": annotation.on, "y0": 0, "y1": 1, "yref": "paper"}
        drawn.add_shape(type="line", line={"color": theme.MARK, "width": 1, "dash": "dot"}, **upright)
        drawn.add_annotation(
            x=annotation.on, y=1, yref="paper", yanchor="bottom", text=sign, showarrow=False,
            hovertext=annotation.text, font={"color": theme.MARK, "size": 12},
        )  # fmt: skip
    if annotations:
        drawn.update_layout(margin_t=24)


def notes(annotations: Sequence[Annotation], words: Wording) -> list[str]:
    """What the numbers on the figure stand for, for the panel's notes."""
    return [
        f"{number} {annotation.text} ({words.date(annotation.on)})"
        for number, annotation in enumerate(annotations, start=1)
    ]
