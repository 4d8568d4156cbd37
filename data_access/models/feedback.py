"""What readers and strangers wrote about the service."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from data_access.models.base import Moment, metadata

feedback = Table(
    "feedback",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("sent_at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("reply_to", String(254), nullable=False),  # an e-mail address, or empty: no answer is wanted
    Column("language", String(2), nullable=False),
    Column("answered_at", Moment),
    Column("answered_by", String(254)),
    Index("ix_feedback_answered_at", "answered_at"),
)
