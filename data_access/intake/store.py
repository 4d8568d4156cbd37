"""Writes a delivery that has been read, checked and compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from data_access import audit, database, ledger
from data_access.intake import reconcile, sparing
from data_access.intake.delivery import Progress, Read
from data_access.intake.reconcile import Difference
from data_access.message import N_
from data_access.models import deliveries, programmes, rows_of


@dataclass(frozen=True)
class Stamp:
    """What a delivery is marked with."""

    source: str
    loaded_by: str
    now: datetime
    demonstration: bool


def write(
    connection: Connection, read: Read, stamp: Stamp, differences: Sequence[Difference], progress: Progress
) -> int:
    """Write the delivery and make the ledger anew, in the caller's transaction. The delivery's number."""
    programme_id = _programme_id(connection, read, stamp)
    mine = deliveries.c.programme_id == programme_id
    last = connection.execute(select(func.max(deliveries.c.number), func.max(deliveries.c.last_row)).where(mine)).one()
    number, last_row = (last[0] or 0) + 1, last[1] or 0
    total = sum(len(one.entering) for one in differences)
    last_row = reconcile.write(
        connection,
        differences,
        stamp={"programme_id": programme_id, "source": stamp.source, "delivery": number},
        last_row=last_row,
        written=lambda rows: progress.stage(N_("Writing rows"), rows, total),
    )
    connection.execute(
        insert(deliveries).values(
            programme_id=programme_id,
            number=number,
            source=stamp.source,
            loaded_at=stamp.now,
            loaded_by=stamp.loaded_by,
            files=list(read.delivery.files),
            changes={one.sheet.name: one.changes.as_dict() for one in differences},
            skipped=[one.as_dict() for one in read.skipped],
            last_row=last_row,
        )
    )
    sparing.scrub(connection, programme_id)
    progress.stage(N_("Counting"), 0, 1)
    ledger.rebuild(connection, programme_id, read.identities, delivery=number)
    database.analyse(connection, ["ledger", *(rows_of(one.sheet.name).name for one in differences if one.changes.any)])
    progress.stage(N_("Counting"), 1, 1)
    _note(connection, read, stamp, int(number), differences)
    return int(number)


def _note(connection: Connection, read: Read, stamp: Stamp, number: int, differences: Sequence[Difference]) -> None:
    """Note that the delivery was loaded; how many rows it moved is for readers of the programme alone."""
    moved = [one.sheet.name for one in differences if one.changes.any]
    audit.note(
        connection,
        who=stamp.loaded_by,
        action=audit.Action.LOAD,
        programme=read.code,
        subject=f"/data/{number}",
        detail={"delivery": number, "source": stamp.source, "sheets": moved},
        at=stamp.now,
    )


def _programme_id(connection: Connection, read: Read, stamp: Stamp) -> int:
    found = connection.execute(select(programmes.c.id).where(programmes.c.code == read.code)).scalar_one_or_none()
    if found is not None:
        return int(found)
    new = insert(programmes).values(
        code=read.code, demonstration=stamp.demonstration, key_fingerprint=read.identities.fingerprint
    )
    return int(connection.execute(new.returning(programmes.c.id)).scalar_one())
