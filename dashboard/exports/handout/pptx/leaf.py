"""The slides of one panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import plotly.graph_objects as go
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.charts import theme
from dashboard.components.panel_card import notes
from dashboard.components.status import STATUSES, word
from dashboard.exports.handout import cover
from dashboard.exports.handout.cards import cards
from dashboard.exports.handout.drawing import drawing
from dashboard.exports.handout.grid import first_rows, grid
from dashboard.exports.handout.handout import Handout
from dashboard.exports.handout.lanes import Lanes, lanes
from dashboard.exports.handout.matrix import Matrix, matrix
from dashboard.exports.handout.pptx import lanes as in_lanes
from dashboard.exports.handout.pptx import shapes, table
from dashboard.exports.handout.pptx.chart import chart
from dashboard.exports.handout.pptx.place import Box, above, below, lines
from dashboard.exports.handout.pptx.plain import plain
from dashboard.exports.handout.pptx.template import PANEL
from dashboard.i18n import Words
from dashboard.panel import Panel

_TWO_LINES = 110  # characters of a title in its usual size
SLIDES = 3  # so many of a table with one line to a row; the rest stands in the Excel file

# Draws something into a box and says what it drew, so that it can be named
Draw = Callable[[Slide, Box], BaseShape | None]


def slides(deck: Presentation, handout: Handout, at: int) -> None:
    """One slide, of long tables some more; the finding is the title of each."""
    leaf = handout.leaves[at]
    if leaf.panel is None:
        slide = _slide(deck, handout, at)
        shapes.text(slide, [leaf.state], above(1), size=18, colour=theme.INK)
        _end(slide, handout, at, [])
        return
    below_it, drawn = _drawn(leaf.panel, handout.words)
    for draw in drawn:
        slide = _slide(deck, handout, at)
        shape = draw(slide, above(lines([*below_it, cover.basis(handout, at)])))
        if shape is not None:
            shape.name = plain(leaf.name)
            shape.element.xpath("./*/p:cNvPr")[0].set("descr", plain(leaf.panel.alternative or leaf.finding))
        _end(slide, handout, at, below_it)


def _drawn(panel: Panel, words: Words) -> tuple[Sequence[str], Sequence[Draw]]:
    """What explains the figure below it, and how each slide is drawn."""
    said = notes(panel, words)
    figure = drawing(panel.figure) if isinstance(panel.figure, go.Figure) else None
    if figure is not None:
        return said, [lambda slide, box: chart(slide, figure, box, words.language)]
    if key_figures := cards(panel.figure):
        return said, [lambda slide, box: shapes.cards(slide, key_figures, box, words)]
    if rows := lanes(panel.figure):
        return [*said, *_rest(len(rows.lanes), in_lanes.ROWS, words)], _in_lanes(rows)
    if found := matrix(panel.figure):
        return [*said, _key(found, words), *_rest(len(found.lines), table.ROWS, words)], _pages(found)
    return _table(panel, words, said)


def _rest(n: int, to_a_slide: int, words: Words) -> Sequence[str]:
    """What is said where so many rows have no room."""
    room = to_a_slide * SLIDES
    return [first_rows(room, words)] if n > room else []


def _in_lanes(found: Lanes) -> Sequence[Draw]:
    def page(first: int) -> Draw:
        return lambda slide, box: in_lanes.lanes(slide, found, first, box)

    return [page(first) for first in range(0, min(len(found.lanes), in_lanes.ROWS * SLIDES), in_lanes.ROWS)]


def _pages(found: Matrix) -> Sequence[Draw]:
    def page(first: int) -> Draw:
        return lambda slide, box: table.matrix(slide, found, first, box)

    return [page(first) for first in range(0, min(len(found.lines), table.ROWS * SLIDES), table.ROWS)]


def _table(panel: Panel, words: Words, said: Sequence[str]) -> tuple[Sequence[str], Sequence[Draw]]:
    told = grid(panel, words, limit=table.ROWS * SLIDES)
    if told is None:
        return said, [lambda slide, box: shapes.text(slide, [panel.alternative], box, size=18, colour=theme.INK)]

    def page(rows: Sequence[Sequence[str]]) -> Draw:
        return lambda slide, box: table.grid(slide, told, rows, box)

    return [*said, *told.notes], [page(rows) for rows in table.pages(told)]


def _key(found: Matrix, words: Words) -> str:
    """What the symbols mean."""
    return "   ".join(f"{STATUSES[code].symbol} {word(code, words)}" for code in found.used)


def _slide(deck: Presentation, handout: Handout, at: int) -> Slide:
    slide = deck.slides.add_slide(deck.slide_layouts[PANEL])
    finding = plain(handout.leaves[at].finding)
    slide.shapes.title.text_frame.text = finding
    if len(finding) > _TWO_LINES:
        slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(18)
    return slide


def _end(slide: Slide, handout: Handout, at: int, below_it: Sequence[str]) -> None:
    leaf = handout.leaves[at]
    said = [*below_it, cover.basis(handout, at)]
    shapes.text(slide, said, below(lines(said)), size=10)
    shapes.foot(slide, cover.stamp(handout))
    told = [leaf.note, leaf.panel.alternative, leaf.panel.counted] if leaf.panel else [leaf.note, leaf.state]
    slide.notes_slide.notes_text_frame.text = plain("\n\n".join(one for one in told if one))
    shapes.spoken(slide, handout.words.language)
