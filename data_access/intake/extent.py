"""How far the filled cells of a sheet reach: what it will take to read them is known before it is done."""

from __future__ import annotations

from dataclasses import dataclass, field

from data_access.intake.problem import Refusal
from data_access.intake.rawsheet import MOST_CELLS, Broken
from data_access.message import N_

LAST_ROW = 1_048_576  # of a spreadsheet, as of Excel 2007
LAST_COLUMN = 16_384
MOST_TEXT = 100_000_000  # characters in all cells together, each text counted wherever it is used
LONGEST_TEXT = 32_767  # characters in a cell, Excel's own limit


@dataclass
class Extent:
    """The rectangle of the filled cells, from 1, their text, and the cells that hold no value though they should."""

    first_row: int = LAST_ROW
    last_row: int = 0
    first_column: int = LAST_COLUMN
    last_column: int = 0
    text: int = 0
    broken: dict[tuple[int, int], Broken] = field(default_factory=dict)

    def add(self, row: int, column: int, *, rows: int = 1, columns: int = 1, text: int = 0) -> None:
        """Take in a block of filled cells that begins there, each with that much text.

        Raises Refusal where the sheet becomes too large to be read.
        """
        self.first_row, self.last_row = min(self.first_row, row), max(self.last_row, row + rows - 1)
        self.first_column = min(self.first_column, column)
        self.last_column = max(self.last_column, column + columns - 1)
        self.text += text * rows * columns
        if text > LONGEST_TEXT:
            raise Refusal(
                N_("A cell in row {row} holds {n} characters.", row=row, n=text),
                N_("at most {most} characters", most=LONGEST_TEXT),
            )
        # Spreadsheets are read as full rectangles: one cell in the far corner makes 17 thousand million.
        area = (self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1)
        if self.last_row > LAST_ROW or self.last_column > LAST_COLUMN or area > MOST_CELLS or self.text > MOST_TEXT:
            raise Refusal(
                N_("The sheet reaches to row {row} and column {column}.", row=self.last_row, column=self.last_column),
                N_("at most {most} cells in the rectangle that holds data", most=MOST_CELLS),
            )
