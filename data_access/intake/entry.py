"""Rows as they enter: each cell as its column means it, people behind pseudonyms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from data_access.intake import values
from data_access.intake.door import Door, domain
from data_access.intake.problem import Misfit, Problem, Row, Tab, at
from data_access.intake.rawsheet import blank
from data_access.message import N_
from data_access.sheets import Column, Kind, Sheet


@dataclass(frozen=True)
class Entry:
    """What one row of a file says: a row of one sheet or, through a profile, of several."""

    file: str
    line: int
    rows: tuple[tuple[str, Row], ...]
    problems: tuple[Problem, ...]


class RowMaker:
    """Makes rows of ``sheet`` from cells by column name."""

    def __init__(self, sheet: Sheet, door: Door) -> None:
        self._sheet = sheet
        self._door = door
        # What one source leaves out of the programme's facts another may tell
        self._defaults = not sheet.turned
        # What a cell means does not depend on its row, and most cells repeat: half the time is saved.
        self._known: dict[tuple[str, type, Any], Any] = {}

    def row(self, tab: Tab, line: int, cells: Mapping[str, Any]) -> tuple[Row, list[Problem]]:
        """The row, and what is wrong in it; a cell that does not fit stays empty.

        A required column of which there is no cell at all has been reported already.
        """
        said: dict[str, Any] = {}
        problems: list[Problem] = []
        here = Row(tab, line, ())
        for column in self._sheet.columns:
            cell = cells.get(column.name)
            said[column.name] = None
            if not blank(cell):
                try:
                    said[column.name] = self._value(column, cell, said)
                except Misfit as misfit:
                    problems.append(at(here, column, misfit.message, cell=cell, expected=misfit.expected))
            elif column.required and column.name in cells:
                problems.append(at(here, column, N_("The cell is empty."), expected=N_("a value")))
            else:
                said[column.name] = column.default if self._defaults else None
        return Row(tab, line, tuple(said.values())), problems

    def _value(self, column: Column, cell: Any, said: Mapping[str, Any]) -> Any:
        if column.kind is Kind.ANSWER:
            return self._once(f"{column.name} {said['question']}", cell, lambda: values.answer(said["question"], cell))
        found = self._once(column.name, cell, lambda: values.value(column, cell))
        if column.kind is Kind.IDENTITY:
            return self._door.pseudonym(domain(self._sheet, said.get("survey")), found)
        return found

    def _once(self, name: str, cell: Any, make: Callable[[], Any]) -> Any:
        # The type belongs to the key: 1, 1.0 and True are equal, and mean different things in a cell.
        key = (name, type(cell), cell)
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]
