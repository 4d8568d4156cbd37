"""Engines for SQLite (the embedded default) and PostgreSQL, and the schema's migrations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, RootTransaction, create_engine, event, func, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

__all__ = [
    "Busy",
    "Connection",
    "Engine",
    "Unreachable",
    "analyse",
    "engine",
    "migrate",
    "migrated",
    "reading",
    "without_password",
    "writing",
]

PATIENCE = 600  # seconds to wait for another load: the largest take a minute
DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg")
# What is deleted is overwritten: persons who were erased are not to be found in the free parts of the file.
PRAGMAS = ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "temp_store=MEMORY", "secure_delete=ON")
_WRITES = "writes"
LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's code for a lock that was waited for in vain
MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def engine(url: str) -> Engine:
    """An engine for ``url``; SQLite gets write-ahead logging and foreign keys, its folder is made."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        # An error of the database would otherwise print the values it was given, people among them.
        return create_engine(parsed, pool_pre_ping=True, hide_parameters=True)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    made = create_engine(parsed, connect_args={"timeout": 30}, hide_parameters=True)
    event.listen(made, "connect", _sqlite_pragmas)
    event.listen(made, "begin", _sqlite_begin)
    return made


@contextmanager
def reading(source: Engine) -> Iterator[Connection]:
    """A connection whose transaction sees one state of the data and can write nothing."""
    with source.connect() as connection:
        if source.dialect.name != "sqlite":
            yield connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            return
        connection.exec_driver_sql("PRAGMA query_only=ON")
        try:
            yield connection
        finally:
            # The pool hands the same connection to the next one, who may want to write.
            connection.exec_driver_sql("PRAGMA query_only=OFF")


class Busy(Exception):
    """Somebody else went on writing for longer than the caller was ready to wait; nothing was done."""


@contextmanager
def writing(target: Engine, what: str, *, patience: float = PATIENCE) -> Iterator[Connection]:
    """A transaction that no other one on ``what`` (a programme, say) runs beside; it waits for its turn.

    SQLite lets one writer in at a time anyway; on PostgreSQL others may write elsewhere meanwhile. Raises Busy where
    its turn has not come after ``patience`` seconds, or something that it goes on to lock is held for as long.
    """
    busy = Busy(f"Somebody else is writing, and was not done within {patience:g} seconds. Try again.")
    with (
        target.connect().execution_options(**{_WRITES: patience}) as connection,
        _turn(connection, what, patience, busy),
    ):
        try:
            yield connection
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) == LOCK_NOT_AVAILABLE:
                raise busy from error
            raise


def _turn(connection: Connection, what: str, patience: float, busy: Busy) -> RootTransaction:
    try:
        begun = connection.begin()
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.set_config("lock_timeout", f"{patience * 1000:.0f}ms", True)))
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(what, 0))))
    except OperationalError as error:
        raise busy from error
    return begun


def analyse(connection: Connection, tables: Iterable[str]) -> None:
    """Let PostgreSQL look at tables that have just been filled, in the caller's transaction.

    Until it has, it plans as if they were small: a page of 100,000 entries took 9 to 29 s before it did by itself.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"ANALYZE {', '.join(tables)}")


def _sqlite_pragmas(connection: Any, _record: Any) -> None:
    # The driver's own transactions open late and commit around DDL; we begin them ourselves (below).
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: Any) -> None:
    patience = connection.get_execution_options().get(_WRITES)
    if patience is not None:
        # A transaction that reads before it writes must have its turn from the start: it cannot get it later.
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {patience * 1000:.0f}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("BEGIN")


def migrate(url: str) -> None:
    """Bring the schema at ``url`` to the newest revision; creates it where there is none. Raises Unreachable."""
    parsed = _address(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    try:
        made = engine(url)
        with made.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        made.dispose()
    except (OperationalError, OSError) as error:
        raise Unreachable(f"The database at {without_password(parsed)} can be neither made nor changed.") from error


class Unreachable(Exception):
    """No database answers at the address; the text names it without its password."""


def migrated(url: str) -> bool:
    """Whether the schema at ``url`` is of the newest revision; creates nothing. Raises Unreachable."""
    parsed = _address(url)
    file = parsed.database if parsed.get_backend_name() == "sqlite" else None
    if file and not Path(file).exists():
        return False
    made = engine(url)
    try:
        with made.connect() as connection:
            standing = MigrationContext.configure(connection).get_current_revision()
    except OperationalError:
        raise Unreachable(f"No database answers at {without_password(parsed)}.") from None
    except DatabaseError:
        raise Unreachable(f"What stands at {without_password(parsed)} is no database.") from None
    finally:
        made.dispose()
    return standing == ScriptDirectory(str(MIGRATIONS)).get_current_head()


def _address(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise Unreachable("The database's address cannot be understood.") from None
    if parsed.drivername not in DRIVERS:
        raise Unreachable("The database's address must begin with sqlite: or postgresql:, for no other is supported.")
    return parsed


def without_password(url: str | URL) -> str:
    """The address as it can be shown."""
    return make_url(url).render_as_string(hide_password=True)
