"""Texts of the screen for a font that lacks its symbols."""

from __future__ import annotations

import re

from dashboard.components.status import STATUSES

_PRINTED = "!?×"  # of the symbols, those that the font has
_SYMBOL = re.compile(rf"(?<!\S)[{''.join({one.symbol for one in STATUSES.values()} - {*_PRINTED})}] (?=\w)")


def words_alone(text: str) -> str:
    """``text`` without the symbols of statuses, which never stand without the word that follows."""
    return _SYMBOL.sub("", text)
