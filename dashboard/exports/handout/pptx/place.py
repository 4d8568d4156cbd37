"""Where things stand on a slide, in EMU; 914,400 of them are an inch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEFT, WIDTH = 548_640, 11_094_720
TOP = 1_325_880
LINE = 190_000  # of the small text below a figure
FOOT = 6_217_920
_CHARACTERS = 170  # of small text in a line


@dataclass(frozen=True)
class Box:
    """Left, top, width and height."""

    x: int
    y: int
    cx: int
    cy: int


def lines(texts: Sequence[str]) -> int:
    """How many lines of small text these take."""
    return sum(-(-len(text) // _CHARACTERS) or 1 for text in texts)


def above(lines: int) -> Box:
    """The room of a figure with so many lines of small text below it."""
    return Box(LEFT, TOP, WIDTH, FOOT - LINE * lines - 60_000 - TOP)


def below(lines: int) -> Box:
    """The room of those lines."""
    return Box(LEFT, FOOT - LINE * lines, WIDTH, LINE * lines)
