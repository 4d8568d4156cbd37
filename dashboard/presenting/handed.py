"""A deck as a handout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.exports.handout.handout import Handout, Leaf, leaf
from dashboard.i18n import Words
from dashboard.panel import Asked, Panel
from dashboard.presenting.remarks import marked, said
from dashboard.presenting.slides import Shown, closed, shown
from dashboard.screen import Screen
from dashboard.today import now
from data_access.decks import Deck


def out(deck: Deck, asked: Asked, screens: Sequence[Screen]) -> Handout:
    """The slides with their notes and what is to be decided, as on the screen."""
    asked = closed(asked)
    found = shown(deck, asked, screens)
    main = [_leaf(one) for one in found if not one.slide.annex]
    annex = [_leaf(one) for one in found if one.slide.annex]
    decide = [_decisions(deck, asked.words)] if deck.decisions else []
    # The number of the slide, which the cover begins: the same panel may stand in a deck twice.
    leaves = [replace(one, id=f"{at}-{one.id}") for at, one in enumerate([*main, *decide, *annex], start=2)]
    return Handout(deck.name, asked, leaves, now(), deck.status)


def _leaf(one: Shown) -> Leaf:
    words, panel = one.asked.words, one.panel
    if isinstance(panel, Panel):
        remarks = said(panel.figure, one.slide.remarks, words)
        panel = replace(panel, notes=[*remarks, *panel.notes], figure=marked(panel.figure, one.slide.remarks))
    made = leaf(one.exhibit, panel, words, note=one.slide.note)
    return replace(made, name=f"{one.of}: {made.name}") if one.of else made


def _decisions(deck: Deck, words: Words) -> Leaf:
    title = words.gettext("Needs a decision")
    return Leaf("decisions", title, title, None, "\n".join(deck.decisions))
