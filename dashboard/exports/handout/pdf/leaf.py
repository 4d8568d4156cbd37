"""A panel as it stands on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.components.panel_card import notes
from dashboard.exports import typst
from dashboard.exports.handout import cover
from dashboard.exports.handout.cards import Card, cards
from dashboard.exports.handout.drawing import Drawing, Kind, drawing
from dashboard.exports.handout.grid import Grid, grid
from dashboard.exports.handout.handout import Handout
from dashboard.exports.handout.lanes import lanes
from dashboard.exports.handout.matrix import Cell, matrix
from dashboard.exports.handout.pdf import lanes as in_lanes
from dashboard.exports.handout.pdf.lying import lying
from dashboard.exports.handout.pdf.plot import Plot
from dashboard.exports.handout.pdf.upright import lines, upright
from dashboard.exports.handout.pdf.words import words_alone
from dashboard.exports.typst import Column, Mark, Table
from dashboard.i18n import Words
from dashboard.panel import Panel

ROWS = 60  # of a table; more are for a spreadsheet


@dataclass(frozen=True)
class Status:
    """A cell of a matrix: the mark is None where it is empty."""

    mark: Mark | None
    detail: str


@dataclass(frozen=True)
class Statuses:
    """A matrix: its head, and rows of a name and cells."""

    head: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Status]]]


@dataclass(frozen=True)
class KeyFigure:
    """A card; the mark of its pace is None where it has none."""

    label: str
    value: str
    target: str
    pace: Mark | None
    note: str


@dataclass(frozen=True)
class Leaf:
    """``topic``: its lasting name. ``state``: why there is nothing else. ``counted`` has its own label."""

    topic: str
    finding: str
    state: str = ""
    note: str = ""
    plot: Plot | None = None
    cards: Sequence[KeyFigure] = ()
    matrix: Statuses | None = None
    table: Table | None = None
    notes: Sequence[str] = ()
    counted: str = ""
    basis: str = ""


def leaf(handout: Handout, at: int) -> Leaf:
    """The leaf at that place of the handout. A matrix stands for its table, which says the same row by row."""
    words, of = handout.words, handout.leaves[at]
    panel = of.panel
    if panel is None:
        return Leaf(of.name, of.finding, of.state, of.note)
    found = _matrix(panel, words)
    told = None if found else grid(panel, words, limit=ROWS)
    return Leaf(
        of.name,
        of.finding,
        note=of.note,
        plot=_plot(panel, words),
        cards=[_key_figure(card, words) for card in cards(panel.figure)],
        matrix=found,
        table=_table(told, of.name) if told else None,
        notes=[*notes(panel, words), *(told.notes if told else ())],
        counted=panel.counted,
        basis=cover.basis(handout, at),
    )


def _plot(panel: Panel, words: Words) -> Plot | None:
    alternative = words_alone(panel.alternative or panel.finding)
    if found := drawing(panel.figure) if isinstance(panel.figure, go.Figure) else None:
        return _drawn(found, alternative, words)
    rows = lanes(panel.figure)
    return in_lanes.lanes(rows, alternative) if rows else None


def _drawn(found: Drawing, alternative: str, words: Words) -> Plot:
    if found.kind is Kind.LINES:
        return lines(found, alternative, words)
    return lying(found, alternative, words) if found.lying else upright(found, alternative, words)


def _key_figure(card: Card, words: Words) -> KeyFigure:
    return KeyFigure(card.label, card.value, card.target, _mark(card.pace, words), card.note)


def _matrix(panel: Panel, words: Words) -> Statuses | None:
    found = matrix(panel.figure)
    if found is None:
        return None
    rows = [(line.name, [_status(cell, words) for cell in line.cells]) for line in found.lines]
    return Statuses(found.head, rows)


def _status(cell: Cell, words: Words) -> Status:
    return Status(_mark(cell.status, words), cell.detail)


def _mark(code: str | None, words: Words) -> Mark | None:
    return typst.mark(code, words) if code else None


def _table(told: Grid, caption: str) -> Table:
    """Columns as wide as what stands in them, within limits."""
    longest = [max(9, *(len(row[at]) for row in [told.head, *told.rows])) for at in range(len(told.head))]
    columns = [
        Column(label, float(min(wanted, 50)), number=at in told.numbers)
        for at, (label, wanted) in enumerate(zip(told.head, longest, strict=True))
    ]
    return Table(caption, columns, [[words_alone(text) for text in row] for row in told.rows])
