"""The highest and the lowest mark of a figure in words, for who does not see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.theme import Wording

# Of up to so many series each has its extremes said, of more the figure as a whole
_FEW = 2
# With fewer marks there is nothing to pick out.
_LEAST = 3

Mark = tuple[float, str]


def said(drawn: go.Figure, words: Wording) -> str:
    """Both as their marks say them when pointed at; empty where nothing stands out."""
    # Marks beside lying bars, as of a target, stand in the rows of these.
    lying = any(trace.type == "bar" and trace.orientation == "h" for trace in drawn.data)
    series = [list(_marks(trace, lies=lying or _lies(trace))) for trace in drawn.data]
    told = [some for some in series if len(some) >= _LEAST and min(some)[0] < max(some)[0]]
    if len(told) > _FEW:
        told = [[mark for some in told for mark in some]]
    return " ".join(_said(some, words) for some in told)


def _said(some: list[Mark], words: Wording) -> str:
    highest, lowest = max(some, key=_value), min(some, key=_value)
    return words.gettext("Highest: {highest}. Lowest: {lowest}.", highest=highest[1], lowest=lowest[1])


def _value(mark: Mark) -> float:
    return mark[0]


def _marks(trace: Any, *, lies: bool) -> Iterator[Mark]:
    """The numbers that a trace draws, each with what its mark says."""
    if trace.hovertext is None:
        return
    for across, up, text in zip(trace.x, trace.y, trace.hovertext, strict=True):
        value = across if lies else up
        if isinstance(value, (int, float)):
            yield float(value), _plain(text)


def _lies(trace: Any) -> bool:
    """Whether values run from left to right, as those of points in named rows do."""
    return trace.type != "bar" and all(isinstance(place, str) for place in trace.y)


def _plain(text: str) -> str:
    """Plotly's markup as a sentence."""
    return unescape(re.sub(r"</?b>", "", text).replace("<br>", ", "))
