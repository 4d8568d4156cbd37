"""How long records are kept, and removing those about persons when the time is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from data_access import audit, programmes
from data_access.audit import Action
from data_access.models import deliveries, erasures, rows_of
from data_access.models import programmes as kept
from data_access.removal import rows as of_persons
from data_access.removal.entries import make_anonymous
from data_access.reports import seals


class Early(Exception):
    """The records must still be kept; the text says until when."""


@dataclass(frozen=True)
class Holdings:
    """What a programme holds of persons, and when it may go.

    ``last_payment``: the day of the last payment, or the programme's end where it is not ``known``. ``due_on``: the
    first day on which the records need not be kept. ``removed_on``: None while they are there. ``rows``: by sheet,
    superseded ones among them. ``participants``, ``members``: different persons in each register; how many are in both
    is not told. ``answers``: of those in the sheet responses. ``deliveries``: what brought all of it.
    """

    last_payment: date
    known: bool
    due_on: date
    removed_on: date | None
    rows: Mapping[str, int]
    participants: int
    members: int
    answers: int
    deliveries: int


def holdings(connection: Connection, code: str, *, years: int) -> Holdings:
    """What is held of persons; kept ``years`` from the end of the year of the last payment."""
    about = _about(connection, code)
    last = about.last_payment_on or _end(connection, about.id)
    rows = of_persons.everybody(connection, about.id).counts
    return Holdings(
        last_payment=last,
        known=about.last_payment_on is not None,
        due_on=date(last.year + years + 1, 1, 1),
        removed_on=about.removed_on,
        rows=rows,
        participants=_different(connection, about.id, "participants", "participant"),
        members=_different(connection, about.id, "members", "member"),
        answers=rows.get("responses", 0),
        deliveries=_number(connection, about.id),
    )


def note_payment(connection: Connection, code: str, day: date, *, by: str, now: datetime) -> None:
    """Say when the last payment was, in the caller's writing transaction; it is noted in the audit log."""
    if _about(connection, code).last_payment_on == day:
        return
    connection.execute(update(kept).where(kept.c.code == code).values(last_payment_on=day))
    _note(connection, code, {"last_payment": day.isoformat()}, by, now)


def remove(connection: Connection, code: str, *, years: int, today: date, by: str, now: datetime) -> bool:
    """Remove the rows about persons for good, in the caller's writing transaction; False where it was done before.

    Frozen reports stay as they are, and of the entries what was counted (``make_anonymous``). Afterwards nothing can be
    loaded. Raises Early while the records must be kept.
    """
    about, held = _about(connection, code), holdings(connection, code, years=years)
    if held.removed_on is not None:
        return False
    if today < held.due_on:
        raise Early(f"The records of {code} must be kept until {held.due_on} has come; nothing was changed.")
    before, rows = seals.digests(connection, about.id), of_persons.everybody(connection, about.id)
    make_anonymous(connection, about.id, rows)
    of_persons.take_away(connection, about.id, rows)
    connection.execute(delete(erasures).where(erasures.c.programme_id == about.id))
    connection.execute(update(kept).where(kept.c.id == about.id).values(removed_on=today))
    _note(connection, code, {"rows": rows.counts, "reports": seals.anew(connection, code, before)}, by, now)
    return True


def _about(connection: Connection, code: str) -> Row[Any]:
    return connection.execute(select(kept).where(kept.c.code == code)).one()


def _end(connection: Connection, programme_id: int) -> date:
    known = programmes.facts().subquery()
    ends: date = connection.execute(select(known.c.ends_on).where(known.c.programme_id == programme_id)).scalar_one()
    return ends


def _different(connection: Connection, programme_id: int, sheet: str, column: str) -> int:
    table = rows_of(sheet)
    counted = select(func.count(table.c[column].distinct())).where(table.c.programme_id == programme_id)
    return int(connection.execute(counted).scalar_one())


def _number(connection: Connection, programme_id: int) -> int:
    counted = select(func.count()).select_from(deliveries).where(deliveries.c.programme_id == programme_id)
    return int(connection.execute(counted).scalar_one())


def _note(connection: Connection, code: str, detail: Mapping[str, Any], by: str, now: datetime) -> None:
    audit.note(connection, who=by, action=Action.RETENTION, programme=code, subject=code, detail=detail, at=now)
