"""Decks as screens: the list of them, and one that is opened."""

from __future__ import annotations

from dash.development.base_component import Component

from dashboard.panel import Asked
from dashboard.presenting.slides import default
from dashboard.presenting.stage import stage
from dashboard.screen import Screen
from dashboard.shell import PRESENTATIONS
from dashboard.visit import screens
from data_access import decks
from data_access.decks import PRESENT, Deck
from data_access.viewer import Forbidden


def deck_of(number: int, asked: Asked) -> Deck:
    """The deck of that number; 0 is the one that nobody made. Raises Forbidden. One query."""
    return decks.one(asked.question, number) if number else default(asked.words, screens())


def _opened(asked: Asked) -> Deck:
    number = asked.selection.key or ""
    if not (number.isascii() and number.isdecimal() and len(number) <= 9):
        raise Forbidden(number)
    return deck_of(int(number), asked)


def _body(asked: Asked) -> Component:
    return stage(_opened(asked), asked, screens())


LIST = Screen("present", "/present", PRESENTATIONS, (), PRESENT, title=lambda asked: asked.words.message(PRESENTATIONS))
SCREEN = Screen(
    "deck", "/present", PRESENTATIONS, (), PRESENT, title=lambda asked: _opened(asked).name, opens=True, body=_body
)
