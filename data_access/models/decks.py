"""Decks: panels that a manager has chosen and ordered for a meeting."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from data_access.models.base import Moment, metadata

decks = Table(
    "decks",
    metadata,
    Column("programme_id", Integer, ForeignKey("programmes.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", String(120), nullable=False),
    Column("content", Text, nullable=False),  # JSON, see data_access.decks
    Column(
        "version", Integer, nullable=False
    ),  # how often it was kept; 0: the deck was removed, its number stays taken
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", String(254), nullable=False),
)
