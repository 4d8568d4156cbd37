"""Key figures as they stand on cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash.development.base_component import Component

from dashboard.exports.handout.tree import of_class, status, text


@dataclass(frozen=True)
class Card:
    """What stands on it: ``pace`` is a code of ``components.status``; ``note`` is empty where there is none."""

    label: str
    value: str
    target: str
    pace: str | None
    note: str


def cards(figure: Any) -> Sequence[Card]:
    """The cards in the figure, none where it has none."""
    return [_card(one) for one in of_class(figure, "key-figure")]


def _card(card: Component) -> Card:
    def said(name: str) -> str:
        return text(of_class(card, f"key-figure-{name}")[:1])

    return Card(said("label"), said("value"), said("target"), status(card), said("note"))
