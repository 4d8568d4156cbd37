"""The grid of a matrix: rows by columns, a status in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from dashboard.exports.handout.tree import of_class, status, text, within


@dataclass(frozen=True)
class Cell:
    """``status``: a code of ``components.status``, None of an empty cell. ``detail`` stands beside its symbol."""

    status: str | None
    detail: str = ""


@dataclass(frozen=True)
class Line:
    """A row: its name and its cells."""

    name: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Matrix:
    """``head``: what the rows are, then the names of the columns."""

    head: Sequence[str]
    lines: Sequence[Line]

    @property
    def used(self) -> Sequence[str]:
        """The statuses in it, in order of appearance."""
        return list(dict.fromkeys(cell.status for line in self.lines for cell in line.cells if cell.status))


def matrix(figure: Any) -> Matrix | None:
    """The matrix in the figure, None where there is none."""
    tables = of_class(figure, "matrix")
    if not tables:
        return None
    head, *rows = [one for one in within(tables[0]) if isinstance(one, html.Tr)]
    return Matrix([text(one) for one in within(head) if isinstance(one, html.Th)], [_line(row) for row in rows])


def _line(row: html.Tr) -> Line:
    cells = [one for one in within(row) if isinstance(one, html.Td)]
    name = next(one for one in within(row) if isinstance(one, html.Th))
    return Line(text(name.children[0]), [_cell(one) for one in cells])


def _cell(cell: html.Td) -> Cell:
    return Cell(status(cell), text(of_class(cell, "matrix-detail")))
