"""Makes a release: everything that a role could see is declared, protected, audited, and kept."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, insert, select, update

from data_access.database import reading, writing
from data_access.models import programmes, release_numbers, releases
from data_access.protection.system import Marks, System
from data_access.question import Programme, Question, ask
from data_access.released import Release, Thresholds, released, standing
from data_access.releases import assessments, hours, indicators, network
from data_access.releases.axis import axis
from data_access.releases.company import withhold
from data_access.releases.past import Past
from data_access.releases.systems import Audit, audited, protected, systems_of
from data_access.releases.tables import Tables
from data_access.viewer import Role, Viewer

ROLES = (Role.STEERING, Role.FINANCIER, Role.ORGANISATION)
_CHUNK = 5_000  # rows that one statement writes


def ensure(engine: Engine, about: Programme, role: Role, *, today: date, now: datetime) -> None:
    """Make a release for the role, unless its last one is ``current``.

    Waits where somebody else is making it. Raises Busy where that takes too long.
    """
    with reading(engine) as connection:
        if current(connection, about, role, today=today):
            return
    with writing(engine, f"the release of {about.code} to {role}") as connection:
        if not current(connection, about, role, today=today):
            make(connection, about, role, today=today, now=now)


def current(connection: Connection, about: Programme, role: Role, *, today: date) -> bool:
    """Whether the role's last release is of the records, the thresholds and the closed periods of today."""
    last = released(connection, about.id, role)
    closed = max((one.ends_on for one in about.periods if one.ends_on < today), default=None)
    fits = last.thresholds == thresholds(connection, about) and last.closed_on == closed
    return bool(last.number) and last.data_version == about.data_version and fits


def make(connection: Connection, about: Programme, role: Role, *, today: date, now: datetime) -> Release:
    """Make the role's next release of the records as they stand, in the caller's writing transaction."""
    last = released(connection, about.id, role)
    past = Past(connection, about.id, role, last.number)
    tables = declared(connection, about, role, past, today=today)
    systems = systems_of(past, tables)
    marks = protected(systems)
    found = audited(systems, marks)
    rows = _numbers(tables, systems.now, marks)
    question = _question(connection, about, today)
    closed = axis(question).ends
    kept = {
        "programme_id": about.id, "role": str(role), "number": last.number + 1, "data_version": about.data_version,
        "closed_on": closed[-1] if closed else None, "made_at": now, "cell": tables.limits.cell,
        "network": tables.limits.network, "audited": len(found.found), "narrow": len(found.narrow),
    }  # fmt: skip
    connection.execute(insert(releases).values(**kept))
    _keep(connection, rows, standing(connection, about.id, str(role), last.number), kept)
    release = released(connection, about.id, role)
    if role is Role.FINANCIER:
        withhold(connection, question, axis(question), release)
    return release


def audit(connection: Connection, about: Programme, role: Role, *, today: date) -> Audit:
    """The audit of the role's last release, made anew from all that it and earlier ones show."""
    last = released(connection, about.id, role)
    past = Past(connection, about.id, role, last.number)
    tables = declared(connection, about, role, past, today=today)
    systems = systems_of(past, tables)
    marks = [not one.exact and one.name not in last.shown for one in systems.now.statistics]
    return audited(systems, np.array(marks, dtype=bool))


def thresholds(connection: Connection, about: Programme) -> Thresholds:
    """Those of the programme. One query."""
    mine = select(programmes.c.cell_threshold, programmes.c.network_threshold).where(programmes.c.id == about.id)
    return Thresholds(*connection.execute(mine).one())


def set_thresholds(
    connection: Connection, about: Programme, *, cell: int | None = None, network: int | None = None
) -> Thresholds:
    """Give the programme other thresholds, those that are named, in the caller's writing transaction.

    The next release is made under them. A threshold below 2 hides nothing.
    """
    given = {"cell_threshold": cell, "network_threshold": network}
    wanted = {name: value for name, value in given.items() if value is not None}
    if wanted:
        connection.execute(update(programmes).where(programmes.c.id == about.id).values(wanted))
    return thresholds(connection, about)


def declared(connection: Connection, about: Programme, role: Role, past: Past, *, today: date) -> Tables:
    """All numbers that the role could see on the days of the ``axis``, and the equations between them."""
    question = _question(connection, about, today)
    tables = Tables(role, thresholds(connection, about), before=past.parts())
    days = axis(question)
    if not days.ends:
        return tables
    if role is not Role.FINANCIER:
        assessments.declare(tables, question, days, past)
    if role is not Role.ORGANISATION:
        sums = indicators.amounts(question, days.days)
        indicators.declare(tables, days, sums)
        hours.declare(tables, question, days, sums)
    if role is Role.STEERING:
        network.declare(tables, question, days)
    return tables


def _question(connection: Connection, about: Programme, today: date) -> Question:
    # As the manager, who sees all of it: it is this that is protected.
    return ask(connection, Viewer(about.id, Role.MANAGER), about, today=today)


def _numbers(tables: Tables, system: System, marks: Marks) -> pd.DataFrame:
    decided = zip(system.statistics, marks, strict=True)
    rows = [(one.name, one.value, not mark and not one.inner) for one, mark in decided]
    rows += [(name, 1.0, shown) for name, shown in tables.blocks.items()]
    return pd.DataFrame(rows, columns=["name", "value", "shown"]).astype({"value": "float64", "shown": bool})


def _keep(connection: Connection, rows: pd.DataFrame, before: pd.DataFrame, kept: dict[str, object]) -> None:
    """Write what differs from the release ``before``; a number that is gone is written without a value."""
    both = rows.merge(before, on="name", how="outer", suffixes=("", "_before"))
    same = (both["value"] == both["value_before"]) & (both["shown"] == both["shown_before"])
    key = {name: kept[name] for name in ("programme_id", "role", "number")}
    changed = [
        {
            **key,
            "name": row["name"],
            "value": None if pd.isna(row["value"]) else row["value"],
            "shown": row["shown"] is True,
        }
        for row in both[~same].to_dict("records")
    ]
    for start in range(0, len(changed), _CHUNK):
        connection.execute(insert(release_numbers), changed[start : start + _CHUNK])
