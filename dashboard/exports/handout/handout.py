"""What is handed out, whatever the form of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dashboard.components.panel_card import Failure
from dashboard.i18n import Words
from dashboard.panel import Asked, Exhibit, Panel


@dataclass(frozen=True)
class Leaf:
    """One panel: the ``id`` and the lasting ``name`` of its exhibit, and what whoever presents it says (``note``).

    ``panel`` is None where it could not be made, or holds nothing: ``state`` then says why and what to do.
    """

    id: str
    name: str
    finding: str
    panel: Panel | None
    state: str = ""
    note: str = ""


@dataclass(frozen=True)
class Handout:
    """``title`` and what was asked for; ``status`` is that of a deck, empty for a page. ``made_at`` has its zone."""

    title: str
    asked: Asked
    leaves: Sequence[Leaf]
    made_at: datetime
    status: str = ""

    @property
    def words(self) -> Words:
        """The language of the file."""
        return self.asked.words

    @property
    def programme(self) -> str:
        """The programme's name."""
        programme = self.asked.question.programme
        return self.words.name(programme.names) or programme.code

    def day(self, leaf: Leaf) -> date:
        """The day that the figures of the leaf are of."""
        own = leaf.panel.day if leaf.panel else None
        return own or self.asked.question.as_of


def leaf(exhibit: Exhibit, made: Panel | Failure, words: Words, *, note: str = "") -> Leaf:
    """The panel of an exhibit as a leaf."""
    name = words.message(exhibit.name)
    if isinstance(made, Failure):
        happened = words.gettext("This panel could not be made")
        advice = words.gettext("The rest of the file is right. Try again; if it fails again, tell the administrator.")
        return Leaf(exhibit.id, name, happened, None, f"{advice} {made.reference}".strip(), note)
    shown = made if made.unavailable is None else None
    return Leaf(exhibit.id, name, made.finding, shown, made.unavailable or "", note)
