"""A hundred thousand attendances: how long the ledger takes, and how much memory."""

from __future__ import annotations

import resource
import time

from data_access.database import engine
from tests.benchmarks.large import large


def test_a_hundred_thousand_attendances_take_seconds(migrated_url):
    made = large()
    opened = engine(migrated_url)
    with opened.begin() as connection:
        made.save(connection)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.perf_counter()
        made.reckon(connection)
        seconds = time.perf_counter() - started
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    opened.dispose()
    print(f"{seconds:.1f} s, {grown / 1024:.0f} MB more at the peak")
    assert seconds < 30
    assert grown < 1024 * 1024
