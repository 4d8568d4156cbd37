"""What a file says, before anything is known of its meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from data_access.intake.problem import Refusal
from data_access.message import N_, Message

MOST_COLUMNS = 500
MOST_CELLS = 2_000_000  # in a sheet: half a million rows of attendance, some 200 MB in memory


@dataclass(frozen=True)
class Broken:
    """Stands in a cell whose value the file does not hold: an error, or a formula never computed."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class RawSheet:
    """A sheet as read: ``columns`` are the cells of row 1, ``rows`` the lines that hold anything.

    ``first_column`` is 0 where the table starts in column A. ``uneven``: rows that do not fit the header.
    """

    file: str
    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[int, list[Any]]]
    first_column: int = 0
    uneven: Sequence[tuple[int, Message]] = field(default_factory=tuple)


def blank(cell: object) -> bool:
    """Whether a cell holds nothing but white space."""
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))


def letter(index: int) -> str:
    """The spreadsheet's name of a column: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def filled(lines: Iterable[Sequence[Any]]) -> Iterator[tuple[int, int, list[Any]]]:
    """The lines that hold anything: number from 1, width, and cells up to the last that is not empty.

    Raises Refusal where they hold more than fits in memory.
    """
    cells = 0
    for number, line in enumerate(lines, start=1):
        width = len(line)
        while width and blank(line[width - 1]):
            width -= 1
        if width:
            cells += width
            if cells > MOST_CELLS:
                raise Refusal(N_("The sheet holds more than {most} cells.", most=MOST_CELLS))
            yield number, len(line), list(line[:width])


def table(file: str, name: str, lines: Iterable[Sequence[Any]], *, first_column: int = 0, exact: bool) -> RawSheet:
    """The sheet made of ``lines``, the first of which is the header.

    ``exact``: a line shorter than the header is a fault. It is in a text file, where it was cut off;
    a workbook has no such lines. Raises Refusal where row 1 is empty or has too many columns.
    """
    numbered = filled(lines)
    number, header_width, header = next(numbered, (0, 0, []))
    if number != 1:
        raise Refusal(N_("Row 1 is empty."), N_("the names of the columns in row 1"))
    if len(header) > MOST_COLUMNS:
        raise Refusal(N_("Row 1 has {n} columns.", n=len(header)), N_("at most {most} columns", most=MOST_COLUMNS))
    rows: list[tuple[int, list[Any]]] = []
    uneven: list[tuple[int, Message]] = []
    for number, width, cells in numbered:
        if len(cells) > len(header) or (exact and width < header_width):
            count = max(width if exact else 0, len(cells))
            uneven.append((number, N_("The row has {n} fields, the header {m}.", n=count, m=header_width)))
        else:
            rows.append((number, cells + [None] * (len(header) - len(cells))))
    columns = tuple("" if blank(cell) else str(cell).strip() for cell in header)
    return RawSheet(file, name, columns, rows, first_column, uneven)
