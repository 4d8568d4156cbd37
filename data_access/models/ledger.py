"""The ledger: every figure is a sum over it (see ``data_access.ledger``)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Date, Float, ForeignKey, Index, Integer, String, Table

from data_access.models.base import metadata


def _columns() -> list[Column[Any]]:
    return [
        Column("programme_id", Integer, ForeignKey("programmes.id"), primary_key=True),
        Column("id", BigInteger, primary_key=True, autoincrement=False),
        Column("indicator", String(16), nullable=False),
        # value: the figure itself; answered, eligible: what stands beside a survey indicator
        Column("measure", String(16), nullable=False),
        # A code, a pair "organisation|practice", or a pseudonym made for this indicator and origin alone
        Column("unit", String(260), nullable=False),
        # The day it counts from; for an entry left out, the day it was considered for (may be unknown)
        Column("counted_on", Date),
        Column("amount", Float, nullable=False),  # +1, -1 or hours; 0 for an entry left out
        Column("left_out", String(32)),  # reason; empty for an entry that counts
        Column("gender", String(16)),
        Column("age_group", String(16)),
        # Whose record it is; always empty on an entry that came from the network
        Column("organisation", String(128)),
        Column("cohort", String(128)),
        Column("session_kind", String(32)),
        # The row of the workbook it rests on
        Column("sheet", String(32), nullable=False),
        Column("row_id", BigInteger, nullable=False),
        # The delivery with which it came to stand as it does
        Column("since", Integer, nullable=False),
    ]


ledger = Table(
    "ledger",
    metadata,
    *_columns(),
    Index("ix_ledger_figure", "programme_id", "indicator", "measure", "left_out", "counted_on"),
    Index("ix_ledger_row", "programme_id", "sheet", "row_id"),
    Index("ix_ledger_since", "programme_id", "since"),
)

# Entries that stand no more, but on which a frozen report rests.
ledger_history = Table(
    "ledger_history",
    metadata,
    *_columns(),
    Column("until", Integer, primary_key=True, autoincrement=False),  # the delivery that ended it
    Index("ix_ledger_history_figure", "programme_id", "indicator", "since", "until"),
)
