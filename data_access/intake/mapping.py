"""Rows of the workbook's sheets, made from a foreign file as its profile says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data_access.intake import conversions
from data_access.intake.door import Door
from data_access.intake.entry import Entry, RowMaker
from data_access.intake.problem import Misfit, Problem, Row, Tab, at
from data_access.intake.profile import Condition, Profile, Rule, SheetMap
from data_access.intake.rawsheet import blank
from data_access.intake.state import places
from data_access.message import N_, Message
from data_access.sheets import sheet

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Mapped:
    """A foreign file: its records as rows with their lines, and the rows that do not fit its own header."""

    file: str
    profile: Profile
    rows: Sequence[tuple[int, Record]]
    uneven: Sequence[tuple[int, Message]]
    # Keys of the sheets in which like rows become one; all files of a delivery share them
    seen: Mapping[str, set[tuple[Any, ...]]]

    @property
    def skips(self) -> bool:
        """Whether what does not fit is left out, rather than stopping the load."""
        return self.profile.source.on_error == "skip"

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets of which it may bring rows."""
        return tuple(dict.fromkeys(made.name for made in self.profile.sheets))

    @property
    def holds_rows(self) -> bool:
        """Whether there is anything in it, be it faulty."""
        return bool(self.rows or self.uneven)

    def programme_code(self) -> Any:
        """The code of the programme that the file belongs to, if the profile says so."""
        return self.profile.source.programme

    def entries(self, door: Door) -> Iterator[Entry]:
        """The rows of all sheets that each record makes; with a problem in one, none of them counts."""
        for line, message in self.uneven:
            yield Entry(self.file, line, (), (Problem(message, self.file, row=line),))
        makers = [_SheetMaker(made, self.file, door, self.seen[made.name]) for made in self.profile.sheets]
        for line, record in self.rows:
            made = [maker.row(line, record) for maker in makers]
            problems = tuple(problem for _row, found in made for problem in found)
            rows = tuple(
                (maker.sheet.name, row)
                for maker, (row, _found) in zip(makers, made, strict=True)
                if row is not None and not (problems and self.skips) and maker.is_new(row)
            )
            yield Entry(self.file, line, rows, problems)


class _SheetMaker:
    """Makes rows of one sheet; ``seen`` holds the keys that it has made, by it or from another file."""

    def __init__(self, made: SheetMap, file: str, door: Door, seen: set[tuple[Any, ...]]) -> None:
        self.sheet = sheet(made.name)
        self._made = made
        self._maker = RowMaker(self.sheet, door)
        self._tab = Tab(file, self.sheet.name, {name: rule.source or name for name, rule in made.columns.items()})
        self._seen = seen

    def row(self, line: int, record: Record) -> tuple[Row | None, list[Problem]]:
        if self._made.where is not None and not _meets(self._made.where, record):
            return None, []
        cells: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, rule in self._made.columns.items():
            try:
                cells[name] = _cell(rule, record)
            except Misfit as misfit:
                here = Row(self._tab, line, ())
                found = at_path(record, rule.source or "")
                found = None if isinstance(found, (dict, list)) else found
                problems.append(at(here, self.sheet.column(name), misfit.message, cell=found, expected=misfit.expected))
        row, unfit = self._maker.row(self._tab, line, cells)
        return row, problems + unfit

    def is_new(self, row: Row) -> bool:
        if not self._made.distinct:
            return True
        key = tuple(row.values[place] for place in places(self.sheet, self.sheet.key))
        new = key not in self._seen
        self._seen.add(key)
        return new


def _meets(condition: Condition, record: Record) -> bool:
    found = at_path(record, condition.source)
    if blank(found) or isinstance(found, (dict, list)):
        return "" in condition.among and blank(found)
    return conversions.word(found) in {conversions.word(value) for value in condition.among}


def _cell(rule: Rule, record: Record) -> Any:
    if rule.source is None:
        return rule.value
    found = at_path(record, rule.source)
    if isinstance(found, (dict, list)):
        raise Misfit(N_("The field holds other fields."), N_("a single value"))
    if blank(found):
        return rule.default
    if rule.map is not None:
        known = conversions.word(found)
        if known not in rule.map:
            raise Misfit(N_("The profile's map has no such value."), N_("one of: {listed}", listed=", ".join(rule.map)))
        found = rule.map[known]
    return found if rule.conversion is None else conversions.converted(rule.conversion, found)


def at_path(record: Record, path: str) -> Any:
    """What stands at a dotted path; a number counts in a list from 0. Nothing where it leads nowhere."""
    if path in record:
        return record[path]
    found: Any = record
    for step in path.split("."):
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return None
    return found
