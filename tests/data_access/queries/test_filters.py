from datetime import date

import pytest

from data_access.queries import filters, organisations
from data_access.viewer import Role
from tests.data_access.builders import Programme


@pytest.fixture
def programme(connection):
    made = Programme().cohort("B", starts_on=date(2025, 3, 1)).cohort("A", name_fi="Ryhmä A")
    made.organisation("1", cohort="A", sector="ngo", region="Uusimaa").organisation("2", cohort="B", sector="state")
    made.organisation("3", cohort="A", region="Kainuu").organisation("city", sector="municipality", region="Pori")
    return made.save(connection)


def test_choices_are_what_occurs_among_those_that_take_part(connection, programme):
    found = filters.choices(programme.question(connection, as_of=date(2026, 1, 1)))
    assert list(found.cohorts) == ["A", "B"]  # the earliest first
    assert found.cohorts["A"] == {"fi": "Ryhmä A", "sv": None, "en": "Cohort A"}
    assert [sector.code for sector in found.sectors] == ["municipality", "state", "ngo"]
    assert found.regions == ["Kainuu", "Uusimaa"]
    assert found.periods[0].code == "2024H1"


def test_choices_do_not_shrink_with_what_is_chosen(connection, programme):
    whole, part = (programme.question(connection, **chosen) for chosen in ({}, {"cohort": "A", "sector": "ngo"}))
    assert filters.choices(part) == filters.choices(whole)


def test_silence_is_a_choice_of_the_manager_alone(connection, programme):
    manager, steering = (programme.question(connection, role=role) for role in (Role.MANAGER, Role.STEERING))
    assert filters.choices(manager).statuses == (*organisations.STATUSES, organisations.SILENT)
    assert filters.choices(steering).statuses == organisations.STATUSES


@pytest.mark.parametrize("role", [Role.FINANCIER, Role.ORGANISATION])
def test_others_choose_a_period_and_nothing_else(connection, programme, role):
    own = "1" if role is Role.ORGANISATION else None
    found = filters.choices(programme.question(connection, role=role, organisation=own))
    assert not any((found.cohorts, found.sectors, found.regions, found.statuses))
    assert found.periods


def test_programme_without_cohorts_has_no_status_to_choose_but_silence(connection):
    programme = Programme().organisation("1").session("S", organisation="1").save(connection)
    assert filters.choices(programme.question(connection)).statuses == (organisations.SILENT,)
