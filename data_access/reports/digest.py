"""The hash over what a report froze."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from data_access.ledger.known import as_known
from data_access.models import ledger

# What an entry says and since which delivery it stands; its number in the ledger is ours.
FIELDS = tuple(column.name for column in ledger.columns if column.name not in ("programme_id", "id"))
_TOGETHER = 10_000  # entries in memory at a time


def canonical(content: Any) -> str:
    """The one way to write ``content`` as JSON."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_plain
    )


def of_text(text: str) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def of_entries(connection: Connection, programme_id: int, *, delivery: int, as_of: date) -> Mapping[str, Any]:
    """How many entries stood with the delivery by the day or without one, and the hash over the hashes of all.

    Keys: number, digest. Of each entry the values of FIELDS are hashed as a JSON array; the order of the entries plays
    no part. One query, read bit by bit.
    """
    known = as_known(programme_id, delivery)
    wanted = select(*(known.c[name] for name in FIELDS)).where(
        or_(known.c.counted_on <= as_of, known.c.counted_on.is_(None))
    )
    write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode
    answer = connection.execute(wanted.execution_options(yield_per=_TOGETHER))
    hashes = sorted(hashlib.sha256(write(tuple(row)).encode()).digest() for row in answer)
    return {"number": len(hashes), "digest": hashlib.sha256(b"".join(hashes)).hexdigest()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"{type(value).__name__} has no place in a report")
