"""Accounts, and what each may see of which programme."""

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, String, Table

from data_access.models.base import metadata

users = Table(
    "users",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("email", String(254), nullable=False, unique=True),  # as normalised for identities
    Column("password_hash", String(255), nullable=False),  # empty until the person has chosen one
    Column("administrator", Boolean, nullable=False, default=False),
    Column("disabled", Boolean, nullable=False, default=False),
    # Raised by a new password, a changed role or a closed account: older sessions end
    Column("session_number", Integer, nullable=False, default=1),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

memberships = Table(
    "memberships",
    metadata,
    Column("programme_id", Integer, ForeignKey("programmes.id"), primary_key=True),
    Column("user_id", Integer, ForeignKey("users.id"), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("organisation", String(128)),  # for the role organisation, its code
)
