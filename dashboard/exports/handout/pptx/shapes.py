"""Texts on slides: boxes, cards, and what belongs to every slide."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Pt

from dashboard.charts import theme
from dashboard.components.status import STATUSES, word
from dashboard.exports.handout.cards import Card
from dashboard.exports.handout.pptx.colour import rgb
from dashboard.exports.handout.pptx.place import Box
from dashboard.exports.handout.pptx.plain import plain
from dashboard.exports.handout.pptx.template import TAGS
from dashboard.i18n import Words

_GAP = 180_000
_FOOT, _NUMBER = "ftr", "sldNum"


def text(slide: Slide, lines: Sequence[str], box: Box, *, size: int = 11, colour: str = theme.QUIET) -> None:
    """A box of lines."""
    frame = slide.shapes.add_textbox(box.x, box.y, box.cx, box.cy).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for at, line in enumerate(lines):
        _run(frame, line, at, size=size, colour=colour)


def cards(slide: Slide, told: Sequence[Card], box: Box, words: Words) -> None:
    """Key figures side by side, at most three in a row."""
    across = min(len(told), 3)
    down = -(-len(told) // across)
    width, height = (box.cx - _GAP * (across - 1)) // across, (box.cy - _GAP * (down - 1)) // down
    for at, card in enumerate(told):
        y, x = divmod(at, across)
        _card(slide, card, Box(box.x + x * (width + _GAP), box.y + y * (height + _GAP), width, height), words)


def foot(slide: Slide, said: str) -> None:
    """What stands at the foot of each slide and its number, both as places of the layout: after all else to read."""
    for place in slide.slide_layout.placeholders:
        kind = place.element.xpath(".//p:ph/@type")[0]
        if kind not in (_FOOT, _NUMBER):
            continue
        copied = deepcopy(place.element)
        copied.xpath("./p:nvSpPr/p:cNvPr")[0].set("id", str(max(shape.shape_id for shape in slide.shapes) + 1))
        slide.shapes._spTree.append(copied)  # noqa: SLF001 - the library copies these two to no slide
        if kind == _FOOT:
            frame = slide.shapes[-1].text_frame
            frame.text = plain(said)
            frame.paragraphs[0].runs[0].font.size = Pt(9)


def spoken(slide: Slide, language: str) -> None:
    """Say of every text in which language it is."""
    roots = [slide.element, *([slide.notes_slide.element] if slide.has_notes_slide else [])]
    for root in roots:
        for run in root.xpath(".//a:r | .//a:fld"):
            run.get_or_add_rPr().set("lang", TAGS[language])


def _card(slide: Slide, card: Card, box: Box, words: Words) -> None:
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, box.x, box.y, box.cx, box.cy)
    shape.name = plain(card.label)
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb("#F4F6F9")
    shape.line.color.rgb = rgb("#D3D9E1")
    frame = shape.text_frame
    frame.word_wrap = True
    lines = [(card.label, 14, theme.INK), (card.value, 30, theme.ACTUAL), (card.target, 14, theme.INK)]
    pace = f"{STATUSES[card.pace].symbol} {word(card.pace, words)}" if card.pace else ""
    lines += [(pace, 14, theme.INK), (card.note, 12, theme.QUIET)]
    for at, (line, size, colour) in enumerate(one for one in lines if one[0]):
        _run(frame, line, at, size=size, colour=colour)


def _run(frame: TextFrame, line: str, at: int, *, size: int, colour: str) -> None:
    paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
    paragraph.alignment = PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = plain(line)
    run.font.size = Pt(size)
    run.font.color.rgb = rgb(colour)
