"""Named rows with marks along one scale, free of Plotly: bullets, and points from then to now.

No office program has a chart of these kinds, so files draw them as shapes. As with ``drawing``, all is read from the
figure on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.widened import row_names


class Sign(StrEnum):
    """What marks a place; of a diamond and a ring the colour is that of its line."""

    DOT = "dot"
    RING = "ring"
    DIAMOND = "diamond"
    UPRIGHT = "upright"


@dataclass(frozen=True)
class Span:
    """From one place to another: ``thick`` as a bar, else a line."""

    start: float
    end: float
    colour: str
    thick: bool


@dataclass(frozen=True)
class Spot:
    """A sign at a place."""

    at: float
    sign: Sign
    colour: str


@dataclass(frozen=True)
class Lane:
    """``said``: what it amounts to, or why nothing is drawn; empty where neither is said."""

    name: str
    said: str
    spans: Sequence[Span]
    spots: Sequence[Spot]


@dataclass(frozen=True)
class Key:
    """What a sign means."""

    name: str
    sign: Sign
    colour: str


@dataclass(frozen=True)
class Lanes:
    """``ticks``: places of the scale and their words, a word for some of them."""

    lanes: Sequence[Lane]
    lowest: float
    highest: float
    ticks: Sequence[tuple[float, str]]
    keys: Sequence[Key]

    def share(self, place: float) -> float:
        """How far along the scale the place is, from 0 to 1."""
        return (place - self.lowest) / (self.highest - self.lowest)


def lanes(figure: Any) -> Lanes | None:
    """The rows of the figure; None for other kinds, and for rows along time, whose table stands for them."""
    if not isinstance(figure, go.Figure) or not any(map(_marks, figure.data)) or not figure.layout.xaxis.ticktext:
        return None
    names = {note.y: note.hovertext for note in row_names(figure)}
    spans, spots = _collected(figure, _spans), _collected(figure, _spots)
    gaps = {note.y: note.text for note in figure.layout.annotations if note.y in names and not note.hovertext}
    lowest, highest = figure.layout.xaxis.range
    return Lanes(
        [_lane(said, gaps.get(y, ""), spans.get(y, ()), spots.get(y, ())) for y, said in names.items()],
        lowest,
        highest,
        _ticks(figure),
        [Key(one.name, *_sign(one)) for one in figure.data if _marks(one) and one.name and one.showlegend is not False],
    )


def _lane(said: str, gap: str, spans: Sequence[Span], spots: Sequence[Spot]) -> Lane:
    """Of a bullet, the name's last line is what it amounts to, in bold."""
    name, _, amount = said.partition("<br><b>")
    return Lane(_plain(name), _plain(amount.removesuffix("</b>")) or gap, spans, spots)


def _ticks(figure: go.Figure) -> Sequence[tuple[float, str]]:
    axis = figure.layout.xaxis
    beside = [(note.x, note.text) for note in figure.layout.annotations if note.yref == "paper"]
    return [(at, _plain(text)) for at, text in [*beside, *zip(axis.tickvals, axis.ticktext, strict=True)]]


def _collected(figure: go.Figure, read: Callable[[Any], Iterator[tuple[Any, Any]]]) -> Mapping[Any, Sequence[Any]]:
    found: dict[Any, list[Any]] = {}
    for trace in figure.data:
        for y, one in read(trace):
            found.setdefault(y, []).append(one)
    return found


def _spans(trace: Any) -> Iterator[tuple[Any, Span]]:
    if isinstance(trace, go.Bar):
        for y, x in zip(trace.y, trace.x, strict=True):
            if x is not None:
                yield y, Span(0.0, x, trace.marker.color, thick=True)
    elif trace.mode == "lines":
        # None parts the joins of the rows.
        for y, start, end in zip(trace.y[::3], trace.x[::3], trace.x[1::3], strict=True):
            yield y, Span(start, end, trace.line.color, thick=False)


def _spots(trace: Any) -> Iterator[tuple[Any, Spot]]:
    if _marks(trace):
        for y, x in zip(trace.y, trace.x, strict=True):
            if x is not None:
                yield y, Spot(x, *_sign(trace))


def _marks(trace: Any) -> bool:
    return isinstance(trace, go.Scatter) and trace.mode == "markers"


def _sign(trace: go.Scatter) -> tuple[Sign, str]:
    marker = trace.marker
    known = {"line-ns": Sign.UPRIGHT, "diamond": Sign.DIAMOND}
    hollow = marker.color in (None, theme.PAPER)
    sign = known.get(marker.symbol) or (Sign.RING if hollow else Sign.DOT)
    return sign, marker.line.color if hollow else marker.color


def _plain(text: str) -> str:
    return unescape(text.replace("<br>", " "))
