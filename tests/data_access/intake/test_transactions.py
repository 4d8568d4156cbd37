"""A load is whole or not at all, whatever happens to it or beside it."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from data_access import database, ledger
from data_access.models import deliveries, metadata, programmes
from tests.data_access.intake import files

ROOT = Path(__file__).resolve().parents[3]
# Kills itself while the rows are in and the ledger is being made.
DYING = """
import os, signal, sys
from pathlib import Path
from data_access import database, ledger
from tests.data_access.intake import files

real = ledger.rebuild

def dying(connection, *rest, **more):
    real(connection, *rest, **more)
    os.kill(os.getpid(), signal.SIGKILL)

ledger.rebuild = dying
files.load(database.engine(sys.argv[1]), Path(sys.argv[2]))
"""


def contents(engine):
    with engine.connect() as connection:
        return {table.name: sorted(map(repr, connection.execute(select(table)))) for table in metadata.sorted_tables}


@pytest.mark.parametrize("before", [True, False], ids=["a programme stood", "there was none"])
def test_a_crash_leaves_the_state_before(engine, migrated_url, tmp_path, before):
    if before:
        assert files.load(engine, files.xlsx(tmp_path / "p.xlsx", files.programme())).delivery == 1
    stood = contents(engine)
    changed = files.programme(organisations=[*files.ORGANISATIONS, ["0003", "Three", "ngo"]])
    path = files.xlsx(tmp_path / "q.xlsx", changed)
    died = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-c", DYING, migrated_url, str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert died.returncode == -signal.SIGKILL
    assert contents(engine) == stood
    assert files.load(engine, path).delivery == (2 if before else 1)


def test_an_error_while_counting_leaves_the_state_before(engine, tmp_path, monkeypatch):
    def failing(*_, **__):
        raise RuntimeError("no")

    path = files.xlsx(tmp_path / "p.xlsx", files.programme())
    stood = contents(engine)
    monkeypatch.setattr(ledger, "rebuild", failing)
    with pytest.raises(RuntimeError):
        files.load(engine, path)
    assert contents(engine) == stood


def test_two_loads_of_one_programme_at_once_come_one_after_the_other(engine, migrated_url, tmp_path):
    paths = [
        files.xlsx(tmp_path / f"{n}.xlsx", files.programme(organisations=[*files.ORGANISATIONS, [f"x{n}", "X", "ngo"]]))
        for n in range(4)
    ]

    def load(path):
        own = database.engine(migrated_url)
        try:
            return files.load(own, path)
        finally:
            own.dispose()

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(load, paths))
    assert not [outcome.problems for outcome in outcomes if outcome.problems]
    assert sorted(outcome.delivery for outcome in outcomes) == [1, 2, 3, 4]
    with engine.connect() as connection:
        assert len(connection.execute(select(programmes)).all()) == 1
        ends = connection.execute(select(deliveries.c.last_row).order_by(deliveries.c.number)).scalars().all()
    assert ends == sorted(set(ends))


def test_the_same_file_twice_at_once_is_one_delivery(migrated_url, tmp_path):
    path = files.xlsx(tmp_path / "p.xlsx", files.programme())

    def load(_):
        own = database.engine(migrated_url)
        try:
            return files.load(own, path).delivery
        finally:
            own.dispose()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(load, range(2)), key=str) == [1, None]


def test_loads_of_two_programmes_at_once(migrated_url, tmp_path):
    def load(code):
        own = database.engine(migrated_url)
        facts = [files.PROGRAMME[0], ["code", code], *files.PROGRAMME[2:]]
        try:
            return files.load(own, files.xlsx(tmp_path / f"{code}.xlsx", files.programme(programme=facts)))
        finally:
            own.dispose()

    with ThreadPoolExecutor(3) as pool:
        outcomes = list(pool.map(load, "ABC"))
    assert [(outcome.programme, outcome.delivery) for outcome in outcomes] == [("A", 1), ("B", 1), ("C", 1)]
