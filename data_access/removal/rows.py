"""The rows about persons of a programme, those that were superseded among them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select

from data_access.identities import ACCELERATOR, NETWORK
from data_access.intake import door
from data_access.models import rows_of, withheld
from data_access.sheets import PERSONAL, Sheet

TOGETHER = 5_000  # rows that one statement names; PostgreSQL takes 65,535


@dataclass(frozen=True)
class Rows:
    """Numbers of rows by sheet; ``feedback``: those of answers that belong to the network."""

    by_sheet: Mapping[str, Sequence[int]]
    feedback: frozenset[int]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many there are of each sheet that has any."""
        return {name: len(numbers) for name, numbers in self.by_sheet.items() if numbers}


def everybody(connection: Connection, programme_id: int) -> Rows:
    """All rows about persons. One query for each of their sheets."""
    return _rows(connection, programme_id, {declared.name: [] for declared in PERSONAL})


def of(connection: Connection, programme_id: int, pseudonyms: Mapping[str, Collection[str]]) -> Rows:
    """The rows of the persons who have these pseudonyms, by domain. One query for each of their sheets."""
    return _rows(connection, programme_id, {one.name: [_theirs(one, pseudonyms)] for one in PERSONAL})


def take_away(connection: Connection, programme_id: int, rows: Rows) -> None:
    """Delete the rows, and whose none are left from the list of those withheld, in the caller's transaction."""
    for name, numbers in rows.by_sheet.items():
        table = rows_of(name)
        for some in batches(numbers):
            connection.execute(delete(table).where(table.c.programme_id == programme_id, table.c.id.in_(some)))
    attendance = rows_of("attendance")
    there = select(attendance.c.participant).where(attendance.c.programme_id == programme_id)
    ours = withheld.c.programme_id == programme_id
    connection.execute(delete(withheld).where(ours, withheld.c.participant.not_in(there)))


def batches(numbers: Sequence[int]) -> Iterator[list[int]]:
    """The numbers, as many together as one statement may name."""
    rest = iter(numbers)
    while some := list(islice(rest, TOGETHER)):
        yield some


def _rows(connection: Connection, programme_id: int, wanted: Mapping[str, list[ColumnElement[bool]]]) -> Rows:
    found: dict[str, list[int]] = {}
    feedback: set[int] = set()
    for name, conditions in wanted.items():
        table = rows_of(name)
        columns = [table.c.id, *([table.c.survey] if "survey" in table.c else [])]
        answer = connection.execute(select(*columns).where(table.c.programme_id == programme_id, *conditions))
        found[name] = list(_numbers(answer.all(), feedback))
    return Rows(found, frozenset(feedback))


def _numbers(found: Sequence[Any], feedback: set[int]) -> Iterator[int]:
    for row in found:
        if len(row) > 1 and door.of_survey(row.survey) == NETWORK:
            feedback.add(row.id)
        yield row.id


def _theirs(of: Sheet, pseudonyms: Mapping[str, Collection[str]]) -> ColumnElement[bool]:
    # Pseudonyms of one domain are found in no other, so that answers need not be told apart.
    domains = (ACCELERATOR, NETWORK) if of.domain is None else (of.domain,)
    return rows_of(of.name).c[str(of.identity)].in_([one for domain in domains for one in pseudonyms[domain]])
