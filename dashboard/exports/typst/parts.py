"""What documents are put together from: texts in the reader's language, ready to be set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components.status import STATUSES
from dashboard.i18n import Words

# The symbols of statuses are in no text font.
_SHAPES = {"✓": "tick", "●": "dot", "▲": "up", "▼": "down", "×": "cross"}


@dataclass(frozen=True)
class Fact:
    """What is told, and what of it."""

    label: str
    said: str


@dataclass(frozen=True)
class Mark:
    """A status: its word, and the shape and tone that go with it, as ``style.typ`` draws them."""

    word: str
    shape: str = "ring"
    tone: str = "wait"


@dataclass(frozen=True)
class Column:
    """``width``: in parts of what the columns share; ``number``: set from the right."""

    label: str
    width: float = 1
    number: bool = False


@dataclass(frozen=True)
class Table:
    """``caption`` stands above it. A row has one text for each column."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Bullet:
    """A value on its way from baseline to target.

    ``zero`` (the baseline), ``target``, ``value`` and ``planned`` are places on the drawing, from 0 to 1. ``names``:
    what stands at them, by the same words. ``alternative`` says it for who does not see it.
    """

    zero: float
    target: float
    value: float
    planned: float | None
    names: dict[str, str]
    alternative: str


def mark(status: str, words: Words) -> Mark:
    """The mark of a status of ``components.status``."""
    known = STATUSES[status]
    return Mark(words.message(known.word), _SHAPES.get(known.symbol, "ring"), known.tone)


def bullet(progress: float, planned: float | None, names: dict[str, str], alternative: str) -> Bullet:
    """``progress`` and ``planned``: shares of the way from baseline (0) to target (1)."""
    known = [0.0, 1.0, progress, *([] if planned is None else [planned])]
    lowest, highest = min(known), max(known)

    def place(share: float) -> float:
        return round((share - lowest) / (highest - lowest), 4)

    return Bullet(
        place(0.0), place(1.0), place(progress), None if planned is None else place(planned), names, alternative
    )
