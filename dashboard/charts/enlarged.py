"""A figure for who sits far away."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

# What is measured in pixels: text and what is drawn around it. Positions are shares of the figure and stay.
_MEASURES = frozenset({"size", "width", "l", "r", "t", "b", "pad", "xshift", "yshift", "ax", "ay", "ticklen"})
# Of bars the width is a share of the axis.
_SHARES = frozenset({"bar"})


def enlarged(drawn: go.Figure, times: float, *, height: int) -> go.Figure:
    """A copy of ``drawn`` with letters, lines and margins ``times`` as large, ``height`` pixels high."""
    told = drawn.to_dict()
    for trace in told.get("data", []):
        kept = {"width": trace["width"]} if trace.get("type") in _SHARES and "width" in trace else {}
        # Plotly would make letters in a bar as small as the bar is thin.
        unshrunk = {"constraintext": "none"} if trace.get("type") in _SHARES else {}
        trace.update(_larger(trace, times) | kept | unshrunk)
    layout = _larger(told.get("layout", {}), times)
    layout["height"] = height
    layout.pop("width", None)
    return go.Figure({"data": told.get("data", []), "layout": layout}, skip_invalid=False)


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
