"""Erasing persons at their request: their rows, whoever delivered them, in both registers, and what led to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from data_access import audit, ledger
from data_access.audit import Action
from data_access.identities import ACCELERATOR, NETWORK, Identities
from data_access.models import ERASURE, deliveries, erasures, programmes
from data_access.removal import rows as of_persons
from data_access.removal.entries import make_anonymous
from data_access.removal.rows import Rows
from data_access.reports import seals


class WrongKey(Exception):
    """The key is not the one under which the programme was loaded, so nobody can be found with it."""


def erase(
    connection: Connection, code: str, people: Collection[str], *, key: bytes, by: str, now: datetime
) -> Mapping[str, int]:
    """Erase whoever ``people`` (identities) name, in the caller's writing transaction. Rows that went, by sheet.

    Empty where nobody was found; nothing is changed then. The ledger is made anew without them, as of a delivery of
    the source ERASURE: with it the difference to a frozen report is explained. Of entries on which frozen reports rest
    ``make_anonymous`` keeps what was counted. Raises WrongKey.
    """
    about = connection.execute(select(programmes).where(programmes.c.code == code)).one()
    identities = Identities(key, code)
    if about.key_fingerprint != identities.fingerprint:
        raise WrongKey(f"PSEUDONYM_KEY is not the key of {code}: set the one with which it was loaded.")
    found = {one: rows for one in people if (rows := _rows(connection, about.id, identities, [one])).counts}
    if not found:
        return {}
    theirs, before = _rows(connection, about.id, identities, list(found)), seals.digests(connection, about.id)
    of_persons.take_away(connection, about.id, theirs)
    _leave_out(connection, about.id, {identities.mark(identities.person(one)) for one in found})
    number = _delivery(connection, about, by, now)
    ledger.rebuild(connection, about.id, identities, delivery=number)
    make_anonymous(connection, about.id, theirs)
    # How many rows went of which sheet would tell that somebody stood in both registers.
    detail = {"delivery": number, "reports": seals.anew(connection, code, before)}
    audit.note(connection, who=by, action=Action.ERASURE, programme=code, subject=code, detail=detail, at=now)
    return theirs.counts


def _rows(connection: Connection, programme_id: int, identities: Identities, people: Sequence[str]) -> Rows:
    domains = (ACCELERATOR, NETWORK)
    pseudonyms = {domain: [identities.pseudonym(domain, one) for one in people] for domain in domains}
    return of_persons.of(connection, programme_id, pseudonyms)


def _leave_out(connection: Connection, programme_id: int, marks: Collection[str]) -> None:
    """From now on; somebody may be on the list already whose rows were there all the same."""
    known = set(connection.execute(select(erasures.c.mark).where(erasures.c.programme_id == programme_id)).scalars())
    new = [{"programme_id": programme_id, "mark": mark} for mark in sorted(set(marks) - known)]
    if new:
        connection.execute(insert(erasures), new)


def _delivery(connection: Connection, about: Row[Any], by: str, now: datetime) -> int:
    """The delivery that tells of the erasure, and of nothing else. Its number."""
    mine = deliveries.c.programme_id == about.id
    last = connection.execute(select(func.max(deliveries.c.number), func.max(deliveries.c.last_row)).where(mine)).one()
    nothing: dict[str, Any] = {"files": [], "changes": {}, "skipped": []}
    connection.execute(
        insert(deliveries).values(
            programme_id=about.id, number=last[0] + 1, source=ERASURE, loaded_at=now, loaded_by=by, last_row=last[1],
            **nothing,
        )
    )  # fmt: skip
    return int(last[0]) + 1
