from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine

from data_access.models import metadata
from data_access.queries.rows import once
from data_access.question import Filters, Period, Programme, ask, half_years
from data_access.viewer import Forbidden, Role, Viewer

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(DAYS, st.integers(0, 4000))
def test_half_years_hold_every_day_of_the_programme_once(starts_on, length):
    ends_on = date.fromordinal(starts_on.toordinal() + length)
    found = half_years(starts_on, ends_on)
    for day in (starts_on, ends_on):
        assert sum(one.starts_on <= day <= one.ends_on for one in found) == 1
    for earlier, later in pairwise(found):
        assert later.starts_on.toordinal() == earlier.ends_on.toordinal() + 1
    assert found[0].ends_on >= starts_on
    assert found[-1].starts_on <= ends_on


PROGRAMME = Programme(
    id=1, code="ONE", names={"en": "One"}, starts_on=date(2024, 1, 1), ends_on=date(2026, 6, 30), funder=None,
    funding_decision=None, responsible_unit=None, partners=None, demonstration=False,
    periods=(
        Period("2024H1", date(2024, 1, 1), date(2024, 6, 30), None),
        Period("2024H2", date(2024, 7, 1), date(2024, 12, 31), None),
    ),
    data_version=1, delivered_at=datetime(2025, 1, 1, tzinfo=UTC),
)  # fmt: skip
MANAGER, STEERING = Viewer(1, Role.MANAGER), Viewer(1, Role.STEERING)


@pytest.fixture(scope="module")
def asked():
    """Asks where nothing was released to anybody."""
    made = create_engine("sqlite://")
    metadata.create_all(made)
    with made.connect() as connection:
        yield lambda viewer, today, as_of=None, **filters: ask(
            connection, viewer, PROGRAMME, today=today, as_of=as_of, filters=Filters(**filters)
        )
    made.dispose()


def test_a_manager_asks_for_any_day_up_to_today(asked):
    assert asked(MANAGER, date(2024, 9, 9), date(2024, 8, 8)).as_of == date(2024, 8, 8)
    assert asked(MANAGER, date(2024, 9, 9), date(2030, 1, 1)).as_of == date(2024, 9, 9)
    assert asked(MANAGER, date(2024, 9, 9)).as_of == date(2024, 9, 9)


@pytest.mark.parametrize("role", [Role.STEERING, Role.FINANCIER])
def test_others_ask_for_the_end_of_a_closed_period(asked, role):
    viewer = Viewer(1, role)
    assert asked(viewer, date(2024, 9, 9)).as_of == date(2024, 6, 30)
    assert asked(viewer, date(2025, 9, 9), date(2024, 12, 30)).as_of == date(2024, 6, 30)
    assert asked(viewer, date(2025, 9, 9), date(2024, 12, 31)).as_of == date(2024, 12, 31)


def test_a_period_is_closed_the_day_after_its_last(asked):
    assert asked(STEERING, date(2024, 6, 30)).as_of < PROGRAMME.starts_on
    assert asked(STEERING, date(2024, 7, 1)).as_of == date(2024, 6, 30)


def test_an_organisation_cannot_narrow_its_figures(asked):
    own = Viewer(1, Role.ORGANISATION, "0001")
    assert asked(own, date(2025, 1, 1), cohort="A", sector="ngo").filters == Filters()


def test_a_financier_cannot_narrow_what_is_reported(asked):
    assert asked(Viewer(1, Role.FINANCIER), date(2025, 1, 1), cohort="A").filters == Filters()


def test_the_steering_group_chooses_organisations_and_no_part_of_the_figures(asked):
    question = asked(STEERING, date(2025, 1, 1), cohort="A", region="North")
    assert (question.filters, question.part) == (Filters(cohort="A", region="North"), Filters())
    assert asked(MANAGER, date(2025, 1, 1), cohort="A").part == Filters(cohort="A")


def test_a_viewer_of_another_programme_gets_nothing(asked):
    with pytest.raises(Forbidden):
        asked(Viewer(2, Role.MANAGER), date(2025, 1, 1))


def test_an_answer_is_asked_for_once_and_not_for_another_question(asked):
    asked_for = []

    @once
    def answer(question, code):
        asked_for.append((question.as_of, code))
        return len(asked_for)

    question = asked(MANAGER, date(2024, 9, 9))
    assert answer(question, "a") == answer(question, "a") == 1
    assert answer(question, "b") == 2
    assert answer(replace(question, filters=Filters(cohort="A")), "a") == 3
