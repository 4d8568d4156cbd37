"""Lines that bear their names at their ends, where no legend has to be looked up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.labels import spread, wrapped
from dashboard.charts.series import Mark, Part, Series

# Characters of a name beside its line; pixels of a line of text, and of the axis that the names stand along
_CHARACTERS, _LINE, _AXIS = 14, 18, 240
# Of a name beside a line that ends before the edge: a telephone has no room for more
_NARROW = 10

End = tuple[Series, Mark]


def name(drawn: go.Figure, lines: Sequence[tuple[Series, Sequence[Mark]]]) -> None:
    """Each line's name after its last value; names at the right edge that would overlap move apart."""
    known = [(one, [mark for mark in points if mark.value is not None]) for one, points in lines]
    ends = [(one, points[-1]) for one, points in known if points]
    top = max((float(mark.value or 0) for _, points in known for mark in points), default=0) or 1
    last = max((mark.category for _, mark in ends), default=None)
    edge = [(one, mark) for one, mark in ends if mark.category == last]
    _at_edge(drawn, edge, pixel=top / _AXIS)
    for one, mark in ends:
        if mark.category != last:
            # Below and to the right of its end, where a rising line leaves room
            below = {"xshift": 4, "yanchor": "top", "yshift": -4}
            _name(drawn, one, mark, height=float(mark.value or 0), place=below, characters=_NARROW)
    longest = max((min(len(one.label), _CHARACTERS) for one, _ in edge), default=0)
    drawn.update_layout(margin_r=16 + 7 * longest)


def _at_edge(drawn: go.Figure, ends: Sequence[End], *, pixel: float) -> None:
    """``pixel``: what one pixel of the axis stands for."""
    sizes = [pixel * _LINE * (1 + wrapped(one.label, _CHARACTERS).count("<br>")) for one, _ in ends]
    heights = spread([float(mark.value or 0) for _, mark in ends], sizes)
    for (one, mark), height in zip(ends, heights, strict=True):
        _name(drawn, one, mark, height=height, place={"xshift": 8})


def _name(
    drawn: go.Figure,
    one: Series,
    mark: Mark,
    *,
    height: float,
    place: Mapping[str, Any],
    characters: int = _CHARACTERS,
) -> None:
    drawn.add_annotation(
        x=mark.category,
        y=height,
        text=wrapped(one.label, characters),
        showarrow=False,
        xanchor="left",
        align="left",
        font={"color": theme.PLAN if one.part is Part.PLAN else one.colour, "size": 13},
        **place,
    )
