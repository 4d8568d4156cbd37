"""A thousand things of every kind, done at once by processes of their own, each under the lock that is its own."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from data_access import accounts, audit, database
from tests.data_access.intake import files

ROOT = Path(__file__).resolve().parents[2]
EACH = 330
DELIVERIES = 10

ACCOUNTS = """
import sys
from datetime import UTC, datetime
from data_access import accounts, administration
from data_access.database import engine, writing
source, number, times = engine(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
for turn in range(times):
    by = administration.Administrator("root at the command line", datetime.now(UTC))
    with writing(source, accounts.ACCOUNTS) as connection:
        account = accounts.by_id(connection, number)
        change = (administration.end_sessions, administration.close, administration.reopen)[turn % 3]
        change(connection, account, by=by)
"""
LOOKING = """
import sys
from datetime import UTC, datetime
from data_access.audit import LOG, Action, note
from data_access.database import engine, writing
source, times = engine(sys.argv[1]), int(sys.argv[3])
for turn in range(times):
    with writing(source, LOG) as connection:
        note(connection, who="m@example.org", action=(Action.EVIDENCE, Action.FILE)[turn % 2], programme="P",
             subject="/indicators/O.2.3", detail={"turn": turn}, at=datetime.now(UTC))
"""
LOADING = """
import sys
from pathlib import Path
from data_access.database import engine
from tests.data_access.intake import files
source, paths = engine(sys.argv[1]), sys.argv[2].split(":")
for turn in range(int(sys.argv[3])):
    assert files.load(source, Path(paths[turn % 2])).delivery == turn + 1
"""


def running(script, *given):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-c", script, *map(str, given)], env=environment)  # noqa: S603


def test_the_chain_holds_after_a_thousand_things_of_every_kind_at_once(migrated_url, tmp_path):
    source = database.engine(migrated_url)
    with source.begin() as connection:
        numbers = [accounts.add(connection, f"{name}@example.org").id for name in ("one", "two")]
    one = files.xlsx(tmp_path / "one.xlsx", files.programme())
    more = files.programme(organisations=[*files.ORGANISATIONS, ["0003", "Three", "ngo"]])
    two = files.xlsx(tmp_path / "two.xlsx", more)
    runs = [
        *(running(ACCOUNTS, migrated_url, number, EACH) for number in numbers),
        running(LOOKING, migrated_url, "", EACH),
        running(LOADING, migrated_url, f"{one}:{two}", DELIVERIES),
    ]
    assert [run.wait(timeout=120) for run in runs] == [0] * 4
    with source.connect() as connection:
        assert audit.verify(connection) is None
        assert audit.end(connection).number == 3 * EACH + DELIVERIES == 1000
        done = Counter(entry.action for entry in audit.each(connection))
    assert done == {"account": 2 * EACH, "evidence": EACH / 2, "file": EACH / 2, "load": DELIVERIES}
    source.dispose()
