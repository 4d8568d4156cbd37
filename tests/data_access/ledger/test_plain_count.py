"""The ledger agrees with the plain count on programmes made at random."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from data_access.models import metadata
from tests.data_access.builders import Programme
from tests.data_access.figures import figures
from tests.data_access.ledger.plain_count import PlainCount

PEOPLE = tuple(f"p{number}" for number in range(6))
ORGANISATIONS = ("A", "B", "C", "D", "E")
# Few days, close to one another and to the edges of the window below, so that ties and edges are common.
DAYS = tuple(date(2024, 3, 1) + timedelta(days=step) for step in (0, 1, 2, 9, 10, 11, 20, 21, 30, 31, 40))
BIRTHDAYS = (None, date(2006, 3, 2), date(2006, 3, 10), date(1963, 3, 1), date(1963, 3, 2), date(2004, 2, 29))
RARELY = st.sampled_from([None, None, None, None, True, False])
days = st.sampled_from(DAYS)
people = st.sampled_from(PEOPLE)
organisations = st.sampled_from(ORGANISATIONS)


def rows(of: st.SearchStrategy[dict[str, Any]], most: int, *unique: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    key = (lambda row: tuple(row[name] for name in unique)) if unique else None
    return st.lists(of, max_size=most, unique_by=key)


def spelled(person: str, way: int) -> str:
    """One of several ways in which the same identity is written."""
    return (person, person.upper(), f"  {person} ", f"{person}\t")[way]


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    made = Programme(
        periods=False,
        counts=draw(st.sampled_from(["target_group", "all"])),
        follow_up_from_days=10,
        follow_up_to_days=20,
    )
    parents = {"A": None, "B": "A", "C": "B", "D": None, "E": "D"}
    for code in ORGANISATIONS:
        made.organisation(
            code,
            parent=parents[code] if draw(st.booleans()) else None,
            authority=draw(st.sampled_from([None, None, "none", "local", "regional", "national"])),
            cohort=draw(st.sampled_from([None, "X"])),
            joined_on=draw(st.none() | days),
        )
    made.cohort("X").milestone("half").milestone("whole", completes=True)
    sessions = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "kind": st.sampled_from(["training", "training", "mentoring", "network", "event"]),
                    "held_on": days,
                    "status": st.sampled_from(["held", "held", "held", "planned", "cancelled"]),
                    "organisation": st.none() | organisations,
                    "hours": st.sampled_from([None, 0.0, 1.5, 2.0]),
                    "headcount": st.sampled_from([None, 7]),
                }
            ),
            min_size=1,
            max_size=7,
        )
    )
    for number, session in enumerate(sessions):
        made.session(f"S{number}", **session)
    person = {
        "gender": st.sampled_from([None, "female", "male", "non_binary"]),
        "born_on": st.sampled_from(BIRTHDAYS),
        "age_group": st.sampled_from([None, "under_18", "18_60"]),
        "third_country_national": st.sampled_from([None, True, True, False]),
        "project_staff": RARELY,
        "source": st.sampled_from(["workbook", "partner"]),
    }
    ways = st.integers(0, 3)
    one = st.fixed_dictionaries(
        {"participant": people, "organisation": st.none() | organisations, "registered_on": days} | person
    )
    for row in draw(rows(one, 9, "participant", "organisation", "source")):
        made.participant(spelled(row.pop("participant"), draw(ways)), **row)
    one = st.fixed_dictionaries({"member": people, "joined_on": days} | person)
    for row in draw(rows(one, 6, "member", "source")):
        made.member(spelled(row.pop("member"), draw(ways)), **row)
    _attend(draw, made, [f"S{number}" for number in range(len(sessions))])
    _answer(draw, made)
    _adopt(draw, made)
    for row in draw(rows(st.tuples(organisations, st.sampled_from(["half", "whole"]), st.none() | days), 6)):
        made.progress(row[0], row[1], done_on=row[2])
    return made


def _attend(draw: st.DrawFn, made: Programme, sessions: list[str]) -> None:
    presence = st.sampled_from([True, True, True, True, False, None])
    for sheet, column, register in (
        ("attendance", "participant", "participants"),
        ("network_attendance", "member", "members"),
    ):
        known = sorted({row[column].strip().casefold() for row in made.rows[register]})
        if known:
            visit = st.tuples(st.sampled_from(sessions), st.sampled_from(known), presence)
            for session, one, present in draw(st.lists(visit, max_size=15, unique_by=lambda row: row[:2])):
                made.row(sheet, session=session, present=present, **{column: one})


def _answer(draw: st.DrawFn, made: Programme) -> None:
    answer = st.fixed_dictionaries(
        {
            "survey": st.sampled_from(["training_feedback", "network_feedback"]),
            "respondent": st.none() | people,
            "question": st.sampled_from(["useful_for_work", "helpful_for_integration", "uses_skills", "uses_skills"]),
            "answered_on": days,
            "answer": st.sampled_from(["3", "4", "5"]),
        }
    )
    for row in draw(st.lists(answer, max_size=16)):
        if row["question"] == "uses_skills":
            row["answer"] = "no" if row["answer"] == "3" else "yes"
        made.response(row.pop("respondent"), **row)


def _adopt(draw: st.DrawFn, made: Programme) -> None:
    for practice in ("K1", "K2"):
        origin = draw(st.sampled_from([None, "network"]))
        made.practice(
            practice, origin=origin, documented_on=draw(st.none() | days), published_on=draw(st.none() | days)
        )
        made.dissemination(f"D{practice}", published_on=draw(days), uptake_by=draw(st.none() | st.just("others")))
    stage = st.tuples(
        st.sampled_from(["K1", "K2"]),
        st.sampled_from(["A", "B"]),
        st.sampled_from(["planned", "piloted", "in_use", "embedded", "dropped"]),
        days,
    )
    for row in draw(st.lists(stage, max_size=10, unique=True)):
        made.adoption(*row)


@pytest.fixture(scope="module")
def memory():
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    yield engine
    engine.dispose()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made=programmes())
def test_ledger_agrees_with_the_plain_count(memory, made):
    with memory.connect() as connection:
        made.rebuild(connection)
        for day in (DAYS[1], DAYS[4], DAYS[6], DAYS[8], date(2030, 1, 1)):
            assert figures(connection, made.id, day) == PlainCount(made.rows, day).figures()
        connection.rollback()
