"""A programme of 60 organisations and 10 periods: how long it takes to protect, against the ledger that it rests on."""

from __future__ import annotations

import random
import time
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import text

from data_access import releases
from data_access.database import engine
from data_access.question import programme
from data_access.viewer import Role
from tests.data_access.builders import Programme

TODAY = date(2026, 9, 1)


def broad() -> Programme:
    """60 organisations, 10 quarters, 600 participants, 200 members, all indicators that count people."""
    chance = random.Random(11)
    made = Programme(periods=False, counts="all").cohort("A").cohort("B", starts_on=date(2025, 2, 1))
    first = date(2024, 1, 1)
    for number in range(10):
        year, quarter = divmod(number, 4)
        begins = date(2024 + year, quarter * 3 + 1, 1)
        following = date(2024 + (number + 1) // 4, (number + 1) % 4 * 3 + 1, 1)
        made.period(f"Q{number}", starts_on=begins, ends_on=following - timedelta(days=1))
    sectors = ["municipality", "wellbeing_county", "state", "education", "ngo", "company"]
    for number in range(60):
        made.organisation(
            f"O{number}", cohort=chance.choice("AB"), sector=chance.choice(sectors), region=f"R{number % 8}"
        )
    kinds = ["training"] * 40 + ["mentoring"] * 40 + ["network"] * 20
    for number, kind in enumerate(kinds):
        made.session(f"S{number}", kind, first + timedelta(days=chance.randrange(900)), hours=2.0)
    accelerator = [f"S{number}" for number, kind in enumerate(kinds) if kind != "network"]
    meetings = [f"S{number}" for number, kind in enumerate(kinds) if kind == "network"]
    for number in range(600):
        gender, age = chance.choice(["female"] * 5 + ["male"] * 3 + ["non_binary", None]), chance.choice(AGES)
        made.participant(f"p{number}", organisation=f"O{number % 60}", gender=gender, age_group=age)
        for session in chance.sample(accelerator, 3):
            made.attendance(session, f"p{number}")
        made.response(f"p{number}", "useful_for_work", chance.choice("12345"), answered_on=first + timedelta(days=800))
    for number in range(200):
        made.member(f"m{number}", gender=chance.choice(["female", "male"]), age_group=chance.choice(AGES))
        for session in chance.sample(meetings, 2):
            made.network_attendance(session, f"m{number}")
    return made


AGES = ["18_60"] * 8 + ["over_60", "under_18", None]


def test_protecting_takes_seconds(migrated_url):
    opened = engine(migrated_url)
    with opened.begin() as connection:
        made = broad().save(connection)
        started = time.perf_counter()
        made.reckon(connection)
        ledger = time.perf_counter() - started
        connection.execute(text("ANALYZE"))  # as a load does
        about = programme(connection, made.code)
        for role in (Role.STEERING, Role.FINANCIER):
            started = time.perf_counter()
            releases.make(connection, about, role, today=TODAY, now=datetime.now(UTC))
            seconds = time.perf_counter() - started
            print(f"{role}: {seconds:.1f} s, {seconds / ledger:.1f} times the ledger")
            assert releases.audit(connection, about, role, today=TODAY).holds
            assert seconds < 20  # 9 s on a quiet machine
    opened.dispose()
