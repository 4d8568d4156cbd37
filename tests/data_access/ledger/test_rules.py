"""What counts and what does not, case by case, with the reason that is kept."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import create_engine, select

from data_access.ledger import Reason
from data_access.models import ledger, metadata
from tests.data_access.builders import DAY, Programme
from tests.data_access.figures import figures

LATER = date(2024, 9, 1)
EVER = date(2030, 1, 1)


@pytest.fixture(scope="module")
def memory():
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(memory):
    with memory.connect() as connection:
        yield connection
        connection.rollback()


def value(connection, made, code, as_of=EVER):
    return figures(connection, made.id, as_of)[code]["value"]


def reasons(connection, made, code):
    """The reason of every entry of the figure, None where it counts."""
    entries = select(ledger.c.left_out).where(ledger.c.programme_id == made.id, ledger.c.indicator == code)
    return list(connection.execute(entries.where(ledger.c.measure == "value").order_by(ledger.c.id)).scalars())


def training(**person):
    return Programme().session("S").participant("p", **person).attendance("S", "p")


@pytest.mark.parametrize(
    ("person", "cell"),
    [
        ({"born_on": date(2006, 5, 16), "registered_on": date(2024, 5, 15)}, "female|under_18"),
        ({"born_on": date(2006, 5, 15), "registered_on": date(2024, 5, 15)}, "female|18_60"),
        ({"born_on": date(1963, 5, 16), "registered_on": date(2024, 5, 15)}, "female|18_60"),
        ({"born_on": date(1963, 5, 15), "registered_on": date(2024, 5, 15)}, "female|over_60"),
        ({"born_on": date(2006, 5, 16), "age_group": "over_60"}, "female|under_18"),
        ({"born_on": date(2004, 2, 29), "registered_on": date(2022, 2, 28)}, "female|under_18"),
        ({"born_on": date(2004, 2, 29), "registered_on": date(2022, 3, 1)}, "female|18_60"),
    ],
)
def test_age_in_whole_years_on_the_day_of_registration(connection, person, cell):
    made = training(**person).rebuild(connection)
    assert figures(connection, made.id, EVER)["P.3"]["cells"] == {cell: 1}


@pytest.mark.parametrize("unknown", [{"gender": None}, {"age_group": None}])
def test_a_person_with_something_unknown_counts_in_the_total_only(connection, unknown):
    made = training(**unknown).rebuild(connection)
    assert figures(connection, made.id, EVER)["P.3"] == {"value": 1, "cells": {}, "incomplete": 1}


def test_staff_in_one_row_is_staff_in_all(connection):
    made = training().participant("p", organisation="B", project_staff=True).organisation("B").rebuild(connection)
    assert reasons(connection, made, "P.3") == [Reason.STAFF]


@pytest.mark.parametrize(
    ("status", "reason"), [("planned", Reason.SESSION_PLANNED), ("cancelled", Reason.SESSION_CANCELLED)]
)
def test_sessions_not_held_count_nowhere(connection, status, reason):
    made = Programme().session("S", status=status).session("N", "network", status=status)
    made.participant("p").attendance("S", "p").rebuild(connection)
    assert reasons(connection, made, "P.3") == reasons(connection, made, "P.8") == [reason]


def test_absence_and_unknown_nationality_are_not_support(connection):
    made = Programme().session("S").participant("p").participant("q", third_country_national=None)
    made.attendance("S", "p", present=False).attendance("S", "q").rebuild(connection)
    assert sorted(reasons(connection, made, "O.2.3")) == [Reason.ABSENT, Reason.NOT_TARGET_GROUP]


def test_a_headcount_is_no_person_but_leaves_an_entry(connection):
    made = Programme().session("S", headcount=40).session("N", "network", headcount=12).rebuild(connection)
    assert reasons(connection, made, "O.2.3") == [Reason.HEADCOUNT_ONLY, Reason.HEADCOUNT_ONLY]
    assert value(connection, made, "P.8") == 1


def test_later_support_is_already_counted(connection):
    made = training().session("T", held_on=LATER).attendance("T", "p").rebuild(connection)
    assert reasons(connection, made, "P.3") == [None, Reason.ALREADY_COUNTED]


def test_units_of_one_authority_are_one_at_its_topmost_parent(connection):
    made = Programme().organisation("city", authority="local").organisation("office", parent="city")
    made.organisation("unit", parent="office").organisation("other", authority="national")
    made.session("S", "mentoring", organisation="unit").session("T", "mentoring", organisation="office")
    made.session("U", "mentoring", organisation="other").rebuild(connection)
    assert value(connection, made, "O.2.2") == 1
    units = connection.execute(
        select(ledger.c.unit).where(
            ledger.c.programme_id == made.id, ledger.c.indicator == "O.2.2", ledger.c.left_out.is_(None)
        )
    ).scalars()
    assert list(units) == ["city"]


def test_a_later_answer_takes_a_person_out_and_in_again(connection):
    made = training()
    for day, answer in ((DAY, "5"), (date(2024, 6, 1), "2"), (LATER, "4")):
        made.response("p", "useful_for_work", answer, answered_on=day)
    made.response(None, "useful_for_work", "5").rebuild(connection)
    values = [value(connection, made, "P.5", day) for day in (DAY, date(2024, 6, 1), LATER)]
    assert values == [1, 0, 1]
    assert Reason.ANONYMOUS in reasons(connection, made, "P.5")


@pytest.mark.parametrize(("days", "counts"), [(79, 0), (80, 1), (120, 1), (121, 0)])
def test_the_follow_up_window_has_both_its_ends(connection, days, counts):
    answered_on = date.fromordinal(DAY.toordinal() + days)
    made = training().response("p", "uses_skills", "yes", survey="follow_up", answered_on=answered_on)
    made.rebuild(connection)
    assert value(connection, made, "P.6") == counts


def test_the_window_counts_from_the_last_training_before_the_answer(connection):
    made = training().session("T", held_on=LATER).attendance("T", "p")
    made.response("p", "uses_skills", "yes", answered_on=date(2024, 9, 2)).rebuild(connection)
    assert reasons(connection, made, "P.6") == [Reason.OUTSIDE_WINDOW]


def test_dropping_undoes_what_is_in_use_now_but_not_what_was_reached(connection):
    made = Programme().organisation("A").practice("K").adoption("K", "A", "in_use").adoption("K", "A", "dropped", LATER)
    made.rebuild(connection)
    assert [value(connection, made, code) for code in ("P.11", "P.12")] == [1, 0]
    assert value(connection, made, "P.12", DAY) == 1


def test_hours_are_counted_per_session_and_unknown_hours_are_said(connection):
    made = Programme().session("S", "mentoring", hours=1.5).session("T", "mentoring")
    made.participant("p").participant("q").attendance("S", "p", "q").rebuild(connection)
    assert value(connection, made, "P.4") == 1.5
    assert sorted(map(str, reasons(connection, made, "P.4"))) == ["None", "hours_unknown"]


def test_every_attendance_has_an_entry_in_every_indicator_that_considers_it(connection):
    made = Programme().session("S").session("T", status="cancelled").session("M", "mentoring")
    made.participant("p").participant("q", project_staff=True)
    for session in ("S", "T", "M"):
        made.attendance(session, "p", "q")
    made.rebuild(connection)
    found = select(ledger.c.row_id).where(ledger.c.programme_id == made.id, ledger.c.sheet == "attendance")
    for code, rows in (("O.2.3", 6), ("P.3", 4), ("O.2.3.3", 2)):
        assert len(connection.execute(found.where(ledger.c.indicator == code)).all()) == rows


def test_an_empty_programme_has_an_empty_ledger(connection):
    made = Programme().rebuild(connection)
    assert not connection.execute(select(ledger).where(ledger.c.programme_id == made.id)).all()


def test_rebuilding_changes_nothing(connection):
    made = training().response("p", "useful_for_work", "5").rebuild(connection)
    whole = select(ledger).where(ledger.c.programme_id == made.id).order_by(ledger.c.id)
    before = connection.execute(whole).all()
    made.reckon(connection)
    assert connection.execute(whole).all() == before
