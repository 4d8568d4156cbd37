"""Writes the ledger, and keeps of what it replaces that on which a frozen report rests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Table, delete, func, insert, select

from data_access.models import ledger, ledger_history, report_versions

_WRITTEN = tuple(column.name for column in ledger.columns)
# What makes an entry the same entry as in the ledger before
_SAME = tuple(name for name in _WRITTEN if name not in ("programme_id", "id", "since"))
_CHUNK = 20_000  # entries in memory as Python objects at a time: some 20 MB


def replace(
    connection: Connection, programme_id: int, books: Sequence[tuple[str, pd.DataFrame]], *, since: int
) -> None:
    """Put the entries of ``books`` (by indicator) in the place of the programme's ledger, as delivery ``since``.

    An entry that stood before stands since then; one that stands no more goes to the history, if a report was
    frozen while it stood.
    """
    frozen = connection.execute(
        select(func.max(report_versions.c.data_version)).where(report_versions.c.programme_id == programme_id)
    ).scalar_one()
    made, first = [], 1
    for code, book in books:
        standing = _standing(connection, programme_id, code)
        ordered = _ordered(book).assign(programme_id=programme_id)
        ordered["id"] = range(first, first + len(ordered))
        first += len(ordered)
        ordered["since"], ended = _matched(ordered, standing, since)
        if frozen is not None:
            kept = ended[ended["since"] <= frozen].assign(until=since)
            _write(connection, ledger_history, kept)
        made.append(ordered)
    connection.execute(delete(ledger).where(ledger.c.programme_id == programme_id))
    for ordered in made:
        _write(connection, ledger, ordered)


def _standing(connection: Connection, programme_id: int, code: str) -> pd.DataFrame:
    """The entries of an indicator as they stand."""
    mine = select(ledger).where(ledger.c.programme_id == programme_id, ledger.c.indicator == code)
    return pd.DataFrame([tuple(row) for row in connection.execute(mine)], columns=list(_WRITTEN))


def _matched(made: pd.DataFrame, standing: pd.DataFrame, since: int) -> tuple[pd.Series, pd.DataFrame]:
    """Since when each entry made has stood, and the standing entries that stand no more."""
    if standing.empty:
        return pd.Series(since, index=made.index), standing
    known = _comparable(standing).assign(stood=standing["since"].to_numpy(), place=range(len(standing)))
    found = _comparable(made).merge(known, on=[*_SAME, "turn"], how="left")
    ended = ~known["place"].isin(found["place"].dropna())
    return found["stood"].fillna(since).astype("int64").set_axis(made.index), standing[ended.to_numpy()]


def _comparable(entries: pd.DataFrame) -> pd.DataFrame:
    """The columns of _SAME in types that compare, and ``turn``: which one it is of several that are alike."""
    texts = {name: entries[name].astype("object").where(entries[name].notna(), "").astype(str) for name in _SAME}
    plain = pd.DataFrame(texts).assign(
        counted_on=pd.to_datetime(entries["counted_on"]).dt.strftime("%Y-%m-%d").fillna(""),
        amount=entries["amount"].astype("float64"),
        row_id=entries["row_id"].astype("int64"),
    )
    return plain.assign(turn=plain.groupby(list(_SAME)).cumcount())


def _ordered(book: pd.DataFrame) -> pd.DataFrame:
    # By day and pseudonym, so that an entry's number tells nothing of the order of the rows in a file.
    return book.sort_values(["measure", "counted_on", "unit", "sheet", "row_id"], ignore_index=True)


def _write(connection: Connection, table: Table, entries: pd.DataFrame) -> None:
    names = [column.name for column in table.columns]
    for start in range(0, len(entries), _CHUNK):
        part = entries.iloc[start : start + _CHUNK]
        _insert(connection, table, names, list(zip(*(_plain(part[name]) for name in names), strict=True)))


def _plain(values: pd.Series) -> list[Any]:
    if values.name == "counted_on":
        values = pd.to_datetime(values).dt.date
    return values.astype("object").where(values.notna(), None).tolist()


def _insert(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    if connection.dialect.name != "postgresql":
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        return
    # COPY takes a fifth of the time that inserts take.
    raw: Any = connection.connection.driver_connection
    with (
        raw.cursor() as cursor,
        cursor.copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
