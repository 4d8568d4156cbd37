"""Engines for SQLite (the embedded default) and PostgreSQL, and the schema's migrations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def engine(url: str) -> Engine:
    """An engine for ``url``; SQLite gets write-ahead logging and foreign keys, its folder is made."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    made = create_engine(parsed, connect_args={"timeout": 30})
    event.listen(made, "connect", _sqlite_pragmas)
    event.listen(made, "begin", _sqlite_begin)
    return made


def _sqlite_pragmas(connection: Any, _record: Any) -> None:
    # The driver's own transactions open late and commit around DDL; we begin them ourselves (below).
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")


def migrate(url: str) -> None:
    """Bring the schema at ``url`` to the newest revision; creates it where there is none."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    made = engine(url)
    try:
        with made.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        made.dispose()
