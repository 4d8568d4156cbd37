"""What freezing costs with a hundred thousand attendances: keeping the ledger's history, preparing, verifying."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import func, select, text, update

from data_access import ledger, reports
from data_access.database import engine
from data_access.models import ledger_history, rows_of
from tests.benchmarks.large import large
from tests.data_access.builders import Programme
from tests.data_access.reports.later import BY, NOW

# A ledger made anew beside one that stands, measured against the first, which writes all entries and keeps none.
# Measured on SQLite and PostgreSQL: 0.5 and 1.0 where nothing changes, 0.6 and 1.0 where a twentieth of the attendance
# goes, 0.7 and 1.4 where each person's gender does, which ends a quarter of the entries.
MOST_TIMES = {"unchanged": 1.25, "a twentieth gone": 1.25, "every person changed": 2.0}
MOST_MEGABYTES = 400  # more than what the programme takes
MOST_SECONDS = 30  # for preparing, and for verifying


def test_freezing_a_hundred_thousand_attendances(migrated_url):
    made, opened = large(), engine(migrated_url)
    with opened.begin() as connection:
        made.save(connection)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took = {"first": rebuilt(opened, made, 1)}
    with opened.begin() as connection:
        # What autovacuum, which is off in tests, does by itself within a minute
        connection.execute(text("ANALYZE"))
        question = made.question(connection)
        seconds = {"prepare": measured(lambda: reports.prepare(question, "2025H1", remarks={}, by=BY, now=NOW))}
    attendance, participants = rows_of("attendance"), rows_of("participants")
    took["unchanged"] = rebuilt(opened, made, 2)
    took["a twentieth gone"] = rebuilt(
        opened, made, 3, update(attendance).where(attendance.c.id % 20 == 0).values(superseded=3)
    )
    took["every person changed"] = rebuilt(opened, made, 4, update(participants).values(gender="male"))
    with opened.connect() as connection:
        question = made.question(connection)
        frozen = reports.frozen(question, "2025H1")
        seconds["verify"] = measured(lambda: reports.verify(question, frozen))
        assert reports.verify(question, frozen).holds
        assert frozen.as_of == date(2025, 6, 30)
        kept = connection.execute(select(func.count()).select_from(ledger_history)).scalar()
    opened.dispose()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10
    times = {name: one / took["first"] for name, one in took.items()}
    print("; ".join(f"{name} {one:.1f} s ({times[name]:.2f})" for name, one in took.items()))
    print("; ".join(f"{name} {one:.1f} s" for name, one in seconds.items()), f"; {kept} kept; {grown} MB more")
    assert kept > 50_000
    assert all(times[name] < most for name, most in MOST_TIMES.items())
    assert max(seconds.values()) < MOST_SECONDS
    assert grown < MOST_MEGABYTES


def rebuilt(opened: Any, made: Programme, delivery: int, change: Any = None) -> float:
    """Seconds to make the ledger anew."""
    with opened.begin() as connection:
        if change is not None:
            connection.execute(change)
        started = time.perf_counter()
        ledger.rebuild(connection, made.id, made.identities, delivery=delivery)
        return time.perf_counter() - started


def measured(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
