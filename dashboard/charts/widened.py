"""A figure of named rows for a wide screen: the names, broken for 320 pixels, are whole again, or stand beside."""

from __future__ import annotations

from html import unescape
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.labels import wrapped

# Pixels of a line of a name, as rows and bullets have it
_LINE = 18
# Of the size of letters, the width of one on average
_LETTER = 0.53
# Beside their rows: characters of a name before it is broken; pixels of one, of what wide ones take more and the air
# before the row; of a further line; and from row to row
_BESIDE, _WIDE, _MORE, _LOW, _ROW = 58, 6.4, 24, 17, 21
_THICK = 0.8  # of a row is bar


def widened(drawn: go.Figure, *, characters: int = 100, air: int = 8) -> go.Figure:
    """A copy whose rows are lower, as their names need fewer lines; bars keep their thickness.

    A line of a name has up to ``characters``; ``air`` is spared between rows, in pixels. Any other figure comes back
    as it is.
    """
    names = row_names(drawn)
    if not names:
        return drawn
    whole = [_whole(note.hovertext, characters) for note in names]
    lines = [max(text.count("<br>") for text in texts) for texts in ([one.text for one in names], whole)]
    made = go.Figure(drawn)
    for note, text in zip(row_names(made), whole, strict=True):
        note.text = text
    _lower(made, _LINE * (lines[0] - lines[1]), air)
    return made


def beside(drawn: go.Figure) -> go.Figure:
    """A copy with the names to the left of their rows, which stand close: for more rows than fit under their names."""
    made = go.Figure(drawn)
    names = row_names(made)
    lines = [line for note in names for line in _whole(note.hovertext, _BESIDE).split("<br>")]
    for note in names:
        note.update(text=_whole(note.hovertext, _BESIDE), align="right", xanchor="right", xshift=-6)
        note.update(yanchor="middle", yshift=0)
    high = max(_LOW * note.text.count("<br>") for note in names) + _ROW
    bottom, top = made.layout.yaxis.range
    around = made.layout.margin.t + made.layout.margin.b
    made.layout.height = around + round(high * abs(bottom - top))
    made.layout.margin.l = round(_WIDE * max(map(len, lines))) + _MORE
    if made.layout.bargap is not None:
        made.layout.bargap = 1 - _THICK
    return made


def across(drawn: go.Figure) -> float:
    """Pixels that the longest line of the names takes; 0 where no row is named."""
    sizes = (len(unescape(line)) * note.font.size for note in row_names(drawn) for line in _lines(note))
    return max(sizes, default=0.0) * _LETTER


def named_rows(drawn: go.Figure) -> bool:
    """Whether the figure's height follows from its rows, whose names stand in it."""
    return bool(row_names(drawn))


def row_names(drawn: go.Figure) -> list[Any]:
    """The annotations that name rows: ``y`` is the row, ``hovertext`` the whole name in Plotly's markup."""
    return [
        note
        for note in drawn.layout.annotations
        if note.hovertext and note.xref == "paper" and note.x == 0 and note.yanchor == "bottom"
    ]


def _lines(note: Any) -> list[str]:
    return [line for line in note.text.split("<br>") if not line.startswith("<b>")]


def _whole(said: str, characters: int) -> str:
    """``said`` in Plotly's markup with its own breaks, and no others but where a line is too long."""
    return "<br>".join(part if part.startswith("<b>") else wrapped(part, characters) for part in said.split("<br>"))


def _lower(made: go.Figure, by: int, air: int) -> None:
    """Take ``by`` pixels and ``air`` from each row."""
    bottom, top = made.layout.yaxis.range
    rows, around = abs(bottom - top), made.layout.margin.t + made.layout.margin.b
    before = (made.layout.height - around) / rows
    after = before - by - air
    # What was air above the first name is so no more.
    made.layout.yaxis.range = (bottom, top - air / 2 / after)
    made.layout.height = around + round(after * rows + air / 2)
    if made.layout.bargap is not None:
        made.layout.bargap = 1 - (1 - made.layout.bargap) * before / after
    for bars in made.select_traces(selector={"type": "bar"}):
        if isinstance(bars.width, (int, float)):
            bars.width *= before / after
