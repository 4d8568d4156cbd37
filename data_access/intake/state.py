"""The rows of a programme as they stand, and as they would stand after a delivery."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from data_access.intake.problem import Row, Tab
from data_access.models import rows_of
from data_access.sheets import SHEETS, Sheet, sheet


class Kept(NamedTuple):
    """A row of the database that stands today."""

    id: int
    source: str
    row: Row


@cache
def places(of: Sheet, names: tuple[str, ...]) -> tuple[int, ...]:
    """Where the columns ``names`` stand among a row's values."""
    order = list(of.by_name)
    return tuple(order.index(name) for name in names)


def cells(of: Sheet, rows: Iterable[Row], *names: str) -> Iterator[tuple[Row, tuple[Any, ...]]]:
    """Each row with its values in the columns ``names``."""
    where = places(of, names)
    for row in rows:
        yield row, tuple(row.values[place] for place in where)


@dataclass(frozen=True)
class Programme:
    """What the database holds of one programme; nothing where it is new, or where there is no database."""

    connection: Connection | None = None
    id: int | None = None
    _read: dict[str, list[Kept]] = field(default_factory=dict)

    def kept(self, name: str) -> list[Kept]:
        """The rows of a sheet that stand, of all sources; read once."""
        if name not in self._read:
            self._read[name] = list(self._stored(sheet(name)))
        return self._read[name]

    @property
    def registers_members(self) -> bool:
        """Whether there is, or ever was, a register of members."""
        if self.connection is None or self.id is None:
            return False
        members = rows_of("members")
        found = select(members.c.id).where(members.c.programme_id == self.id).limit(1)
        return self.connection.execute(found).one_or_none() is not None

    def _stored(self, of: Sheet) -> Iterator[Kept]:
        if self.connection is None or self.id is None:
            return
        table = rows_of(of.name)
        columns = [table.c[column.name] for column in of.columns]
        standing = (
            select(table.c.id, table.c.source, table.c.file, table.c.line, *columns)
            .where(table.c.programme_id == self.id, table.c.superseded.is_(None))
            .order_by(table.c.id)
        )
        tabs: dict[str, Tab] = {}
        for number, source, file, line, *values in self.connection.execute(standing):
            tab = tabs.setdefault(file, Tab(file, of.name))
            yield Kept(number, source, Row(tab, line, tuple(values)))


@dataclass(frozen=True)
class After:
    """The state after a delivery of ``source`` that brings the sheets in ``delivered``."""

    programme: Programme
    source: str
    delivered: Mapping[str, Sequence[Row]]
    # Nothing is known of sheets that the delivery does not bring, for there is no database or not all could be read
    alone: bool = False
    # Sheets of which rows could not be read: what refers to one of those is not wrong
    gaps: frozenset[str] = frozenset()
    _values: dict[tuple[str, str], frozenset[Any]] = field(default_factory=dict)

    def others(self, name: str) -> list[Kept]:
        """The rows of a delivered sheet that stand from other sources."""
        return [kept for kept in self.programme.kept(name) if kept.source != self.source]

    def own(self, name: str) -> list[Kept]:
        """The rows of a sheet that stand from the source itself, before the delivery."""
        return [kept for kept in self.programme.kept(name) if kept.source == self.source]

    def untouched(self, name: str) -> list[Row]:
        """The rows of a sheet that the delivery leaves as they are."""
        if name in self.delivered:
            return [kept.row for kept in self.others(name)]
        return [kept.row for kept in self.programme.kept(name)]

    def rows(self, name: str) -> list[Row]:
        """All rows of a sheet."""
        return [*self.delivered.get(name, ()), *self.untouched(name)]

    @cached_property
    def registers_members(self) -> bool:
        """Whether the programme has a register of members after the delivery, or ever had one."""
        return bool(self.delivered.get("members")) or self.programme.registers_members

    def knows(self, name: str) -> bool:
        """Whether the rows of a sheet are known at all."""
        return name not in self.gaps and (name in self.delivered or not self.alone)

    def cells(self, name: str, *columns: str) -> Iterator[tuple[Row, tuple[Any, ...]]]:
        """Each row of a sheet with its values in ``columns``."""
        return cells(sheet(name), self.rows(name), *columns)

    def new(self, name: str, *columns: str) -> Iterator[tuple[Row, tuple[Any, ...]]]:
        """Each delivered row of a sheet with its values in ``columns``."""
        return cells(sheet(name), self.delivered.get(name, ()), *columns)

    def values(self, name: str, column: str) -> frozenset[Any]:
        """What stands in a column of a sheet, read once."""
        if (name, column) not in self._values:
            self._values[name, column] = frozenset(value for _row, (value,) in self.cells(name, column))
        return self._values[name, column]

    def fact(self, name: str) -> Any:
        """A fact of the programme, from whichever source tells it, or its default."""
        told = (value for _row, (value,) in self.cells("programme", name) if value is not None)
        return next(told, sheet("programme").column(name).default)


REFERRING: Mapping[str, tuple[tuple[Sheet, str, str], ...]] = {
    target.name: tuple(
        (other, column.name, column.refers.column)
        for other in SHEETS
        for column in other.columns
        if column.refers is not None and column.refers.sheet == target.name
    )
    for target in SHEETS
}
