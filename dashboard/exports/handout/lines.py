"""How the columns of a table of texts share its width, and how many lines its rows then take."""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST = 60  # characters that a column is made wide for


def shares(rows: Sequence[Sequence[str]], characters: int) -> Sequence[float]:
    """What each column takes of a width of ``characters``: its longest word, the rest by how long its texts are."""
    columns = list(zip(*rows, strict=True))
    least = [3 + max(len(word) for text in column for word in (text.split() or [""])) for column in columns]
    wanted = [max(short, min(max(map(len, column)), _LONGEST)) for short, column in zip(least, columns, strict=True)]
    spare = max(0, characters - sum(least))
    more = sum(wanted) - sum(least) or 1
    widths = [short + spare * (long - short) / more for short, long in zip(least, wanted, strict=True)]
    return [width / sum(widths) for width in widths]


def heights(rows: Sequence[Sequence[str]], characters: int) -> Sequence[int]:
    """The lines that each row takes where ``characters`` stand across."""
    widths = shares(rows, characters)
    return [
        max(-(-len(text) // max(1, int(characters * share))) or 1 for text, share in zip(row, widths, strict=True))
        for row in rows
    ]
