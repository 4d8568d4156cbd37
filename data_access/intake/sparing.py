"""What is delivered but not kept, so that nothing stored leads from a member of the network to an organisation.

Where a programme has a register of members, a session of the network names no organisation and no cohort, whatever
the file says: attendance would join the two. And a date of birth, which both registers may know, would join them by
value: of members the age group on the day they joined is kept in its place, which is all that is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, exists, select, update

from data_access.intake.problem import Problem, Row, at
from data_access.intake.state import After, Kept
from data_access.message import N_
from data_access.models import rows_of
from data_access.sheets import sheet

APART = ("organisation", "cohort")  # of a session of the network


def kept(name: str, rows: Sequence[Row], after: After) -> Sequence[Row]:
    """``rows`` of a sheet as they are kept after the delivery."""
    spare = {"sessions": _session, "members": _member}.get(name)
    if spare is None or not after.registers_members:
        return rows
    names = list(sheet(name).by_name)
    return [row._replace(values=tuple(spare(dict(zip(names, row.values, strict=True))).values())) for row in rows]


def standing(name: str, rows: Sequence[Kept], after: After) -> Sequence[Kept]:
    """``kept``, of rows that stand already."""
    spared = kept(name, [one.row for one in rows], after)
    return [one._replace(row=row) for one, row in zip(rows, spared, strict=True)]


def scrub(connection: Connection, programme_id: int) -> None:
    """With a register, take from the sessions that stand what is not kept: they may have come before it."""
    sessions, members = rows_of("sessions"), rows_of("members")
    registered = exists(select(members.c.id).where(members.c.programme_id == programme_id))
    ours = (sessions.c.programme_id == programme_id) & (sessions.c.kind == "network")
    connection.execute(update(sessions).where(ours, registered).values(dict.fromkeys(APART)))


def warnings(after: After) -> Iterator[Problem]:
    """Delivered sessions of the network of which something is not kept."""
    if not after.registers_members:
        return
    for name in APART:
        column = sheet("sessions").column(name)
        for row, (kind, said) in after.new("sessions", "kind", name):
            if kind == "network" and said is not None:
                message = N_("This is not kept: with a register of members it would lead from them to organisations.")
                yield at(row, column, message, cell=said, expected=N_("an empty cell for a session of the network"))


def age_group(born: date, day: date) -> str:
    """Age in whole years; 18 and 60 belong to the middle (design: *How indicators are counted*, rule 5)."""
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return "under_18" if years < 18 else "18_60" if years <= 60 else "over_60"


def _session(said: dict[str, Any]) -> Mapping[str, Any]:
    return said | dict.fromkeys(APART) if said["kind"] == "network" else said


def _member(said: dict[str, Any]) -> Mapping[str, Any]:
    born, joined = said["born_on"], said["joined_on"]
    return said if born is None else said | {"born_on": None, "age_group": age_group(born, joined)}
