"""Where long words may be broken, as browsers have no dictionary for Finnish, whose words are long.

Both Finnish and Swedish begin a new line with one consonant and the vowel after it: in Finnish each syllable begins so
(Iso suomen kielioppi, § 11), in Swedish it is the mechanical principle of Svenska skrivregler.
"""

from __future__ import annotations

import re

SOFT = "\u00ad"  # a hyphen that shows where a line is broken at it
_SPOKEN = ("fi", "sv")
_LONG = re.compile(r"[^\W\d_]{10,}")
# Three letters at each end stay together.
_PLACE = re.compile(r"(?<=\w{3})(?=[^\W\d_aeiouyåäöé][aeiouyåäöé]\w)", re.IGNORECASE)


def breakable(text: str, language: str) -> str:
    """``text`` with soft hyphens in its long words, in the languages that need them."""
    if language not in _SPOKEN:
        return text
    return _LONG.sub(lambda word: _PLACE.sub(SOFT, word[0]), text)
