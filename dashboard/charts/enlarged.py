"""A figure for who sits far away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import plotly.graph_objects as go

# What is measured in pixels: text and what is drawn around it. Positions are shares of the figure and stay.
_MEASURES = frozenset({"size", "width", "l", "r", "t", "b", "pad", "xshift", "yshift", "ax", "ay", "ticklen"})
# Pixels: of a digit, and what a slide of 4:3 has across a figure
_CHARACTER, _ACROSS = 8, 1150
# Of bars the width is a share of the axis.
_SHARES = frozenset({"bar"})


def enlarged(drawn: go.Figure, times: float, *, height: int | None) -> go.Figure:
    """A copy of ``drawn`` with letters, lines and margins ``times`` as large.

    It is ``height`` pixels high; with None as high as what it stands in.
    """
    told = drawn.to_dict()
    for trace in told.get("data", []):
        kept = {"width": trace["width"]} if trace.get("type") in _SHARES and "width" in trace else {}
        # Plotly would make letters in a bar as small as the bar is thin.
        unshrunk = {"constraintext": "none"} if trace.get("type") in _SHARES else {}
        trace.update(_larger(trace, times) | kept | unshrunk)
    if not _has_room(drawn, times):
        for trace in told["data"]:
            trace.pop("text", None)
    layout = _larger(told.get("layout", {}), times)
    layout |= {"height": height, "autosize": True}
    layout.pop("width", None)
    return go.Figure({"data": told.get("data", []), "layout": layout}, skip_invalid=False)


def smallest_letters(drawn: go.Figure) -> float:
    """The size in pixels of the smallest letters of the figure."""
    return min(_letters(drawn.to_dict()), default=drawn.layout.font.size or 12)


def _has_room(drawn: go.Figure, times: float) -> bool:
    """Whether upright bars are as wide as the values in them; cut off, they would be read as others."""
    bars = [one for one in drawn.data if isinstance(one, go.Bar) and one.orientation != "h"]
    longest = max((len(text) for one in bars for text in one.text or ()), default=0)
    beside = 1 if drawn.layout.barmode in ("stack", "relative") else len(bars)
    places = {place for one in bars for place in one.x}
    days = [place for place in places if isinstance(place, date)]
    along = 1 + (max(days) - min(days)).days // 30 if days else len(places)
    return longest * _CHARACTER * times <= _ACROSS * (1 - (drawn.layout.bargap or 0)) / max(along, 1) / max(beside, 1)


def _letters(part: Any) -> Iterator[float]:
    for name, value in part.items() if isinstance(part, dict) else ():
        if name.endswith("font") and isinstance(value, dict) and "size" in value:
            yield value["size"]
        for one in value if isinstance(value, (list, tuple)) else (value,):
            yield from _letters(one)


def _larger(part: Any, times: float) -> Any:
    if isinstance(part, dict):
        return {
            name: _scaled(value, times) if name in _MEASURES else _larger(value, times) for name, value in part.items()
        }
    if isinstance(part, (list, tuple)):
        return [_larger(one, times) if isinstance(one, dict) else one for one in part]
    return part


def _scaled(value: Any, times: float) -> Any:
    if isinstance(value, (list, tuple)):
        return [_scaled(one, times) for one in value]
    return value * times if isinstance(value, (int, float)) and not isinstance(value, bool) else value
