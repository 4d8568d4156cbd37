"""Since the report before: previous, revised and new make the value."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access import catalogue, reports
from data_access.reports import changes, difference
from data_access.viewer import Forbidden, Role
from tests.data_access.reports.later import BY, NOW, Delivered, submitted

SPRING, AUTUMN = date(2024, 3, 5), date(2024, 10, 1)


def programme():
    made = Delivered(counts="all").session("S1", held_on=SPRING).session("S2", held_on=AUTUMN)
    for at in range(10):
        made.participant(f"p{at}").attendance("S1", f"p{at}")
    return made


def of(report, code="P.3"):
    return next(row for row in report.content["changes"] if row["code"] == code)


def test_the_first_report_has_no_previous_values(connection):
    made = programme().rebuild(connection)
    row = of(submitted(made, connection, "2024H1"))
    assert (row["value"], row["previous"], row["revised"], row["new"]) == (10, None, None, None)
    assert (row["came"], row["deliveries"]) == (None, None)


def test_what_was_revised_is_told_apart_from_what_is_new(connection):
    made = programme().rebuild(connection)
    submitted(made, connection, "2024H1")
    for at in range(3):
        made.participant(f"late{at}").attendance("S1", f"late{at}")
    for at in range(7):
        made.participant(f"new{at}").attendance("S2", f"new{at}")
    made.rows["attendance"].pop(0)
    two = made.deliver(connection)
    row = of(submitted(made, connection, "2024H2"))
    assert (row["previous"], row["revised"], row["new"], row["value"]) == (10, 2, 7, 19)
    assert (row["came"], row["went"], row["changed"], row["more"], row["less"]) == (3, 1, 0, 3, -1)
    assert row["deliveries"] == str(two)


def test_what_the_report_says_of_changes_stays_whatever_is_delivered_later(connection):
    made = programme().rebuild(connection)
    submitted(made, connection, "2024H1")
    made.rows["attendance"].pop(0)
    made.deliver(connection)
    second = submitted(made, connection, "2024H2")
    made.rows["attendance"].pop(0)
    made.deliver(connection)
    question = made.question(connection)
    row = next(one for one in changes.listed(question, second).records() if one["code"] == "P.3")
    assert (row["revised"], row["went"]) == (-1, 1)
    assert len(difference.moved(question, changes.revision(question, second), "P.3")) == 1


def test_unknown_values_are_empty(connection):
    made = programme().rebuild(connection)
    submitted(made, connection, "2024H1")
    made.practice("K1", documented_on=AUTUMN)
    made.deliver(connection)
    row = of(submitted(made, connection, "2024H2"), "P.9")
    assert (row["previous"], row["revised"], row["value"]) == (None, None, 1)
    row = of(submitted(made, connection, "2025H1"), "P.11")
    assert (row["previous"], row["revised"], row["new"], row["value"]) == (None, None, None, None)


def test_a_report_prepared_but_never_submitted_is_no_previous_one(connection):
    made = programme().rebuild(connection)
    question = made.question(connection)
    reports.prepare(question, "2024H1", remarks={}, by=BY, now=NOW)
    assert of(submitted(made, connection, "2024H2"))["previous"] is None


def test_few_of_the_network_are_hidden_from_the_financier(connection):
    made = programme().session("N1", "network", held_on=SPRING)
    for at in range(20):
        made.member(f"m{at}").network_attendance("N1", f"m{at}")
    made.rebuild(connection)
    submitted(made, connection, "2024H1")
    made.member("late").network_attendance("N1", "late")
    made.deliver(connection)
    second = submitted(made, connection, "2024H2")
    question = made.question(connection, role=Role.FINANCIER)
    row = next(one for one in changes.listed(question, second).records() if one["code"] == "P.7")
    assert (row["previous"], row["revised"], row["value"]) == (20, 1, 21)
    assert (row["came"], row["more"], row["few"]) == (None, None, None)


def test_how_many_people_changed_in_gender_or_age_alone_is_not_told_to_the_financier(connection):
    made = programme().rebuild(connection)
    first = submitted(made, connection, "2024H1")
    for person in made.rows["participants"][:3]:
        person["gender"] = "male"
    made.rows["attendance"][4]["session"] = "S2"
    made.rows["sessions"][1]["held_on"] = date(2024, 3, 6)
    made.deliver(connection)
    second = submitted(made, connection, "2024H2")
    seen = {}
    for role in (Role.MANAGER, Role.FINANCIER):
        question = made.question(connection, role=role)
        row = next(one for one in changes.listed(question, second).records() if one["code"] == "P.3")
        assert "personal" not in row
        seen[role] = row["changed"]
        moved = difference.moved(question, changes.revision(question, second), "P.3")
        assert [one["kind"] for one in moved.records()].count("changed") == row["changed"]
        changed = changes.listed(question, first).records()
        assert {one["changed"] for one in changed} == {None}
    assert seen == {Role.MANAGER: 4, Role.FINANCIER: 1}


def test_the_steering_group_does_not_see_them(connection):
    made = programme().rebuild(connection)
    report = submitted(made, connection, "2024H1")
    with pytest.raises(Forbidden):
        changes.listed(made.question(connection, role=Role.STEERING), report)


PEOPLE = [f"p{at}" for at in range(8)]
visits = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(["S1", "S2", "M1"])), max_size=14, unique=True)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(before=visits, after=visits, hours=st.lists(st.sampled_from([0.1, 0.2, 1.5]), min_size=2, max_size=2))
def test_previous_revised_and_new_make_the_value(connection, before, after, hours):
    connection.rollback()  # what the example before has made
    made = Delivered(counts="all").session("S1", held_on=SPRING).session("S2", held_on=AUTUMN)
    made.session("M1", "mentoring", SPRING, hours=hours[0])
    for person in PEOPLE:
        made.participant(person)
    for person, session in before:
        made.attendance(session, person)
    made.rebuild(connection)
    submitted(made, connection, "2024H1")
    made.rows["attendance"].clear()
    for person, session in after:
        made.attendance(session, person)
    made.session("M2", "mentoring", AUTUMN, hours=hours[1])
    made.deliver(connection)
    report = submitted(made, connection, "2024H2")
    values = {row["code"]: row["value"] for row in report.content["indicators"]}
    told = {row["code"]: row for row in report.content["changes"]}
    assert list(told) == list(catalogue.codes())
    for code, row in told.items():
        assert row["value"] == values[code]
        if row["previous"] is not None and row["value"] is not None:
            assert round(row["previous"] + row["revised"] + row["new"], 6) == round(row["value"], 6)
            assert round(row["more"] + row["less"], 6) == row["revised"]
