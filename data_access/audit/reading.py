"""Reading the log, newest entries first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Unpack

from sqlalchemy import Connection, Select, func, select

from data_access.audit.chosen import Chosen, conditions
from data_access.audit.entry import Action, Entry
from data_access.models import audit

_TOGETHER = 1_000  # entries in memory at a time


@dataclass(frozen=True)
class Page:
    """Entries in a row of those that were chosen, newest first, with how many are newer and how many there are."""

    entries: list[Entry]
    newer: int
    total: int


def entries(connection: Connection, *, limit: int = 100, **chosen: Unpack[Chosen]) -> list[Entry]:
    """The newest entries that were chosen, at most ``limit``. One query."""
    wanted = select(audit).where(*conditions(chosen)).order_by(audit.c.number.desc()).limit(limit)
    return _read(connection, wanted)


def page(connection: Connection, number: int, *, size: int, **chosen: Unpack[Chosen]) -> Page:
    """The page of that number, at least the first and at most the last, of ``size`` entries each. Two queries."""
    asked = conditions(chosen)
    total = connection.execute(select(func.count()).select_from(audit).where(*asked)).scalar_one()
    newer = (max(1, min(number, -(-total // size))) - 1) * size
    wanted = select(audit).where(*asked).order_by(audit.c.number.desc()).limit(size).offset(newer)
    return Page(_read(connection, wanted), newer, total)


def each(connection: Connection, **chosen: Unpack[Chosen]) -> Iterator[Entry]:
    """All entries that were chosen. One query, read bit by bit."""
    wanted = select(audit).where(*conditions(chosen)).order_by(audit.c.number.desc())
    with connection.execute(wanted.execution_options(yield_per=_TOGETHER)) as rows:
        for row in rows:
            yield Entry(**row._asdict())


def doers(connection: Connection) -> Mapping[int, str]:
    """Everybody who did something, by the number of their first entry, in the order of their names. One query."""
    first = func.min(audit.c.number)
    rows = connection.execute(select(first, audit.c.who).group_by(audit.c.who).order_by(audit.c.who))
    return {int(number): str(who) for number, who in rows}


def last(connection: Connection, action: Action, what: str) -> Mapping[str, datetime]:
    """When everybody last did what their entry's detail calls ``what`` and is of no programme. One query."""
    done = (audit.c.programme.is_(None), audit.c.action == str(action), audit.c.detail["what"].as_string() == what)
    return dict(connection.execute(select(audit.c.who, func.max(audit.c.at)).where(*done).group_by(audit.c.who)).all())


def _read(connection: Connection, wanted: Select[tuple[object, ...]]) -> list[Entry]:
    return [Entry(**row._asdict()) for row in connection.execute(wanted)]
