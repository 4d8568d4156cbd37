"""Grids and matrices as native tables."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.table import Table, _Cell
from pptx.util import Pt

from dashboard.charts import theme
from dashboard.components.status import STATUSES
from dashboard.exports.handout.grid import Grid
from dashboard.exports.handout.lines import heights, shares
from dashboard.exports.handout.matrix import Cell, Matrix
from dashboard.exports.handout.pptx.colour import rgb
from dashboard.exports.handout.pptx.place import Box
from dashboard.exports.handout.pptx.plain import plain

ROWS = 12  # to a slide; more would be too small for the last row of seats
_CHARACTERS, _LINES = 125, 18  # in a line across a slide, and lines of text down it
_HEIGHT = 300_000


def pages(told: Grid) -> Sequence[Sequence[Sequence[str]]]:
    """The rows by the slides that they fit on: at most ROWS to each, fewer where texts take several lines."""
    found: list[list[Sequence[str]]] = []
    room = 0
    for row, lines in zip(told.rows, heights([told.head, *told.rows], _CHARACTERS)[1:], strict=True):
        if room < lines or len(found[-1]) == ROWS:
            found.append([])
            room = _LINES
        found[-1].append(row)
        room -= lines
    return found


def grid(slide: Slide, told: Grid, rows: Sequence[Sequence[str]], box: Box) -> GraphicFrame:
    """Some of the rows of a grid, under its head."""
    frame = slide.shapes.add_table(len(rows) + 1, len(told.head), box.x, box.y, box.cx, _HEIGHT * (len(rows) + 1))
    table = frame.table
    _widths(table, [told.head, *told.rows], box.cx)
    for at, text in enumerate(told.head):
        _write(table.cell(0, at), text, right=at in told.numbers, colour=theme.PAPER)
    for y, row in enumerate(rows, start=1):
        for at, text in enumerate(row):
            _write(table.cell(y, at), text, right=at in told.numbers)
    return frame


def matrix(slide: Slide, told: Matrix, first: int, box: Box) -> GraphicFrame:
    """ROWS lines of a matrix from ``first`` on: symbols in the colours of their statuses, details beside them."""
    lines = told.lines[first : first + ROWS]
    frame = slide.shapes.add_table(len(lines) + 1, len(told.head), box.x, box.y, box.cx, _HEIGHT * (len(lines) + 1))
    table = frame.table
    table.first_col = True
    name = min(box.cx // 4, 2_600_000)
    rest = (box.cx - name) // max(len(told.head) - 1, 1)
    for at, column in enumerate(table.columns):
        column.width = rest if at else name
    for at, text in enumerate(told.head):
        _write(table.cell(0, at), text, size=9, colour=theme.PAPER)
    for y, line in enumerate(lines, start=1):
        _write(table.cell(y, 0), line.name, size=10, colour=theme.PAPER)
        for at, cell in enumerate(line.cells, start=1):
            _status(table.cell(y, at), cell)
    return frame


def _status(into: _Cell, cell: Cell) -> None:
    if cell.status is None:
        _write(into, "", size=10)
        return
    status = STATUSES[cell.status]
    _write(into, f"{status.symbol} {cell.detail}".strip(), size=10, colour=theme.STATUS[status.tone])


def _widths(table: Table, rows: Sequence[Sequence[str]], width: int) -> None:
    for column, share in zip(table.columns, shares(rows, _CHARACTERS), strict=True):
        column.width = int(width * share)


def _write(cell: _Cell, text: str, *, size: int = 11, right: bool = False, colour: str = theme.INK) -> None:
    cell.margin_top = cell.margin_bottom = 30_000
    cell.margin_left = cell.margin_right = 60_000
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = plain(text)
    run.font.size = Pt(size)
    run.font.color.rgb = rgb(colour)
