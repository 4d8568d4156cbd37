"""A panel's table as people read it: texts in rows, for forms that hold no numbers of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components.table import signs
from dashboard.components.value import HIDDEN, NUMERIC, written
from dashboard.i18n import Words
from dashboard.panel import Panel


@dataclass(frozen=True)
class Grid:
    """``numbers``: which columns stand to the right. ``notes``: what its signs mean, and what is left out of it."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int]
    notes: Sequence[str]


def grid(panel: Panel, words: Words, *, limit: int) -> Grid | None:
    """The panel's first ``limit`` rows, hidden cells with the sign of the tables; None where there is no row."""
    if not panel.columns or panel.frame.empty:
        return None
    shown = panel.frame.slice(0, limit)
    rows = [
        [
            HIDDEN if shown.is_hidden(at, column.name)
            else column.none if row[column.name] is None and column.none
            else written(row[column.name], column, words)
            for column in panel.columns
        ]
        for at, row in enumerate(shown.records())
    ]  # fmt: skip
    numbers = frozenset(at for at, column in enumerate(panel.columns) if column.format in NUMERIC)
    return Grid(
        [column.label for column in panel.columns],
        rows,
        numbers,
        [*signs(shown, panel.columns, words), *_left_out(panel, words, limit=limit)],
    )


def _left_out(panel: Panel, words: Words, *, limit: int) -> Sequence[str]:
    if panel.every_row is None and len(panel.frame) <= limit:
        return []
    return [first_rows(min(limit, len(panel.frame)), words)]


def first_rows(n: int, words: Words) -> str:
    """What is said where the other rows had no room."""
    return words.ngettext("The first row. The Excel file has all.", "The first {n} rows. The Excel file has all.", n)
