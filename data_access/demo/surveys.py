"""Answers to surveys: many do not answer, some do without saying who they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from random import Random

from data_access.demo.calendar import Calendar
from data_access.demo.row import Row
from data_access.identities import normalised

USEFUL = (3, 6, 19, 42, 30)  # weights of the answers 1 to 5
HELPFUL = (4, 9, 25, 38, 24)
ANONYMOUS = 0.18
Visits = Mapping[str, list[Row]]  # normalised address to the sessions that the person was present at, by day


def visits(sessions: list[Row], attendance: list[Row], *, who: str, kind: str) -> Visits:
    """The held sessions of ``kind`` by person; ``who`` is the attendance's column for people."""
    held = {row["session"]: row for row in sessions if row["status"] == "held" and row["kind"] == kind}
    found = defaultdict(list)
    for row in attendance:
        if row["present"] != "no" and row["session"] in held:
            found[normalised(row[who])].append(held[row["session"]])
    return {person: sorted(visited, key=lambda row: row["held_on"]) for person, visited in found.items()}


def training_feedback(trained: Visits, third_country: set[str], calendar: Calendar, rng: Random) -> Iterator[Row]:
    """After each training; at every seventh session hardly anybody was asked.

    Those in ``third_country``, normalised addresses, are asked about integration, too.
    """
    codes = sorted({row["session"] for visited in trained.values() for row in visited})
    forgotten = {code for code in codes if rng.random() < 1 / 7}
    for person, session in ((person, session) for person, visited in trained.items() for session in visited):
        answered_on = session["held_on"] + timedelta(rng.randrange(0, 9))
        share = 0.05 if session["session"] in forgotten else 0.42
        if answered_on <= calendar.today and rng.random() < share:
            row = {"survey": "training_feedback", "session": session["session"], "answered_on": answered_on}
            row["respondent"] = _respondent(person, rng)
            yield row | {"question": "useful_for_work", "answer": _rating(USEFUL, rng)}
            if person in third_country:
                yield row | {"question": "helpful_for_integration", "answer": _rating(HELPFUL, rng)}


def follow_up(trained: Visits, calendar: Calendar, rng: Random) -> Iterator[Row]:
    """Three months after the last training; some answer after the window has closed."""
    for person, visited in trained.items():
        answered_on = visited[-1]["held_on"] + timedelta(rng.choice((84, 92, 100, 111, 140)))
        if answered_on <= calendar.today and rng.random() < 0.34:
            row = {"survey": "follow_up", "respondent": person, "answered_on": answered_on}
            yield row | {"question": "uses_skills", "answer": "yes" if rng.random() < 0.66 else "no"}


def network_feedback(met: Visits, calendar: Calendar, rng: Random) -> Iterator[Row]:
    """At the end of each half-year, from a third of those who have come."""
    for period in calendar.closed():
        asked_on = period.last - timedelta(18)
        for person in (person for person, visited in met.items() if visited[0]["held_on"] <= asked_on):
            if rng.random() < 0.33:
                yield {
                    "survey": "network_feedback",
                    "respondent": _respondent(person, rng),
                    "answered_on": asked_on + timedelta(rng.randrange(0, 10)),
                    "question": "helpful_for_integration",
                    "answer": _rating(HELPFUL, rng),
                }


def _respondent(person: str, rng: Random) -> str | None:
    return None if rng.random() < ANONYMOUS else person


def _rating(weights: tuple[int, ...], rng: Random) -> int:
    return rng.choices((1, 2, 3, 4, 5), weights)[0]
