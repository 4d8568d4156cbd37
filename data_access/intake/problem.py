"""What is wrong or odd in a delivery, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from data_access.message import Message
from data_access.sheets import Column, Kind

MOST = 10_000  # of each sort are kept; the rest is counted
LONGEST = 120  # characters of a cell that are quoted
# An e-mail address, or a Finnish personal identity code: whatever column it strayed into, it names a person.
PERSONAL = re.compile(r"@|\d{6}[-+A-FU-Y]\d{3}[0-9A-Z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (``message``), where, what was ``found`` there and what was ``expected``.

    ``row`` counts as a spreadsheet does, the header being 1. What does not apply is empty. Neither
    ``found`` nor a message ever holds a person's identity.
    """

    message: Message
    file: str = ""
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    found: str = ""
    expected: Message | None = None

    def as_dict(self) -> dict[str, str | int | None]:
        """For programs: file, sheet, row, column, found, expected, message; texts in English."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "found": self.found,
            "expected": str(self.expected or ""),
            "message": str(self.message),
        }


class Refusal(Exception):
    """A file, or a part of it, that cannot be read at all."""

    def __init__(self, message: Message, expected: Message | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.expected = expected


class Misfit(Exception):
    """A cell that does not hold what its column asks for."""

    def __init__(self, message: Message, expected: Message | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.expected = expected


@dataclass(frozen=True)
class Tab:
    """A sheet in a file; ``heads`` gives the header, as it stands there, of a declared column."""

    file: str
    sheet: str
    heads: Mapping[str, str] = field(default_factory=dict)
    # Rows of a turned sheet have a line for each field
    lines: Mapping[str, int] = field(default_factory=dict)


class Row(NamedTuple):
    """A row with its place; ``values`` stand in the order of the sheet's columns."""

    tab: Tab
    line: int
    values: tuple[Any, ...]


def personal(text: str) -> bool:
    """Whether ``text`` looks as if it named a person."""
    return PERSONAL.search(text) is not None


def shown(text: str) -> str:
    """``text`` as it may be told: nothing where it looks as if it named a person, and not at any length."""
    if personal(text):
        return ""
    visible = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text[: LONGEST + 1])
    return visible if len(visible) <= LONGEST else visible[:LONGEST] + "…"


def quoted(cell: object, column: Column) -> str:
    """What may be told of a cell: nothing where it says who somebody is."""
    if cell is None or column.kind is Kind.IDENTITY:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return shown(str(cell))


class Findings:
    """Collects problems and warnings; beyond ``MOST`` of a sort they are only counted."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.further_problems = 0
        self.further_warnings = 0

    def problem(self, problem: Problem) -> None:
        """Something that stops the load."""
        if len(self.problems) < MOST:
            self.problems.append(problem)
        else:
            self.further_problems += 1

    def warning(self, warning: Problem) -> None:
        """Something odd but possible."""
        if len(self.warnings) < MOST:
            self.warnings.append(warning)
        else:
            self.further_warnings += 1


def at(row: Row, column: Column, message: Message, *, cell: object = None, expected: Message | None = None) -> Problem:
    """A problem in one cell of ``row``."""
    return Problem(
        message,
        file=row.tab.file,
        sheet=row.tab.sheet,
        row=row.tab.lines.get(column.name, row.line),
        column=row.tab.heads.get(column.name, column.name),
        found=quoted(cell, column),
        expected=expected,
    )
