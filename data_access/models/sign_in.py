"""What signing in rests on besides the password: links to choose one, second factors, failures."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from data_access.models.base import Moment, metadata

# Kept after they were used, so that the page can say what became of a link.
set_up_links = Table(
    "set_up_links",
    metadata,
    Column("token_hash", String(64), primary_key=True),  # SHA-256; the token itself is kept nowhere
    Column("user_id", Integer, ForeignKey("users.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("void_at", Moment),  # a newer link was made, a password given otherwise, or the account closed
    Index("ix_set_up_links_user_id", "user_id"),
)

second_factors = Table(
    "second_factors",
    metadata,
    Column("user_id", Integer, ForeignKey("users.id"), primary_key=True),
    Column("secret", String(255), nullable=False),  # sealed, so that a copy of the database opens nothing
    Column("made_at", Moment, nullable=False),
    Column("confirmed_at", Moment),  # asked for at sign-in from then on
    # The period of 30 seconds, counted from 1970, whose code was used last: no code is taken twice
    Column("last_step", BigInteger),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("user_id", Integer, ForeignKey("users.id"), primary_key=True),
    Column("code_hash", String(64), primary_key=True),  # keyed; deleted when the code is used
)

# Neither addresses nor machines can be read from it, nor guessed without the key.
sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("who", String(64), primary_key=True),  # keyed hash of an address that was typed, or of a machine's
    Column("failures", Integer, nullable=False),
    Column("last_at", Moment, nullable=False),
    Column("closed_until", Moment),
    Index("ix_sign_in_failures_last_at", "last_at"),
)
