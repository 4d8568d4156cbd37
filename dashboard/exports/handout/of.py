"""Handouts made of what readers see."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.exports.handout.handout import Handout, leaf
from dashboard.layout import panels
from dashboard.panel import Asked
from dashboard.screen import Screen
from dashboard.today import now


def page(screen: Screen, asked: Asked, title: str) -> Handout:
    """Everything on the page that the viewer may see, in its order."""
    leaves = [leaf(exhibit, made, asked.words) for exhibit, made in panels(screen, asked)]
    return Handout(title, asked, leaves, now())


def evidence(handout: Handout, screen: Screen) -> Sequence[str]:
    """The panels in the handout that show single records."""
    single = {exhibit.id for exhibit in screen.exhibits if exhibit.evidence}
    return [one.id for one in handout.leaves if one.panel is not None and one.id in single]
