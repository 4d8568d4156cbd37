"""A hundred thousand entries: how long a page of them takes, wherever it is, however it is sorted and searched."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from sqlalchemy import text

from data_access.database import engine
from data_access.queries import evidence
from data_access.queries.evidence import Order, Page, Wanted
from data_access.question import Question
from data_access.viewer import Role
from tests.benchmarks.large import large

LONGEST = 1.5  # seconds for one page; 0.35 were measured while both cores had other work


def test_every_page_of_a_hundred_thousand_entries_comes_at_once(migrated_url):
    made = large()
    opened = engine(migrated_url)
    with opened.begin() as connection:
        made.rebuild(connection)
        # What autovacuum, which is off in tests, does by itself within a minute
        connection.execute(text("ANALYZE"))
    took: dict[str, float] = {}
    with opened.connect() as connection:
        for role in (Role.MANAGER, Role.FINANCIER):
            for name, ask in _asked(made.question(connection, role=role)).items():
                started = time.perf_counter()
                assert len(ask().entries) > 0, name
                took[f"{role} {name}"] = time.perf_counter() - started
    opened.dispose()
    print("; ".join(f"{name} {1000 * seconds:.0f} ms" for name, seconds in took.items()))
    assert max(took.values()) < LONGEST


def _asked(question: Question) -> Mapping[str, Callable[[], Page]]:
    def entries(*args: Wanted, **more: object) -> Callable[[], Page]:
        return lambda: evidence.entries(question, "O.2.3", *args, **more)

    return {
        "first page": entries(),
        "late page": entries(page=1_200),
        "left out": entries(Wanted(counted=False), page=700),
        "sorted by unit": entries(order=Order("unit", descending=True)),
        "sorted by row": entries(order=Order("line"), page=900),
        "searched": entries(Wanted(search="ab12")),
        "searched by row": entries(Wanted(search="4711")),
        "as it was known": entries(page=700, known=1),
        "sample": lambda: evidence.sample(question, "O.2.3", Wanted(counted=True), size=25, seed=1),
        "large sample": lambda: evidence.sample(question, "O.2.3", size=500, seed=1),
    }
