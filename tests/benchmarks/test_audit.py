"""A log of a hundred thousand entries: how long a page of it takes, wherever it is and whatever is chosen."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, text

from data_access import audit
from data_access.audit import Action
from data_access.audit.entry import BEGINNING, hashed
from data_access.database import engine
from data_access.models import audit as table

ENTRIES, TOGETHER, SIZE = 100_000, 1_000, 50
LONGEST = 0.5  # seconds for one page; 0.06 were measured
LONGEST_OF_ALL = 10  # seconds to verify all or to read all; 2 were measured
BEGAN = datetime(2024, 1, 1, tzinfo=UTC)


def test_every_page_of_a_hundred_thousand_entries_comes_at_once(migrated_url: str) -> None:
    made = engine(migrated_url)
    with made.begin() as connection:
        rows = list(_rows())
        for start in range(0, ENTRIES, TOGETHER):
            connection.execute(insert(table), rows[start : start + TOGETHER])
        # What autovacuum, which is off in tests, does by itself within a minute
        connection.execute(text("ANALYZE"))
    with made.connect() as connection:
        pages = {name: _seconds(ask) for name, ask in _asked(connection).items()}
        verifying = _seconds(lambda: audit.verify(connection))
        reading = _seconds(lambda: sum(1 for _ in audit.each(connection)))
    made.dispose()
    print("; ".join(f"{name} {1000 * seconds:.0f} ms" for name, seconds in pages.items()))
    print(f"verifying {verifying:.1f} s, reading {reading:.1f} s")
    assert max(pages.values()) < LONGEST
    assert max(verifying, reading) < LONGEST_OF_ALL


def _asked(connection: Connection) -> Mapping[str, Callable[[], Any]]:
    def page(number: int, **chosen: Any) -> Callable[[], Any]:
        return lambda: audit.page(connection, number, size=SIZE, **chosen)

    return {
        "first page": page(1),
        "last page": page(ENTRIES // SIZE),
        "programme and action": page(90, programme="A", action=Action.LOAD),
        "busy reader": page(3, who="p3@example.org"),
        "somebody who came once": page(1, who="once@example.org"),
        "subject": page(1, subject="/indicators/O.2.3"),
        "beginning": page(9, under="/reports"),
        "nothing": page(1, under="/nothing"),
        "a day": page(1, since=BEGAN + timedelta(days=200), until=BEGAN + timedelta(days=201)),
        "doers": lambda: audit.doers(connection),
        "last sign-ins": lambda: audit.last(connection, Action.SIGN_IN, "signed in"),
    }


def _seconds(ask: Callable[[], Any]) -> float:
    started = time.perf_counter()
    ask()
    return time.perf_counter() - started


def _rows() -> Iterator[dict[str, Any]]:
    chance, before = random.Random(1), BEGINNING
    for number in range(1, ENTRIES + 1):
        action = chance.choice(list(Action))
        row: dict[str, Any] = {
            "number": number,
            "at": BEGAN + timedelta(minutes=9 * number),
            "who": "once@example.org" if number == 500 else f"p{chance.randrange(40)}@example.org",
            "action": str(action),
            "programme": None if action in (Action.SIGN_IN, Action.ACCOUNT) else chance.choice("ABC"),
            "subject": chance.choice(["/reports/2024-1", "/indicators/O.2.3", "/organisations/x", "p1@example.org"]),
            "detail": {"what": "signed in", "panels": ["indicator-entries"], "role": "manager", "search": False},
            "before": before,
        }
        before = hashed(row)
        yield row | {"hash": before}
