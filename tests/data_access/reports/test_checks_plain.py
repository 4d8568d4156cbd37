"""Checks agree with plain Python on programmes made at random, and bear whatever is delivered."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert

from data_access.models import ledger, metadata
from data_access.reports import checks
from data_access.reports.checks.answers import unanswered
from data_access.reports.checks.baselines import assessed
from data_access.reports.checks.pace import jumps
from data_access.reports.checks.spelling import alike
from data_access.reports.content import records
from data_access.reports.digest import canonical
from tests.data_access.builders import HALF_YEARS, Programme
from tests.data_access.ledger.test_plain_count import programmes
from tests.data_access.reports import plain_checks

START = date(2024, 3, 1)
DAYS = tuple(START + timedelta(days=step) for step in (0, 1, 9, 10, 11, 20, 21, 30, 31, 40))
PEOPLE = ("a", "b", "c", "d")
SPELLINGS = (
    "K-1",
    "k 1",
    "K1",
    "ｋ１",
    "K 11",
    "k_11",
    "Straße",
    "STRASSE",
    "é",
    "e\N{COMBINING ACUTE ACCENT}",
    "É",
    "--",
    "#",
)
days, people = st.sampled_from(DAYS), st.sampled_from(PEOPLE)
slowly = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.fixture(scope="module")
def memory():
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    yield engine
    engine.dispose()


@contextmanager
def asked(memory, made: Programme, as_of: date):
    """The question to the rows of the programme, without a ledger: most checks read the rows alone."""
    with memory.connect() as connection:
        yield made.save(connection).question(connection, as_of=as_of)
        connection.rollback()


@st.composite
def trained(draw: st.DrawFn) -> Programme:
    """People at a few trainings close to one another, with answers around the edges of the window."""
    made = Programme(counts="all", follow_up_from_days=10, follow_up_to_days=20)
    for number in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["training", "training", "training", "mentoring"]))
        status = draw(st.sampled_from(["held", "held", "held", "cancelled"]))
        made.session(f"S{number}", kind, draw(days), status=status)
    for person in PEOPLE:
        made.participant(person, project_staff=draw(st.sampled_from([None, None, None, True])))
    sessions = [row["session"] for row in made.rows["sessions"]]
    visit = st.tuples(st.sampled_from(sessions), people, st.sampled_from([True, True, True, False, None]))
    for session, person, present in draw(st.lists(visit, max_size=12, unique_by=lambda one: one[:2])):
        made.attendance(session, person, present=present)
    answer = st.tuples(st.none() | people, days, st.sampled_from(["uses_skills", "uses_skills", "useful_for_work"]))
    surveys = st.sampled_from(["follow_up", "follow_up", "network_feedback"])
    for person, day, question in draw(st.lists(answer, max_size=6)):
        said = "yes" if question == "uses_skills" else "5"
        made.response(person, question, said, answered_on=day, survey=draw(surveys))
    return made


@slowly
@given(made=trained(), as_of=days)
def test_follow_ups_that_are_open_and_not_answered(memory, made, as_of):
    with asked(memory, made, as_of) as question:
        (rows,) = unanswered(question)
    found = dict(zip(rows["record"], rows["found"], strict=True))
    assert found == plain_checks.unanswered(made, as_of)


@slowly
@given(
    documented=st.lists(st.sampled_from([day for _, *ends in HALF_YEARS for day in ends]), max_size=25),
    as_of=st.sampled_from([end + timedelta(days=step) for _, _, end in HALF_YEARS for step in (0, 40)]),
)
def test_rises_beyond_three_times_the_usual_pace(memory, documented, as_of):
    made, ends = Programme().practice("any"), [end for _, _, end in HALF_YEARS]
    with asked(memory, made, as_of) as question:
        for number, day in enumerate(documented):
            question.connection.execute(insert(ledger).values(_documented(made, number, day)))
        rows = jumps(question)
    assert list(rows["code"]) == (["P.9"] if plain_checks.jumps(documented, ends, as_of) else [])


def _documented(made: Programme, number: int, day: date) -> dict[str, object]:
    entry = {"indicator": "P.9", "measure": "value", "unit": str(number), "counted_on": day, "amount": 1.0}
    return entry | {"programme_id": made.id, "id": number, "sheet": "practices", "row_id": number, "since": 1}


codes = st.lists(st.sampled_from(SPELLINGS) | st.text(min_size=1, max_size=4), max_size=6, unique=True)


@slowly
@given(organisations=codes, practices=codes, items=codes, sessions=codes, cohorts=codes)
def test_codes_that_differ_in_spelling_alone(memory, organisations, practices, items, sessions, cohorts):
    made = Programme()
    for code in organisations:
        made.organisation(code)
    for code in practices:
        made.practice(code)
    for code in items:
        made.dissemination(code)
    for code in sessions:
        made.session(code)
    for code in cohorts:
        made.cohort(code)
    with asked(memory, made, START) as question:
        rows = alike(question)
    found = list(zip(rows["sheet"], rows["record"], strict=True))
    assert len(found) == len(set(found))
    assert set(found) == plain_checks.alike(made)


@st.composite
def rated(draw: st.DrawFn) -> Programme:
    """Self-assessments around the weeks of a few milestones, of organisations with and without a cohort's first day."""
    made = Programme().cohort("X", starts_on=START).cohort("Y", starts_on=None)
    for code in draw(st.lists(st.sampled_from(["start", "baseline", "plan"]), unique=True, max_size=3)):
        made.milestone(code, position=draw(st.integers(1, 3)), due_week=draw(st.sampled_from([None, 0, 1, 3])))
    for code in "ABC":
        made.organisation(code, cohort=draw(st.sampled_from([None, "X", "X", "Y"])))
    rounds = st.sampled_from(["baseline", "baseline", "midway"])
    given = st.tuples(st.sampled_from("ABC"), st.sampled_from(["D1", "D2"]), rounds, days)
    for code, dimension, round_, day in draw(st.lists(given, max_size=8, unique_by=lambda one: one[:3])):
        made.assessment(code, dimension, 2, round=round_, assessed_on=day)
    return made


@slowly
@given(made=rated(), as_of=days)
def test_baselines_assessed_after_they_were_due(memory, made, as_of):
    with asked(memory, made, as_of) as question:
        rows = assessed(question)
    assert dict(zip(rows["record"], rows["on"], strict=True)) == plain_checks.assessed_late(made, as_of)


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made=programmes(), as_of=days)
def test_whatever_is_delivered_gives_findings_that_can_be_frozen(memory, made, as_of):
    with memory.connect() as connection:
        question = made.rebuild(connection).question(connection, as_of=as_of)
        rows = checks.findings(question)
        shown = checks.today(question)
        connection.rollback()
    assert tuple(rows.columns) == checks.COLUMNS
    assert len(shown) == len(rows)
    assert canonical({"checks": records(rows)})
    assert not rows["blocking"].any()
