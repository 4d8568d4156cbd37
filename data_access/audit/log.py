"""Adding to the log."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from data_access.audit.entry import BEGINNING, Action, canonical, hashed
from data_access.models import audit

LOG = "the audit log"  # what a transaction that writes nothing else says that it writes to


@dataclass(frozen=True)
class End:
    """The last entry's number, which is how many there are, and its hash."""

    number: int
    hash: str


def note(
    connection: Connection,
    *,
    who: str,
    action: Action,
    programme: str | None,
    subject: str,
    detail: Mapping[str, Any],
    at: datetime,
) -> None:
    """Add an entry, in the caller's writing transaction: it stands or falls with what it tells of.

    ``detail`` is plain JSON, without personal data. Note last: until the transaction ends nobody else can.
    Two queries (PostgreSQL: three).
    """
    if connection.dialect.name == "postgresql":
        # Another lock than the programme's, as entries of all programmes stand in one chain.
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(LOG, 0))))
    last = end(connection)
    content = {
        "number": last.number + 1,
        "at": at,
        "who": who,
        "action": str(action),
        "programme": programme,
        "subject": subject,
        "detail": json.loads(canonical(detail)),
        "before": last.hash,
    }
    connection.execute(insert(audit).values(content | {"hash": hashed(content)}))


def end(connection: Connection) -> End:
    """Where the log ends. One query."""
    last = select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)
    found = connection.execute(last).one_or_none()
    return End(0, BEGINNING) if found is None else End(found.number, found.hash)
