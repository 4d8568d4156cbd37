"""The ledger: every figure is a sum over it (see ``data_access.ledger``)."""

from sqlalchemy import BigInteger, Column, Date, Float, ForeignKey, Index, Integer, String, Table

from data_access.models.base import metadata

ledger = Table(
    "ledger",
    metadata,
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
    Index("ix_ledger_figure", "programme_id", "indicator", "measure", "left_out", "counted_on"),
    Index("ix_ledger_row", "programme_id", "sheet", "row_id"),
)
