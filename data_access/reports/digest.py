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

# What an entry says; its number in the ledger and the delivery since which it stands are ours.
FIELDS = tuple(column.name for column in ledger.columns if column.name not in ("programme_id", "id", "since"))
_BETWEEN = "\x1f"  # the unit separator, which no text of a workbook holds


def canonical(content: Mapping[str, Any]) -> str:
    """The one way to write ``content`` as JSON."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def of_text(text: str) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def of_entries(connection: Connection, programme_id: int, *, delivery: int, as_of: date) -> Mapping[str, Any]:
    """How many entries stood with the delivery by the day or without one, and the hash over the hashes of all.

    Keys: number, digest. The order of the entries plays no part. One query.
    """
    known = as_known(programme_id, delivery)
    wanted = select(*(known.c[name] for name in FIELDS)).where(
        or_(known.c.counted_on <= as_of, known.c.counted_on.is_(None))
    )
    lines = sorted(of_text(_BETWEEN.join(map(_said, row))) for row in connection.execute(wanted))
    return {"number": len(lines), "digest": of_text("\n".join(lines))}


def _said(value: Any) -> str:
    return "" if value is None else str(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "item"):
        return value.item()
    return value
