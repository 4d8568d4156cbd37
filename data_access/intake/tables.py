"""Raw sheets matched with the declared ones: which column means what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data_access.intake import headers
from data_access.intake.door import Door
from data_access.intake.entry import Entry, RowMaker
from data_access.intake.problem import Findings, Problem, Tab, shown
from data_access.intake.rawsheet import RawSheet, blank, letter
from data_access.message import N_
from data_access.sheets import Column, Sheet


@dataclass(frozen=True)
class Table:
    """A raw sheet whose columns are known: ``columns`` gives each one's place among the cells."""

    sheet: Sheet
    tab: Tab
    columns: Mapping[str, int]
    rows: Sequence[tuple[int, list[Any]]]
    whole: bool = True  # all rows can be told apart: none was too long or too short, no column of the key is missing
    skips = False

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets of which it may bring rows."""
        return (self.sheet.name,)

    @property
    def holds_rows(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.rows)

    def entries(self, door: Door) -> Iterator[Entry]:
        """The rows, each cell as its column means it."""
        maker = RowMaker(self.sheet, door)
        for line, cells in self.rows:
            row, problems = maker.row(self.tab, line, {name: cells[place] for name, place in self.columns.items()})
            yield Entry(self.tab.file, line, ((self.sheet.name, row),), tuple(problems))

    def programme_code(self) -> Any:
        """The cell that says which programme this is, where this is the programme sheet."""
        if self.sheet.name != "programme" or "code" not in self.columns:
            return None
        return next((cells[self.columns["code"]] for _line, cells in self.rows), None)


def matched(raw: RawSheet, findings: Findings) -> Table | None:
    """The table in ``raw``. Nothing where its sheet is unknown, a warning then, or row 1 names no column."""
    sheet = headers.sheet(raw.name)
    if sheet is None:
        if not headers.is_guidance(raw.name):
            findings.warning(Problem(N_("The sheet is unknown and was not read."), raw.file, shown(raw.name)))
        return None
    for line, message in raw.uneven:
        findings.problem(Problem(message, raw.file, sheet.name, line, expected=N_("one field for each column")))
    if sheet.turned:
        return _turned(raw, sheet, findings)
    columns = _columns(raw, sheet, findings)
    if columns is None:
        return None
    tab = Tab(raw.file, sheet.name, {name: raw.columns[place] for name, place in columns.items()})
    whole = not raw.uneven and all(name in columns for name in sheet.key if sheet.column(name).required)
    return Table(sheet, tab, columns, raw.rows, whole=whole)


def _columns(raw: RawSheet, sheet: Sheet, findings: Findings) -> dict[str, int] | None:
    """Places of the declared columns, in which the rows are checked whatever else is wrong with row 1."""
    found = [headers.column(sheet, header) for header in raw.columns]
    if not any(found):
        # Row 1 may be a row of data, and name people: it is not quoted.
        expected = N_("the names of the columns in row 1: {listed}", listed=", ".join(sheet.by_name))
        findings.problem(Problem(N_("Row 1 holds no name of a column."), raw.file, sheet.name, 1, expected=expected))
        return None
    for problem in (*_strangers(raw, sheet, found), *_repeated(raw, sheet, found), *_missing(raw, sheet, found)):
        findings.problem(problem)
    return {column.name: place for place, column in enumerate(found) if column is not None}


def _strangers(raw: RawSheet, sheet: Sheet, found: Sequence[Column | None]) -> Iterator[Problem]:
    for place, (header, column) in enumerate(zip(raw.columns, found, strict=True)):
        if column is not None:
            continue
        name = shown(header) or letter(raw.first_column + place)
        if header:
            yield Problem(
                N_("The column {name} is unknown.", name=name),
                raw.file,
                sheet.name,
                1,
                name,
                expected=_known(sheet),
            )
        elif any(not blank(cells[place]) for _line, cells in raw.rows):
            yield Problem(
                N_("Column {name} has no name in row 1.", name=name),
                raw.file,
                sheet.name,
                1,
                name,
                expected=_known(sheet),
            )


def _repeated(raw: RawSheet, sheet: Sheet, found: Sequence[Column | None]) -> Iterator[Problem]:
    times = Counter(column.name for column in found if column is not None)
    for name in (name for name, n in times.items() if n > 1):
        yield Problem(
            N_("The column {name} stands there more than once.", name=name), raw.file, sheet.name, 1, name,
            expected=N_("each column once"),
        )  # fmt: skip


def _missing(raw: RawSheet, sheet: Sheet, found: Sequence[Column | None]) -> Iterator[Problem]:
    for column in sheet.columns:
        if column.required and column not in found:
            yield Problem(
                N_("The column {name} is missing.", name=column.name), raw.file, sheet.name, 1, column.name,
                expected=N_("a column of that name"),
            )  # fmt: skip


def _known(sheet: Sheet) -> Any:
    return N_("one of: {listed}", listed=", ".join(sheet.by_name))


def _turned(raw: RawSheet, sheet: Sheet, findings: Findings) -> Table | None:
    """A sheet of fields below one another as a table of one row; nothing where no value is filled in."""
    if len(raw.columns) != 2 or not _names(raw.columns[0], headers.FIELD) or not _names(raw.columns[1], headers.VALUE):
        expected = N_("two columns, field and value")
        findings.problem(Problem(N_("Row 1 holds other columns."), raw.file, sheet.name, 1, expected=expected))
        return None
    cells: dict[str, Any] = dict.fromkeys(column.name for column in sheet.columns if column.required)
    lines: dict[str, int] = {}
    heads: dict[str, str] = {}
    for line, (field, cell) in raw.rows:
        column = headers.column(sheet, str(field or ""))
        if column is None or column.name in lines:
            findings.problem(_odd_field(raw, sheet, line, str(field or ""), known=column is not None))
            continue
        cells[column.name], lines[column.name], heads[column.name] = cell, line, str(field).strip()
    if all(map(blank, cells.values())):
        return None
    tab = Tab(raw.file, sheet.name, heads, lines)
    return Table(
        sheet, tab, {name: place for place, name in enumerate(cells)}, [(min(lines.values()), list(cells.values()))]
    )


def _odd_field(raw: RawSheet, sheet: Sheet, line: int, field: str, *, known: bool) -> Problem:
    name = shown(field.strip())
    message = (
        N_("The field {name} stands there more than once.", name=name)
        if known
        else N_("The field {name} is unknown.", name=name)
    )
    return Problem(message, raw.file, sheet.name, line, name, expected=_known(sheet))


def _names(header: str, labels: Mapping[str, str]) -> bool:
    return headers.plain(header) in {headers.plain(label) for label in labels.values()}
