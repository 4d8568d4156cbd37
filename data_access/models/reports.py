"""Reports to the financier: what each version froze, and every step that was taken."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text

from data_access.models.base import Moment, metadata

report_versions = Table(
    "report_versions",
    metadata,
    Column("programme_id", Integer, ForeignKey("programmes.id"), primary_key=True),
    Column("period", String(128), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("as_of", Date, nullable=False),
    # The delivery up to which the ledger was known: its entries as they stood then belong to the report.
    Column("data_version", Integer, nullable=False),
    Column("prepared_at", Moment, nullable=False),
    Column("prepared_by", String(254), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("content", Text, nullable=False),  # JSON, byte for byte as it was hashed
    Index("ix_report_versions_data", "programme_id", "data_version"),
)

report_steps = Table(
    "report_steps",
    metadata,
    Column("programme_id", Integer, ForeignKey("programmes.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # over all reports of the programme
    Column("period", String(128), nullable=False),
    Column("version", Integer, nullable=False),
    Column("step", String(16), nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("taken_by", String(254), nullable=False),
    Column("comment", Text),
    Index("ix_report_steps_period", "programme_id", "period"),
)
