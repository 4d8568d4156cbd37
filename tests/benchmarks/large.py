"""A programme of a hundred thousand attendances, the same each time."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.data_access.builders import Programme

SESSIONS, PEOPLE, ATTENDANCES = 2_000, 8_000, 100_000


def large() -> Programme:
    """100 organisations, 2,000 sessions, 8,000 participants, 5,000 answers."""
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
