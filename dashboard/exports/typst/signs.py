"""Which signs a document can print: a PDF/UA must not hold one that its font does not have."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[3] / "assets" / "vendor" / "fonts"
# What stands in place of signs that cannot be printed, however many follow one another
LOST = "[?]"

# What people type in place of them on a keyboard that lacks them, too
_ALIKE = {"→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "≤": "<=", "≥": ">=", "≠": "!=", "‐": "-", "‒": "–", "―": "—"}
_CONTROL = frozenset({"Cc", "Cf"})
_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")  # as str.splitlines has them
_VARIANTS = re.compile("[\ufe00-\ufe0f]")  # they choose how the sign before them looks


def printed(text: str) -> str:
    """The text in signs that the font has: composed, some of them replaced by what is alike, else by LOST.

    Lines end in a line feed. Signs without an image of their own fall away.
    """
    composed = unicodedata.normalize("NFC", _BREAKS.sub("\n", text).replace("\t", " "))
    said = "".join(map(_sign, _VARIANTS.sub("", composed)))
    return re.sub("\0+", LOST, said)


def lost(text: str) -> bool:
    """Whether LOST stands in the printed text for signs that the font does not have."""
    return printed(text).count(LOST) > text.count(LOST)


@cache
def known() -> frozenset[str]:
    """The signs that the font has in all its weights, as the set-up wrote them down."""
    return frozenset((FONTS / "signs.txt").read_bytes().decode())


@lru_cache(maxsize=4096)
def _sign(sign: str) -> str:
    """The sign, what is alike, or a zero where nothing is."""
    if sign == "\n":
        return sign
    if unicodedata.category(sign) in _CONTROL:
        return ""
    if sign in known():
        return sign
    alike = _ALIKE.get(sign) or unicodedata.normalize("NFKC", sign)
    alike = "".join(_ALIKE.get(part, part) for part in alike)
    return alike if known().issuperset(alike) else "\0"
