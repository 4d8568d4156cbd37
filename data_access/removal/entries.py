"""Entries of the ledger that are kept as those of nobody, so that what was counted still adds up."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, bindparam, select, update

from data_access.catalogue import Rule, indicators
from data_access.models import ledger, ledger_history
from data_access.removal.rows import Rows, batches

NO_ROW = 0  # what an entry rests on whose row was taken away; numbers of rows begin with 1
_WRITTEN = ("unit", "session_kind", "row_id")


def make_anonymous(connection: Connection, programme_id: int, rows: Rows) -> None:
    """Take from the entries that rest on the rows whose they are, in the caller's transaction.

    Each gets a unit of its own, made by chance, so that not even two of one person can be put together; organisation,
    cohort and row go. What is counted stays: indicator, measure, day, amount, reason, gender and age group. An
    authority remains one, under its code.
    """
    for table in (ledger, ledger_history):
        for name, numbers in rows.by_sheet.items():
            for some in batches(numbers):
                resting = and_(table.c.programme_id == programme_id, table.c.sheet == name, table.c.row_id.in_(some))
                found = connection.execute(select(table).where(resting)).all()
                if found:
                    _rewrite(connection, table, found, rows.feedback)


def _rewrite(connection: Connection, table: Table, found: Sequence[Row[Any]], feedback: frozenset[int]) -> None:
    key = [column.name for column in table.primary_key.columns]
    mine = and_(*(table.c[name] == bindparam(f"key_{name}") for name in key))
    anonymous: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _WRITTEN} | {
        "organisation": None,
        "cohort": None,
    }
    connection.execute(
        update(table).where(mine).values(anonymous),
        [
            {f"key_{name}": row._mapping[name] for name in key}  # noqa: SLF001 - SQLAlchemy's own name for what is public
            | {"new_unit": _unit(row), "new_session_kind": _kind(row, feedback), "new_row_id": NO_ROW}
            for row in found
        ],
    )


def _unit(row: Row[Any]) -> str:
    declared = indicators().get(row.indicator)
    counts_bodies = declared is not None and declared.rule is Rule.AUTHORITIES
    return str(row.unit) if counts_bodies else secrets.token_hex(16)


def _kind(row: Row[Any], feedback: frozenset[int]) -> str | None:
    """Without its row an answer would no longer be known for one of the network, which few may see."""
    return "network" if row.sheet == "responses" and row.row_id in feedback else row.session_kind
