"""Names in a figure: wrapped to what a narrow screen has room for."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from html import escape
from itertools import pairwise


def wrapped(text: str, width: int = 24, lines: int = 2) -> str:
    """``text`` in at most ``lines`` lines of some ``width`` characters, cut with an ellipsis; Plotly's markup."""
    parts = textwrap.wrap(text, width, max_lines=lines, placeholder=" …", break_long_words=True)
    return "<br>".join(escape(part, quote=False) for part in parts)


def spread(centres: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """``centres`` of things of these ``sizes``, moved up as little as is needed for none to overlap; in their order."""
    moved = list(centres)
    order = sorted(range(len(centres)), key=lambda at: centres[at])
    for lower, upper in pairwise(order):
        moved[upper] = max(moved[upper], moved[lower] + (sizes[lower] + sizes[upper]) / 2)
    return moved
