"""What a Plotly figure draws, free of Plotly: places along an axis, and the values of each series at them.

Read from the figure's own traces, so a file draws what the screen does, and what is hidden there is nowhere here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

import plotly.graph_objects as go

from dashboard.charts import Part, line, theme

Place: TypeAlias = "str | date"


class Kind(StrEnum):
    """How the series stand to each other."""

    BESIDE = "beside"
    STACKED = "stacked"
    SHARES = "shares"  # stacked to 100 %; the values are counts
    LINES = "lines"


@dataclass(frozen=True)
class Drawn:
    """A series: one value for each place, None where it has none. ``joined``: it runs straight over places without."""

    name: str
    values: Sequence[float | None]
    colour: str
    part: Part = Part.ACTUAL
    joined: bool = False


@dataclass(frozen=True)
class Drawing:
    """``lying``: bars from left to right. ``percent``: the values are shares of 1. ``signs`` mark days."""

    kind: Kind
    places: Sequence[Place]
    series: Sequence[Drawn]
    lying: bool = False
    percent: bool = False
    signs: Sequence[tuple[date, str]] = ()

    @property
    def dated(self) -> bool:
        """Whether the places are days or months."""
        return bool(self.places) and all(isinstance(place, date) for place in self.places)

    @property
    def named(self) -> bool:
        """Whether the series must be named: not where each place has a value of one of them alone."""
        return len(self.series) > 1 and any(sum(map(_known, column)) > 1 for column in self.columns)

    @property
    def runs_over_gaps(self) -> bool:
        """Whether lines run over places without a value, where a chart can but have all of them do so or none."""
        joined = [one for one in self.series if one.joined and _torn(one.values)]
        return bool(joined) and not any(_torn(one.values) for one in self.series if not one.joined)

    def place_of(self, on: date, among: Iterable[int]) -> int:
        """Which of these places the day belongs to: of bars, the month that it is in; of lines, the nearest."""
        days = [(at, place) for at in among if isinstance(place := self.places[at], date)]
        if self.kind is Kind.LINES:
            return min(days, key=lambda one: abs((one[1] - on).days))[0]
        return max((at for at, place in days if place <= on), default=days[0][0])

    @property
    def columns(self) -> Iterable[tuple[float | None, ...]]:
        """The values of all series at each place."""
        return zip(*(one.values for one in self.series), strict=True)


def drawing(figure: go.Figure) -> Drawing | None:
    """The figure's bars or lines; None for kinds that are neither, whose table stands for them."""
    found = None
    if all(isinstance(trace, go.Bar) for trace in figure.data):
        found = _bars(figure) if figure.data else None
    elif all(isinstance(trace, go.Scatter) and "lines" in (trace.mode or "") for trace in figure.data):
        found = _lines(figure)
    if not found or not found.places:
        return None
    return replace(found, signs=[(one.x, one.text) for one in line.day_marks(figure)]) if found.dated else found


def _bars(figure: go.Figure) -> Drawing:
    lying = figure.data[0].orientation == "h"
    axis = figure.layout.yaxis if lying else figure.layout.xaxis
    traces = [_points(trace, lying=lying) for trace in figure.data]
    # Days have an order of their own; names stand as the axis has them.
    places = _ordered(traces, axis.categoryarray)
    shares = all(trace.meta for trace in figure.data)
    kind = Kind.SHARES if shares else Kind.BESIDE if figure.layout.barmode == "group" else Kind.STACKED
    series = [
        Drawn(trace.name or "", [points.get(place) for place in places], _bar_colour(trace), _bar_part(trace))
        for trace, points in zip(figure.data, traces, strict=True)
    ]
    return Drawing(kind, places, series, lying=lying, percent=not shares and _percent(figure))


def _points(trace: go.Bar, *, lying: bool) -> Mapping[Place, float | None]:
    places, lengths = (trace.y, trace.x) if lying else (trace.x, trace.y)
    values = trace.meta["counts"] if trace.meta else lengths
    return dict(zip(places, values, strict=True))


def _lines(figure: go.Figure) -> Drawing:
    traces = [dict(zip(trace.x, trace.y, strict=True)) for trace in figure.data]
    places = _ordered(traces, None)
    series = [
        Drawn(trace.name or "", [points.get(place) for place in places], trace.line.color, _line_part(trace),
              joined=bool(trace.connectgaps))
        for trace, points in zip(figure.data, traces, strict=True)
    ]  # fmt: skip
    return Drawing(Kind.LINES, places, series, percent=_percent(figure))


def _ordered(traces: Sequence[Mapping[Place, Any]], names: Sequence[str] | None) -> Sequence[Place]:
    places = list(dict.fromkeys(place for points in traces for place in points))
    days = [place for place in places if isinstance(place, date)]
    if len(days) == len(places):
        return sorted(days)
    order = {name: at for at, name in enumerate(names if names is not None else ())}
    return sorted(places, key=lambda place: order.get(str(place), len(order)))


def _bar_colour(trace: go.Bar) -> str:
    return str(trace.marker.line.color if _bar_part(trace) is not Part.ACTUAL else trace.marker.color)


def _bar_part(trace: go.Bar) -> Part:
    if trace.marker.pattern.shape:
        return Part.FORECAST
    return Part.PLAN if trace.marker.color == theme.PAPER else Part.ACTUAL


def _line_part(trace: go.Scatter) -> Part:
    if trace.connectgaps:
        return Part.PLAN
    return Part.FORECAST if trace.line.dash == "dot" else Part.ACTUAL


def _percent(figure: go.Figure) -> bool:
    """Whether what the marks say of themselves ends in per cent."""
    said = [
        text
        for trace in figure.data
        for text, *values in zip(trace.hovertext or (), trace.x, trace.y, strict=False)
        if all(map(_known, values))
    ]
    return bool(said) and all(text.endswith("%</b>") for text in said)


def _torn(values: Sequence[float | None]) -> bool:
    """Whether there is a place without a value between two that have one."""
    known = [at for at, value in enumerate(values) if value is not None]
    return bool(known) and len(known) <= known[-1] - known[0]


def _known(value: Any) -> bool:
    return value is not None
