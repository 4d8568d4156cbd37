"""What restricted readers may see: of each release the numbers that were decided upon, shown or hidden."""

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, ForeignKeyConstraint, Integer, String, Table

from data_access.models.base import Moment, metadata

releases = Table(
    "releases",
    metadata,
    Column("programme_id", Integer, ForeignKey("programmes.id"), primary_key=True),
    Column("role", String(16), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    # The delivery whose records it is made of, and the last closed day (empty: none was closed yet)
    Column("data_version", Integer, nullable=False),
    Column("closed_on", Date),
    Column("made_at", Moment, nullable=False),
    # The thresholds in force
    Column("cell", Integer, nullable=False),
    Column("network", Integer, nullable=False),
    # The audit: numbers that are hidden or follow from others, and of those the ones that exact totals leave no room
    Column("audited", Integer, nullable=False),
    Column("narrow", Integer, nullable=False),
)

# Participants whose entries the financier does not see one by one where the network counts, too (see
# ``data_access.releases.company``): without them, who is missing in the list would be the network's few.
withheld = Table(
    "withheld",
    metadata,
    Column("programme_id", Integer, ForeignKey("programmes.id"), primary_key=True),
    Column("participant", String(64), primary_key=True),
    Column("release", Integer, nullable=False),  # the financier's with which it began
)

# Only what differs from the release before: a number stands until a later release says otherwise.
release_numbers = Table(
    "release_numbers",
    metadata,
    Column("programme_id", Integer, primary_key=True),
    Column("role", String(16), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", String(400), primary_key=True),
    Column("value", Float),  # empty: it is no more
    Column("shown", Boolean, nullable=False),
    ForeignKeyConstraint(
        ["programme_id", "role", "number"],
        ["releases.programme_id", "releases.role", "releases.number"],
        name="fk_release_numbers_release",
    ),
)
