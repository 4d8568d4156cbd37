"""Programmes, the deliveries that brought their rows, and who is to be left out of them."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, DateTime, ForeignKey, Integer, String, Table

from data_access.models.base import metadata

programmes = Table(
    "programmes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(64), nullable=False, unique=True),
    # Marks synthetic programmes: every page and file of theirs says so.
    Column("demonstration", Boolean, nullable=False, default=False),
    # A keyed hash of a constant: a load with another PSEUDONYM_KEY would count everybody twice.
    Column("key_fingerprint", String(64), nullable=False),
    # The smallest numbers of people that are shown, and those of the peer network
    Column("cell_threshold", Integer, nullable=False, server_default="5"),
    Column("network_threshold", Integer, nullable=False, server_default="10"),
    Column("last_payment_on", Date),  # records are kept some years from the end of its year
    Column("removed_on", Date),  # since when there are no rows about persons any more
)

# The source of the delivery with which a person's rows were erased; it brings no file.
ERASURE = "erasure"

deliveries = Table(
    "deliveries",
    metadata,
    Column("programme_id", Integer, ForeignKey("programmes.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("source", String(128), nullable=False),
    Column("loaded_at", DateTime(timezone=True), nullable=False),
    Column("loaded_by", String(254), nullable=False),
    Column("files", JSON, nullable=False),  # names without folders
    Column("changes", JSON, nullable=False),  # {sheet: {added, changed, removed, unchanged}}
    Column("skipped", JSON, nullable=False),  # rows a profile left out: [{file, row, message}]
    Column("last_row", BigInteger, nullable=False),  # highest row id used so far in the programme
)

# Who was erased, under a keyed hash made for this alone, so that a later delivery does not bring them back.
erasures = Table(
    "erasures",
    metadata,
    Column("programme_id", Integer, ForeignKey("programmes.id"), primary_key=True),
    Column("mark", String(32), primary_key=True),
)
