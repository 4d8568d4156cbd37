"""Lying bars on paper: the name of each place above its bars."""

from __future__ import annotations

from dashboard.charts import theme
from dashboard.exports.handout.drawing import Drawing, Kind
from dashboard.exports.handout.pdf.plot import Box, Plot, Text, keys, look
from dashboard.exports.handout.pdf.scale import Scale, scale
from dashboard.exports.handout.pdf.spans import Span, spans, tracks
from dashboard.i18n import Words

# Points: a bar, the name above it, the air below it, the scale
_BAR, _NAME, _AIR, _AXIS = 10, 11, 6, 14
# A bar narrower than this has no room for its number.
_ROOM = 0.03


def lying(drawing: Drawing, alternative: str, words: Words) -> Plot:
    """The drawing's bars with their numbers, the scale below."""
    to = scale(drawing, words)
    boxes: list[Box] = []
    texts: list[Text] = []
    row = _NAME + _BAR * tracks(drawing) + _AIR
    for at, place in enumerate(drawing.places):
        texts.append(Text(0, at * row, str(place), "left", theme.INK))
        for span in spans(drawing, at):
            y = at * row + _NAME + _BAR * span.track
            left, right = sorted((_place(to, span.start), _place(to, span.end)))
            boxes.append(Box(left, y, right - left, _BAR - 1.5, span.one.colour, look(span.one)))
            texts += _number(span, left, right, y, drawing, words)
    y = row * len(drawing.places)
    texts += [Text(_place(to, tick), y, to.said(tick), "centre") for tick in to.ticks]
    return Plot(y + _AXIS, alternative, boxes, (), texts, keys(drawing.series) if drawing.named else ())


def _place(to: Scale, value: float) -> float:
    """The scale's numbers, and those behind the longest bar, need room at both ends."""
    return round(0.02 + 0.92 * to.share(value), 5)


def _number(span: Span, left: float, right: float, y: float, drawing: Drawing, words: Words) -> list[Text]:
    said = words.percent(span.value) if drawing.percent else words.number(span.value)
    if drawing.kind is Kind.BESIDE:
        return [Text(right + 0.005, y + 1, said, "right", theme.INK)]
    return [Text((left + right) / 2, y + 1, said, "centre", span.ink)] if right - left >= _ROOM else []
