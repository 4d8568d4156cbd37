"""Who was at which session. Nobody is before the day they registered or after their organisation fell silent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from data_access.demo.people import Person, spelled
from data_access.demo.row import Row

AT_OWN = {"training": 0.62, "mentoring": 0.28}  # share of an organisation's people at a session for it
AT_SHARED = 0.14
AT_CANCELLED = 2  # rows that somebody entered for a cancelled session
EARLY, MIDDLE = timedelta(60), timedelta(200)  # how long members have been in the network


def registered(row: Row) -> bool:
    """Whether people were registered one by one at a session that took place."""
    return row["status"] == "held" and row["kind"] != "event" and row.get("headcount") is None


def attendance(sessions: list[Row], people: list[Person], rng: Random) -> list[Row]:
    """The sheet ``attendance``, with two rows that stand at a session that was cancelled."""
    rows = [
        row
        for session in sessions
        if registered(session) and session["kind"] != "network"
        for row in _present(session, people, rng)
    ]
    cancelled = [row for row in sessions if row["status"] == "cancelled" and row["kind"] == "training"]
    wrong = [row for session in cancelled for row in _present(session, people, rng)]
    return rows + wrong[:AT_CANCELLED]


def _present(session: Row, people: list[Person], rng: Random) -> Iterator[Row]:
    """One row for each person, though some are registered under two organisations."""
    seen = set()
    for person in people:
        if person.number in seen or rng.random() >= _chance(session, person):
            continue
        seen.add(person.number)
        absent = rng.random() < 0.06
        yield {
            "session": session["session"],
            "participant": spelled(person.email, rng),
            "present": "no" if absent else rng.choice(("yes", None)),
            "hours": session["hours"] / 2 if not absent and rng.random() < 0.04 else None,
        }


def _chance(session: Row, person: Person) -> float:
    at, held_on = person.organisation, session["held_on"]
    if at is None:
        return 0.1 if held_on >= person.since else 0
    if not person.since <= held_on <= at.active_to:
        return 0
    if "organisation" in session:
        return AT_OWN[session["kind"]] if session["organisation"] == at.code else 0
    return AT_SHARED if session["cohort"] == at.cohort_code else 0


def network_attendance(sessions: list[Row], members: list[Person], rng: Random) -> list[Row]:
    """The sheet ``network_attendance``: a core that stays, many who fade out, some who never come."""
    kinds = rng.choices(("core", "casual", "fading", "never"), (30, 40, 23, 7), k=len(members))
    meetings = [row for row in sessions if registered(row) and row["kind"] == "network"]
    return [
        {
            "session": meeting["session"],
            "member": spelled(member.email, rng),
            "present": "no" if rng.random() < 0.05 else "yes",
        }
        for meeting in meetings
        for member, kind in zip(members, kinds, strict=True)
        if rng.random() < _share(kind, meeting["held_on"] - member.since)
    ]


def _share(kind: str, after: timedelta) -> float:
    if after < timedelta(0):
        return 0
    if kind == "fading":
        return 0.4 if after < EARLY else 0.12 if after < MIDDLE else 0
    return {"core": 0.5, "casual": 0.17, "never": 0}[kind]
