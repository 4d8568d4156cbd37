"""What the commands have in common: the database, and what they write for programs."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from dashboard.cli.complaint import Complaint
from dashboard.settings import Settings
from dashboard.today import today
from data_access import programmes, releases
from data_access.audit import AT_THE_COMMAND_LINE
from data_access.database import Connection, Engine, engine, migrated, reading, writing
from data_access.question import Programme, programme
from data_access.viewer import Forbidden, Role


@contextmanager
def database(settings: Settings) -> Iterator[Engine]:
    """The installation's database. Raises Complaint where it is not set up."""
    if not migrated(settings.url):
        raise Complaint("The database is not set up, or of an older version: run 'dashboard migrate' first.")
    made = engine(settings.url)
    try:
        yield made
    finally:
        made.dispose()


@contextmanager
def read_programme(code: str, settings: Settings) -> Iterator[tuple[Connection, Programme]]:
    """A transaction that reads, and the programme. Raises Complaint where there is none of that code."""
    with database(settings) as source, reading(source) as connection:
        yield connection, _programme(connection, code)


@contextmanager
def write_programme(code: str, settings: Settings) -> Iterator[tuple[Connection, Programme]]:
    """As ``read_programme``, but a transaction that writes, beside no other on the programme."""
    with database(settings) as target, writing(target, code) as connection:
        yield connection, _programme(connection, code)


def _programme(connection: Connection, code: str) -> Programme:
    try:
        return programme(connection, code)
    except Forbidden:
        there = ", ".join(programmes.names(connection)) or "none yet"
        raise Complaint(f"There is no programme {code!r}; there are: {there}.") from None


def released(engine: Engine, code: str, *roles: Role) -> None:
    """See to it that what the roles (all of them where none is named) may see is of the records as they stand."""
    with reading(engine) as connection:
        about = _programme(connection, code)
    for role in roles or releases.ROLES:
        releases.ensure(engine, about, role, today=today(), now=datetime.now(UTC))


def typist() -> str:
    """Who is at the command line, for the audit log."""
    return f"{getpass.getuser()}{AT_THE_COMMAND_LINE}"


def write_json(value: Any) -> None:
    """To standard output, where nothing else goes."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n")


def number(value: Any) -> Any:
    """Whole numbers without a fraction, as they were counted; anything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _plain(value: Any) -> Any:
    # A pandas Timestamp is a datetime and so a date; all of ours are days.
    if isinstance(value, date):
        return value.isoformat()[:10]
    return value.item() if hasattr(value, "item") else str(value)
