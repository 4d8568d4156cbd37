"""From the records to the value: every step says what the rows say, and the steps add up."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, event

from data_access import database, demo, intake, releases
from data_access.catalogue import indicators
from data_access.demo.book import write
from data_access.identities import normalised
from data_access.models import metadata
from data_access.queries import evidence
from data_access.queries import indicators as figures
from data_access.queries.evidence import Change, Step
from data_access.question import ask
from data_access.question import programme as asked_programme
from data_access.viewer import Forbidden, Role, Viewer
from tests.data_access.builders import DAY, KEY, TODAY, Programme, domain_of
from tests.data_access.intake.files import EXAMPLES
from tests.data_access.ledger.plain_count import PlainCount
from tests.data_access.ledger.test_plain_count import DAYS, programmes

AUTUMN = date(2024, 9, 20)
LISTS = {
    "accelerator": ("attendance", "participants", "participant"),
    "network": ("network_attendance", "members", "member"),
}


def steps(question, code):
    return list(evidence.derivation(question, code).records())


def adds_up(rows, *, hours=False):
    """Whether each number that is left follows from those before it, and the value from what the registers count."""
    running, counted = None, []
    for row in rows:
        change, number = Change(row["change"]), row["number"]
        if row["step"] == Step.VALUE:
            return hours or number == (sum(counted) if counted else number if running is None else running)
        if change is Change.BEGINS:
            running = number
        elif change is Change.LESS:
            running -= number
        elif change is Change.MORE:
            running += number
        elif change is Change.LEAVES and running != number:
            return False
        if row["step"] == Step.COUNTED:
            counted.append(number)
        elif row["step"] in (Step.BOTH, Step.NETWORK):
            counted.append(number if change is Change.MORE else -number)
    return False


def said(rows, register):
    """The numbers by step and reason, of one register."""
    return {(row["step"], row["reason"]): row["number"] for row in rows if row["register"] == register}


def of_persons(made, indicator, register, as_of):
    """The steps of one register counted plainly, by step and reason."""
    listing, registrations, column = LISTS[register]
    registered = Counter(normalised(row[column]) for row in made.rows[registrations])
    marked = {
        mark: {normalised(row[column]) for row in made.rows[registrations] if row[mark] is True}
        for mark in ("project_staff", "third_country_national")
    }
    sessions = {row["session"]: row for row in made.rows["sessions"]}
    elsewhere = indicator.conditions.registered_in not in (None, registrations)
    found, there, at = Counter(), set(), set()
    for row in [] if elsewhere else made.rows[listing]:
        session = sessions[row["session"]]
        if session["kind"] not in indicator.conditions.session_kinds or session["held_on"] > as_of:
            continue
        found["listed", None] += 1
        if session["status"] != "held":
            found["left_out", f"session_{session['status']}"] += 1
        elif row["present"] is not True:
            found["left_out", "absent"] += 1
        else:
            found["attended", None] += 1
            there.add(normalised(row[column]))
            at.add(row["session"])
    found["persons", None] = len(there)
    found["registrations", None] = sum(registered[one] for one in there)
    found["left_out", "staff"] = len(there & marked["project_staff"])
    only = indicator.conditions.target_group and made.rows["programme"][0]["counts"] == "target_group"
    others = there - marked["project_staff"] - marked["third_country_national"] if only else set()
    found["left_out", "not_target_group"] = len(others)
    return found, len(at)


@pytest.fixture(scope="module")
def engine():
    made = create_engine("sqlite://")
    metadata.create_all(made)
    yield made
    made.dispose()


@settings(max_examples=18, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=programmes(), as_of=st.sampled_from(DAYS))
def test_the_steps_of_random_programmes_are_those_of_the_rows_and_add_up(engine, made, as_of):
    with engine.connect() as connection:
        question = made.rebuild(connection).question(connection, as_of=as_of)
        plain = PlainCount(made.rows, as_of).figures()
        known = {row["code"]: row["value"] for row in figures.overview(question).records()}
        for code, indicator in indicators().items():
            rows = steps(question, code)
            assert bool(rows) == (known[code] is not None)
            if not rows:
                continue
            assert adds_up(rows, hours=indicator.unit == "hours"), (code, rows)
            assert next(row["number"] for row in rows if row["step"] == Step.VALUE) == plain[code]["value"]
            if indicator.counts_persons and not indicator.survey:
                for register in LISTS:
                    _agrees(rows, register, *of_persons(made, indicator, register, as_of))
            if indicator.survey:
                _agrees_on_answers(made, indicator, rows, as_of)
        _agrees_on_pairs(made, steps(question, "P.12"), as_of)
        connection.rollback()


def _agrees(rows, register, counted, sessions):
    told = said(rows, register)
    for key, number in told.items():
        if key[0] in ("listed", "left_out", "attended", "registrations", "persons"):
            assert number == counted[key], (register, key)
    # What is not said is nothing, or what the next step says.
    for key in (("left_out", "staff"), ("left_out", "absent"), ("left_out", "session_planned"), ("persons", None)):
        assert told.get(key, 0) == counted[key], (register, key)
    assert [row["sessions"] for row in rows if row["register"] == register and row["sessions"]] in ([], [sessions])


def _agrees_on_answers(made, indicator, rows, as_of):
    answers = [
        row
        for row in made.rows["responses"]
        if row["question"] == indicator.conditions.question and not row["respondent"] and row["answered_on"] <= as_of
    ]
    nameless = Counter(domain_of("responses", row) for row in answers)
    for register in LISTS:
        assert said(rows, register).get(("left_out", "anonymous"), 0) == nameless[register]


def _agrees_on_pairs(made, rows, as_of):
    reached = [row for row in made.rows["adoptions"] if row["reached_on"] <= as_of]
    if rows and reached:
        told = said(rows, None)
        assert told["listed", None] == len(reached)
        assert told["pairs", None] == len({(row["organisation"], row["practice"]) for row in reached})


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=programmes(), as_of=st.sampled_from(DAYS), code=st.sampled_from(list(indicators())))
def test_a_part_of_the_programme_adds_up_too(engine, made, as_of, code):
    with engine.connect() as connection:
        made.rebuild(connection)
        for part in ({"cohort": "X"}, {"sector": "municipality"}):
            rows = steps(made.question(connection, as_of=as_of, **part), code)
            assert not rows or adds_up(rows, hours=code == "P.4"), rows
        connection.rollback()


def programme():
    """Six trained and registered twice, one of staff, one absent; twelve in the network, two of the six among them."""
    made = Programme(counts="all").organisation("A").organisation("B").session("S").session("N", "network", AUTUMN)
    made.session("H", headcount=30).session("P", status="planned")
    for at in range(6):
        made.participant(f"p{at}", organisation="A").participant(f"p{at}", organisation="B", gender=None)
        made.attendance("S", f"p{at}").attendance("P", f"p{at}")
    made.participant("s", project_staff=True).attendance("S", "s")
    made.participant("a", age_group=None).attendance("S", "a", present=False)
    for one in ("p0", "p1", *(f"m{at}" for at in range(10))):
        made.member(one).network_attendance("N", one)
    return made


def test_the_steps_of_a_case_known_by_heart(connection):
    question = programme().rebuild(connection).question(connection)
    rows = [
        (row["step"], row["change"], row["reason"], row["register"], row["number"]) for row in steps(question, "O.2.3")
    ]
    first = "accelerator"
    assert rows == [
        ("listed", "begins", None, first, 14),
        ("left_out", "less", "session_planned", first, 6),
        ("left_out", "less", "absent", first, 1),
        ("attended", "leaves", None, first, 7),
        ("registrations", "begins", None, first, 13),
        ("registered_again", "less", None, first, 6),
        ("persons", "leaves", None, first, 7),
        ("left_out", "less", "staff", first, 1),
        ("counted", "leaves", None, first, 6),
        ("attended", "begins", None, "network", 12),
        ("persons", "begins", None, "network", 12),
        ("counted", "leaves", None, "network", 12),
        ("both", "less", None, "both", 2),
        ("value", "leaves", None, None, 16),
        ("headcounts", "beside", "headcount_only", None, 1),
    ]


def test_the_financier_gets_of_the_network_only_what_it_adds(connection):
    made = programme().rebuild(connection)
    rows = steps(made.question(connection, role=Role.FINANCIER), "O.2.3")
    assert {row["register"] for row in rows} == {"accelerator", "both", None}
    assert [row["number"] for row in rows if row["step"] == Step.NETWORK] == [10]
    assert adds_up(rows)
    (value,) = steps(made.question(connection, role=Role.FINANCIER), "P.7")
    assert (value["step"], value["number"]) == (Step.VALUE, 12)


def test_what_few_of_the_network_add_is_hidden_from_the_financier_and_the_value_exact(connection):
    made = programme()
    made.rows["network_attendance"] = made.rows["network_attendance"][:5]
    frame = evidence.derivation(made.rebuild(connection).question(connection, role=Role.FINANCIER), "O.2.3")
    # Of the steps of the accelerator the value would leave the network's.
    assert [(row["step"], row["number"]) for row in frame.records()] == [(Step.VALUE, 9)]


def test_how_many_lack_gender_is_said_to_the_manager_and_hidden_from_the_financier_where_few(connection):
    made = Programme(counts="all").session("S")
    for at in range(8):
        made.participant(f"p{at}", gender=None if at < 2 else "male").attendance("S", f"p{at}")
    made.rebuild(connection)
    told = {row["step"]: row["number"] for row in steps(made.question(connection), "P.3")}
    assert told[Step.WITHOUT_GENDER] == 2
    seen = {row["step"]: row["number"] for row in steps(made.question(connection, role=Role.FINANCIER), "P.3")}
    # A step that is there says that some do.
    assert Step.WITHOUT_GENDER not in seen
    assert seen[Step.VALUE] == 8


def test_nobody_else_gets_the_steps_and_an_unknown_value_has_none(connection):
    made = Programme().rebuild(connection)
    assert steps(made.question(connection), "P.3") == []
    with pytest.raises(Forbidden):
        steps(made.question(connection, role=Role.STEERING), "P.3")
    with pytest.raises(Forbidden):
        steps(made.question(connection), "X.1")


def test_it_asks_as_often_whatever_there_is(connection):
    made = programme().rebuild(connection)
    asked = []
    event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
    for code in indicators():
        question = made.question(connection, as_of=DAY)
        asked.clear()
        steps(question, code)
        assert len(asked) in (4, 7), code  # without a value, the steps are not asked for


def loaded(engine, file):
    outcome = intake.load(engine, [file], key=KEY, loaded_by="a test", now=datetime(2026, 7, 1, tzinfo=UTC))
    assert not outcome.problems
    return outcome.programme


def tells_the_value(connection, code, as_of, role):
    """Checks every indicator of a programme. How many steps were told."""
    about = asked_programme(connection, code)
    if role is not Role.MANAGER and not releases.current(connection, about, role, today=TODAY):
        releases.make(connection, about, role, today=TODAY, now=datetime.now(UTC))
    question = ask(connection, Viewer(about.id, role), about, today=TODAY, as_of=as_of)
    told = 0
    for row in figures.overview(question).records():
        way = steps(question, row["code"])
        assert bool(way) == (row["value"] is not None)
        if not any(one["number"] is None for one in way if one["change"] != Change.OF_WHICH) and way:
            assert adds_up(way, hours=row["unit"] == "hours"), (row["code"], way)
            assert next(one["number"] for one in way if one["step"] == Step.VALUE) == row["value"]
            told += len(way)
    return told


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason=f"no example programmes in {EXAMPLES}")
@pytest.mark.parametrize("name", ["example-1", "example-2"])
def test_the_examples_are_told_step_by_step_on_all_days(migrated_url, name):
    engine = database.engine(migrated_url)
    code = loaded(engine, EXAMPLES / f"{name}.xlsx")
    with engine.connect() as connection:
        for period in asked_programme(connection, code).periods:
            for role in (Role.MANAGER, Role.FINANCIER):
                assert tells_the_value(connection, code, period.ends_on, role) > 20
    engine.dispose()


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_demonstration_is_told_step_by_step(migrated_url, tmp_path):
    engine = database.engine(migrated_url)
    write(tmp_path / "demo.xlsx", demo.sheets(today=TODAY), on=TODAY)
    code = loaded(engine, tmp_path / "demo.xlsx")
    with engine.connect() as connection:
        for role in (Role.MANAGER, Role.FINANCIER):
            assert tells_the_value(connection, code, TODAY, role) > 50
    engine.dispose()
