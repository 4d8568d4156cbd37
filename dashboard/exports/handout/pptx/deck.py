"""The presentation: a cover, then the slides of each panel."""

from __future__ import annotations

import io
from datetime import UTC

from pptx.presentation import Presentation

from dashboard.exports.handout import cover
from dashboard.exports.handout.handout import Handout
from dashboard.exports.handout.pptx import shapes
from dashboard.exports.handout.pptx.leaf import slides
from dashboard.exports.handout.pptx.plain import plain
from dashboard.exports.handout.pptx.template import COVER, TAGS, presentation
from dashboard.exports.stamp import said


def file(handout: Handout) -> bytes:
    """The presentation; charts hold their numbers, each in a workbook of its own."""
    deck = presentation(handout.words.language)
    _properties(deck, handout)
    _cover(deck, handout)
    for at in range(len(handout.leaves)):
        slides(deck, handout, at)
    made = io.BytesIO()
    deck.save(made)
    return made.getvalue()


def _properties(deck: Presentation, handout: Handout) -> None:
    told = deck.core_properties
    told.title = plain(f"{handout.title}, {handout.programme}")
    told.author = plain(handout.programme)
    told.language = TAGS[handout.words.language]
    told.created = told.modified = handout.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def _cover(deck: Presentation, handout: Handout) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[COVER])
    slide.shapes.title.text_frame.text = plain(handout.title)
    lines = [f"{fact.label}: {said(fact, handout.words)}" for fact in cover.facts(handout)]
    slide.placeholders[1].text_frame.text = plain("\n".join(lines))
    shapes.foot(slide, cover.stamp(handout))
    shapes.spoken(slide, handout.words.language)
