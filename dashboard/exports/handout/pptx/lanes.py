"""Rows of marks as native shapes: bars, signs and words that whoever has the file can move and change."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.autoshape import Shape
from pptx.shapes.group import GroupShape
from pptx.shapes.shapetree import GroupShapes
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.charts import theme
from dashboard.exports.handout.lanes import Lane, Lanes, Sign, Span
from dashboard.exports.handout.pptx.colour import rgb
from dashboard.exports.handout.pptx.place import Box
from dashboard.exports.handout.pptx.plain import plain

ROWS = 8  # to a slide; with more, names would be too small for the last row of seats
# EMU: the words of the scale and the keys, a bar, a line, a sign, an upright line
_AXIS, _BAR, _LINE, _SIGN, _UPRIGHT = 260_000, 150_000, 38_100, 165_000, 30_000
# Of a row at most, and from which height on its words have two lines; what these take, and one alone
_HIGHEST, _HIGH, _TWO, _ONE = 950_000, 800_000, 500_000, 230_000
_LONG = 1350  # characters of a line, times their size in points
_SHAPES = {Sign.DOT: MSO_SHAPE.OVAL, Sign.RING: MSO_SHAPE.OVAL, Sign.DIAMOND: MSO_SHAPE.DIAMOND,
           Sign.UPRIGHT: MSO_SHAPE.RECTANGLE}  # fmt: skip


def lanes(slide: Slide, found: Lanes, first: int, box: Box) -> GroupShape:
    """The rows from ``first`` on, as many as there is room for, above their scale."""
    group: GroupShape = slide.shapes.add_group_shape()
    shown = found.lanes[first : first + ROWS]
    top = box.y + (_AXIS if found.keys else 0)
    row = min(_HIGHEST, (box.cy - _AXIS - (top - box.y)) // max(len(shown), 1))
    _keys(group.shapes, found, box)
    for at, lane in enumerate(shown):
        _lane(group.shapes, found, lane, Box(box.x, top + at * row, box.cx, row))
    bottom = top + row * len(shown)
    for place, said in found.ticks:
        if said:
            x, side = _side(found, place, box)
            _words(group.shapes, [[(said, False)]], Box(x, bottom, box.cx // 4, _AXIS), side=side, colour=theme.QUIET)
    return group


def _side(found: Lanes, place: float, box: Box) -> tuple[int, PP_ALIGN]:
    """Where a word of a quarter of the width begins, so that it stands at its place and in the box."""
    x, wide = _x(found, place, box), box.cx // 4
    if x - wide // 2 < box.x:
        return box.x, PP_ALIGN.LEFT
    if x + wide // 2 > box.x + box.cx:
        return box.x + box.cx - wide, PP_ALIGN.RIGHT
    return x - wide // 2, PP_ALIGN.CENTER


def _lane(shapes: GroupShapes, found: Lanes, lane: Lane, box: Box) -> None:
    two = box.cy >= _HIGH
    lines = [[(lane.name, False)], [(lane.said, True)]] if two else [[(f"{lane.name}   ", False), (lane.said, True)]]
    high, size = (_TWO, 14) if two else (_ONE, min(12, max(9, _LONG // len(lane.name + lane.said))))
    _words(shapes, lines, Box(box.x, box.y, box.cx, high), side=PP_ALIGN.LEFT, colour=theme.INK, size=size)
    middle = box.y + high + _BAR
    for span in lane.spans:
        _span(shapes, found, span, middle, box)
    for spot in lane.spots:
        _sign(shapes, spot.sign, spot.colour, _x(found, spot.at, box), middle)


def _span(shapes: GroupShapes, found: Lanes, span: Span, middle: int, box: Box) -> None:
    left, right = sorted((_x(found, span.start, box), _x(found, span.end, box)))
    high = _BAR if span.thick else _LINE
    bar = shapes.add_shape(MSO_SHAPE.RECTANGLE, left, middle - high // 2, max(right - left, 1), high)
    _fill(bar, span.colour, line=None)


def _sign(shapes: GroupShapes, sign: Sign, colour: str, x: int, middle: int) -> None:
    wide, high = (_UPRIGHT, _BAR * 2) if sign is Sign.UPRIGHT else (_SIGN, _SIGN)
    shape = shapes.add_shape(_SHAPES[sign], x - wide // 2, middle - high // 2, wide, high)
    hollow = sign in (Sign.RING, Sign.DIAMOND)
    _fill(shape, theme.PAPER if hollow else colour, line=colour if hollow else None)


def _keys(shapes: GroupShapes, found: Lanes, box: Box) -> None:
    """What the signs mean, side by side above the rows."""
    wide = box.cx // max(len(found.keys), 4)
    for at, key in enumerate(found.keys):
        x, middle = box.x + at * wide, box.y + _AXIS // 2
        _sign(shapes, key.sign, key.colour, x + _SIGN // 2, middle)
        words = Box(x + 2 * _SIGN, box.y, wide - 2 * _SIGN, _AXIS)
        _words(shapes, [[(key.name, False)]], words, side=PP_ALIGN.LEFT, colour=theme.INK)


def _x(found: Lanes, place: float, box: Box) -> int:
    return box.x + round(found.share(place) * box.cx)


def _fill(shape: Shape, colour: str, *, line: str | None) -> None:
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    if line is None:
        shape.line.fill.background()
    else:
        shape.line.color.rgb = rgb(line)
        shape.line.width = Pt(1.5)


def _words(
    shapes: GroupShapes,
    lines: Sequence[Sequence[tuple[str, bool]]],
    box: Box,
    *,
    side: PP_ALIGN,
    colour: str,
    size: int = 12,
) -> None:
    """Lines of texts, each bold or not."""
    frame = shapes.add_textbox(box.x, box.y, box.cx, box.cy).text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = side
        for text, bold in line:
            run = paragraph.add_run()
            run.text = plain(text)
            run.font.size, run.font.bold = Pt(size), bold
            run.font.color.rgb = rgb(colour)
