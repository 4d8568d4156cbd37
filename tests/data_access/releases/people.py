"""Programmes of people at sessions, and what a role is shown of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from data_access import releases
from data_access.models import release_numbers
from data_access.models import releases as made_releases
from data_access.queries import indicators
from data_access.question import programme
from data_access.released import Release
from data_access.viewer import Role
from tests.data_access.builders import TODAY, Programme
from tests.data_access.reports.later import Delivered

NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
FIRST, LATER = date(2024, 3, 1), date(2025, 3, 1)
END = date(2026, 6, 30)


def people(counts: Mapping[str, int], made: Delivered | None = None, *, on: date = FIRST) -> Delivered:
    """Persons at a training on the day: so many of each gender, aged 18 to 60 but for a tenth of them."""
    made = made or Delivered()
    session = f"S{on.isoformat()}"
    if all(row["session"] != session for row in made.rows["sessions"]):
        made.session(session, "training", on)
    for gender, count in counts.items():
        for at in range(count):
            person = f"{gender} {on} {at}"
            age = "over_60" if at % 10 == 9 else "18_60"
            made.participant(person, gender=gender, age_group=age, registered_on=on).attendance(session, person)
    return made


def release(made: Programme, connection: Connection, role: Role = Role.STEERING, *, today: date = TODAY) -> Release:
    """A release made now, whether it is due or not."""
    return releases.make(connection, programme(connection, made.code), role, today=today, now=NOW)


def cells(made: Programme, connection: Connection, role: Role = Role.STEERING, code: str = "P.3", **asked: Any) -> Any:
    """Gender and age as the role is shown them, None where hidden; cells of nobody left away."""
    shown = indicators.cells(made.question(connection, role=role, **asked), code)
    return {
        (row["gender"], row["age_group"]): row["value"]
        for row in shown.records()
        if row["value"] is None or row["value"] > 0
    }


def value(made: Programme, connection: Connection, role: Role, code: str = "P.3", **asked: Any) -> float | None:
    """The indicator's value as the role is shown it."""
    frame = indicators.overview(made.question(connection, role=role, **asked))
    return next(row["value"] for row in frame.records() if row["code"] == code)


def kept(made: Programme, connection: Connection, role: Role = Role.STEERING) -> tuple[int, int]:
    """How many releases there are for the role, and how many numbers are kept of them."""
    numbers = [
        connection.execute(
            select(func.count()).select_from(one).where(one.c.programme_id == made.id, one.c.role == str(role))
        ).scalar_one()
        for one in (made_releases, release_numbers)
    ]
    return numbers[0], numbers[1]
