"""Writes the ledger, and keeps of what it replaces that on which a frozen report rests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias

import pandas as pd
from sqlalchemy import Connection, and_, delete, func, insert, literal, select

from data_access.models import ledger, ledger_history, report_versions

# What makes an entry the same entry as in the ledger before
SAID = tuple(column.name for column in ledger.columns if column.name not in ("programme_id", "id", "since"))
_CHUNK = 20_000  # entries in memory as Python objects at a time: some 20 MB
_NAMED = 5_000  # entries that one statement names by number; PostgreSQL takes 65,535

Entry: TypeAlias = tuple[Any, ...]  # the values of SAID
Standing: TypeAlias = dict[Entry, list[int]]  # the numbers of those that are alike


def replace(
    connection: Connection, programme_id: int, books: Sequence[tuple[str, pd.DataFrame]], *, since: int
) -> None:
    """Put the entries of ``books`` (by indicator) in the place of the programme's ledger, as delivery ``since``.

    An entry that stood before stays as it is; one that stands no more goes to the history, if a report was frozen
    while it stood.
    """
    last = connection.execute(select(func.max(ledger.c.id)).where(ledger.c.programme_id == programme_id)).scalar_one()
    number = last or 0
    for code, book in books:
        standing = _standing(connection, programme_id, code) if last else {}
        entering = _entering(book, standing)
        ended = [one for alike in standing.values() for one in alike]
        _end(connection, programme_id, ended, until=since)
        number = _write(connection, entering, programme_id, first=number + 1, since=since)
    _end(connection, programme_id, _unknown(connection, programme_id, [code for code, _ in books]), until=since)


def _standing(connection: Connection, programme_id: int, code: str) -> Standing:
    """The entries of an indicator as they stand."""
    found: Standing = defaultdict(list)
    mine = select(*(ledger.c[name] for name in SAID), ledger.c.id).where(
        ledger.c.programme_id == programme_id, ledger.c.indicator == code
    )
    for row in connection.execute(mine.execution_options(yield_per=_CHUNK)):
        found[row[:-1]].append(row[-1])
    return found


def _entering(book: pd.DataFrame, standing: Standing) -> list[Entry]:
    """The entries of ``book`` that do not stand; those that do are taken out of ``standing``, one for one."""
    entering = []
    for entry in _entries(_ordered(book)):
        alike = standing.get(entry)
        if alike:
            alike.pop()
        else:
            entering.append(entry)
    return entering


def _ordered(book: pd.DataFrame) -> pd.DataFrame:
    # By day and pseudonym, so that an entry's number tells nothing of the order of the rows in a file.
    return book.sort_values(["measure", "counted_on", "unit", "sheet", "row_id"], ignore_index=True)


def _entries(book: pd.DataFrame) -> Iterator[Entry]:
    for start in range(0, len(book), _CHUNK):
        part = book.iloc[start : start + _CHUNK]
        yield from zip(*(_plain(part[name]) for name in SAID), strict=True)


def _plain(values: pd.Series) -> list[Any]:
    if values.name == "counted_on":
        values = pd.to_datetime(values).dt.date
    return values.astype("object").where(values.notna(), None).tolist()


def _unknown(connection: Connection, programme_id: int, codes: Sequence[str]) -> Sequence[int]:
    """The numbers of the entries of indicators that the catalogue no longer has."""
    mine = select(ledger.c.id).where(ledger.c.programme_id == programme_id, ledger.c.indicator.not_in(codes))
    return connection.execute(mine).scalars().all()


def _end(connection: Connection, programme_id: int, numbers: Sequence[int], *, until: int) -> None:
    """Take the entries out of the ledger, into the history where a report was frozen since they came to stand."""
    frozen = select(func.max(report_versions.c.data_version)).where(report_versions.c.programme_id == programme_id)
    columns = [column.name for column in ledger_history.columns]
    for start in range(0, len(numbers), _NAMED):
        ended = and_(ledger.c.programme_id == programme_id, ledger.c.id.in_(numbers[start : start + _NAMED]))
        kept = select(ledger, literal(until)).where(ended, ledger.c.since <= frozen.scalar_subquery())
        connection.execute(insert(ledger_history).from_select(columns, kept))
        connection.execute(delete(ledger).where(ended))


def _write(connection: Connection, entries: Sequence[Entry], programme_id: int, *, first: int, since: int) -> int:
    """Write the entries, numbered from ``first`` on; the last number used."""
    numbered = ((programme_id, number, *entry, since) for number, entry in enumerate(entries, start=first))
    while rows := list(islice(numbered, _CHUNK)):
        _insert(connection, rows)
    return first + len(entries) - 1


def _insert(connection: Connection, rows: Sequence[Entry]) -> None:
    names = ("programme_id", "id", *SAID, "since")
    if connection.dialect.name != "postgresql":
        connection.execute(insert(ledger), [dict(zip(names, row, strict=True)) for row in rows])
        return
    # COPY takes a fifth of the time that inserts take.
    raw: Any = connection.connection.driver_connection
    with (
        raw.cursor() as cursor,
        cursor.copy(f"COPY {ledger.name} ({', '.join(names)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
