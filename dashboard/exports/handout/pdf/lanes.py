"""Rows of marks on paper: the name of each row above its marks, the scale below."""

from __future__ import annotations

from dashboard.charts import theme
from dashboard.exports.handout.lanes import Lane, Lanes
from dashboard.exports.handout.pdf.plot import Box, Key, Plot, Spot, Text
from dashboard.exports.handout.pdf.words import words_alone

# Points: the name, the marks below it with the air around them, a bar, a line, the scale
_NAME, _MARKS, _BAR, _LINE, _AXIS = 10, 14, 8, 1.2, 14


def lanes(found: Lanes, alternative: str) -> Plot:
    """All rows, one below the other."""
    row = _NAME + _MARKS
    boxes: list[Box] = []
    spots: list[Spot] = []
    texts: list[Text] = []
    for at, lane in enumerate(found.lanes):
        middle = at * row + _NAME + _MARKS / 2 - 2
        texts.append(Text(0, at * row, _said(lane), "left", theme.INK))
        for span in lane.spans:
            left, right = sorted((_place(found, span.start), _place(found, span.end)))
            high = _BAR if span.thick else _LINE
            boxes.append(Box(left, middle - high / 2, right - left, high, span.colour, "filled"))
        spots += [Spot(_place(found, one.at), middle, one.sign, one.colour) for one in lane.spots]
    y = row * len(found.lanes)
    texts += [Text(_place(found, at), y, said, "centre") for at, said in found.ticks if said]
    keys = [Key(one.name, one.colour, sign=one.sign) for one in found.keys]
    return Plot(y + _AXIS, alternative, boxes, (), texts, keys, spots)


def _said(lane: Lane) -> str:
    return f"{lane.name}: {words_alone(lane.said)}" if lane.said else lane.name


def _place(found: Lanes, at: float) -> float:
    """What stands at the end of the scale needs room there."""
    return round(0.97 * found.share(at), 5)
