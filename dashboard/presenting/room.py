"""What a slide has room for: pixels of a stage 1080 high, at the narrower 4:3."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.exports.handout.grid import grid
from dashboard.exports.handout.lines import heights
from dashboard.i18n import Words
from dashboard.panel import Panel

ROWS = 12  # of a table at most; all of them stand on its page and in the files
LINES = 8  # of a matrix without scrolling
# As assets/8-deck.css has them: the stage without its edges, the topic and what the panel rests on; a line of the
# title, of a remark, of a note
_STAGE, _TITLE, _REMARK, _NOTE = 810, 60, 40, 36
# Characters in a line of the title, of a remark, of a note
_WIDE = {_TITLE: 46, _REMARK: 84, _NOTE: 96}
# A line of a table, the air of its row, its head; characters across it
_LINE, _AIR, _HEAD, _ACROSS = 33, 24, 92, 125


def room(finding: str, remarks: Sequence[str], notes: Sequence[str]) -> int:
    """The height that is left for the figure below the finding and above what is said of it."""
    taken = _high([finding], _TITLE) + _high(remarks, _REMARK)
    return _STAGE - taken - (_NOTE * -(-len(notes) // 2) if in_columns(notes) else _high(notes, _NOTE))


def in_columns(notes: Sequence[str]) -> bool:
    """Whether the notes are many and short, and stand in two columns."""
    return len(notes) > 3 and max(map(len, notes)) < _WIDE[_NOTE] // 2


def _high(texts: Sequence[str], line: int) -> int:
    return sum(line * max(1, -(-len(text) // _WIDE[line])) for text in texts)


def rows(panel: Panel, height: int, words: Words) -> int:
    """How many rows of the panel's table stand whole in ``height`` pixels; one at least."""
    told = grid(panel, words, limit=ROWS)
    if told is None:
        return 0
    left = height - _HEAD
    for n, lines in enumerate(heights([told.head, *told.rows], _ACROSS)[1:]):
        left -= _LINE * lines + _AIR
        if left < 0:
            return max(n, 1)
    return len(told.rows)
