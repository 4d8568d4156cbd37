"""Key figures as they stand on cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash.development.base_component import Component

from dashboard.exports.handout.tree import of_class, text


@dataclass(frozen=True)
class Card:
    """What stands on it: ``pace`` with its symbol, ``note`` empty where there is none."""

    label: str
    value: str
    target: str
    pace: str
    note: str


def cards(figure: Any) -> Sequence[Card]:
    """The cards in the figure, none where it has none."""
    return [_card(one) for one in of_class(figure, "key-figure")]


def _card(card: Component) -> Card:
    def said(name: str) -> str:
        return text(of_class(card, name)[:1])

    parts = ("key-figure-label", "key-figure-value", "key-figure-target", "status", "key-figure-note")
    return Card(*map(said, parts))
