"""A hundred thousand attendances: how long the ledger takes, and how much memory."""

from __future__ import annotations

import random
import resource
import time
from datetime import date, timedelta

from data_access.database import engine
from tests.data_access.builders import Programme

SESSIONS, PEOPLE, ATTENDANCES = 2_000, 8_000, 100_000


def test_a_hundred_thousand_attendances_take_seconds(migrated_url):
    made = _programme()
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


def _programme() -> Programme:
    chance = random.Random(7)
    made = Programme()
    for number in range(100):
        made.organisation(f"O{number}", authority=chance.choice(["none", "local", "regional"]))
    for number in range(SESSIONS):
        kind = chance.choice(["training", "training", "mentoring", "event"])
        made.session(f"S{number}", kind, date(2024, 1, 1) + timedelta(days=chance.randrange(900)), hours=2.0)
    for number in range(PEOPLE):
        made.participant(f"person {number}", organisation=f"O{number % 100}", age_group="18_60")
    pairs = {(chance.randrange(SESSIONS), chance.randrange(PEOPLE)) for _ in range(ATTENDANCES + 5_000)}
    for session, person in sorted(pairs)[:ATTENDANCES]:
        made.attendance(f"S{session}", f"person {person}")
    for number in range(5_000):
        made.response(f"person {number}", "useful_for_work", chance.choice("12345"))
    return made
