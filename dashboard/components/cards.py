"""Key figures: label, value, target, pace, where it has been, and the page behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dash import html
from dash.development.base_component import Component

from dashboard.components.sparkline import sparkline
from dashboard.components.status import badge
from dashboard.i18n import Words


@dataclass(frozen=True)
class Card:
    """``value`` and ``target`` are written out ("312", "of 500"); ``pace`` is a status code.

    ``value`` is None where there is none to show: ``note`` then says why. ``history`` with ``history_said`` makes
    the sparkline.
    """

    label: str
    value: str | None
    href: str | None = None
    target: str = ""
    pace: str | None = None
    note: str = ""
    history: Sequence[float | None] = field(default_factory=tuple)
    history_said: str = ""


def cards(shown: Sequence[Card], words: Words) -> html.Ul:
    """The cards in their order."""
    return html.Ul([html.Li(_card(card, words), className="key-figure") for card in shown], className="key-figures")


def _card(card: Card, words: Words) -> list[Component]:
    label = html.A(card.label, href=card.href) if card.href else html.Span(card.label)
    value = words.gettext("no data") if card.value is None else card.value
    parts: list[Component] = [
        html.P(label, className="key-figure-label"),
        html.P(
            [
                html.Span(value, className="key-figure-value"),
                " ",
                html.Span(card.target, className="key-figure-target"),
            ],
            className="key-figure-line",
        ),
    ]
    if card.pace:
        parts.append(html.P(badge(card.pace, words)))
    if card.note:
        parts.append(html.P(card.note, className="key-figure-note"))
    if card.history:
        parts.append(sparkline(card.history, alternative=card.history_said))
    return parts
