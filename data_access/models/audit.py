"""Who did what: entries that are only ever added, each holding the hash of the one before."""

from sqlalchemy import JSON, BigInteger, Column, Index, String, Table, Text

from data_access.models.base import Moment, metadata

audit = Table(
    "audit",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("who", String(254), nullable=False),  # the account, or how the command line was entered
    Column("action", String(32), nullable=False),
    Column("programme", String(64)),  # its code; empty for what concerns none
    Column("subject", Text, nullable=False),  # of what: an indicator, a report, a file
    Column("detail", JSON, nullable=False),
    Column("before", String(64), nullable=False),  # the hash of the entry before
    Column("hash", String(64), nullable=False),
    Index("ix_audit_subject", "programme", "action"),
)
