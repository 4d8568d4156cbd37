"""Releases are made, kept and made again."""

from datetime import date

import pytest

from data_access import released, releases
from data_access.database import engine
from data_access.question import programme
from data_access.released import Thresholds
from data_access.viewer import Role
from tests.data_access.builders import TODAY
from tests.data_access.releases.people import LATER, NOW, cells, kept, people, release, value
from tests.data_access.reports.later import Delivered

FEMALE, MALE, NON_BINARY = (("female", "18_60"), ("male", "18_60"), ("non_binary", "18_60"))


@pytest.mark.parametrize("role", releases.ROLES)
def test_a_release_of_the_same_records_writes_no_number_again(connection, role):
    made = people({"female": 30, "male": 22, "non_binary": 3}).rebuild(connection)
    first = release(made, connection, role)
    before = kept(made, connection, role)
    second = release(made, connection, role)
    assert kept(made, connection, role) == (before[0] + 1, before[1])
    assert (second.number, second.shown, second.hidden) == (first.number + 1, first.shown, first.hidden)


def test_what_is_needed_is_made_once(migrated_url):
    opened = engine(migrated_url)
    with opened.begin() as connection:
        made = people({"female": 9}).rebuild(connection)
        about = programme(connection, made.code)
        assert not releases.current(connection, about, Role.STEERING, today=TODAY)
    for _ in range(2):
        for role in releases.ROLES:
            releases.ensure(opened, about, role, today=TODAY, now=NOW)
    with opened.connect() as connection:
        assert [kept(made, connection, role)[0] for role in releases.ROLES] == [1, 1, 1]
        assert releases.current(connection, about, Role.STEERING, today=TODAY)
    opened.dispose()


def test_small_numbers_are_hidden_and_another_with_them(connection):
    made = people({"female": 30, "male": 22, "non_binary": 3}).rebuild(connection)
    for role in (Role.STEERING, Role.FINANCIER):
        shown = cells(made, connection, role)
        assert shown[NON_BINARY] is None
        assert sum(number is None for number in shown.values()) > 1
    assert value(made, connection, Role.FINANCIER) == 55


def test_a_cell_that_holds_all_of_a_gender_is_hidden_however_large(connection):
    made = people({"male": 40})
    for at in range(12):
        made.participant(f"f{at}", gender="female", age_group="18_60").attendance("S2024-03-01", f"f{at}")
    made.rebuild(connection)
    assert cells(made, connection)[FEMALE] is None


def test_a_later_delivery_that_corrects_a_cell_by_few_hides_it(connection):
    made = people({"female": 50, "male": 60}).rebuild(connection)
    assert cells(made, connection)[FEMALE] == 45
    made.rows["participants"][0]["gender"] = "male"
    made.deliver(connection)
    assert (cells(made, connection)[FEMALE], cells(made, connection)[MALE]) == (None, None)


def test_a_later_delivery_that_corrects_a_cell_by_many_shows_it(connection):
    made = people({"female": 50, "male": 60}).rebuild(connection)
    assert cells(made, connection)[FEMALE] == 45
    for at in range(20):
        made.rows["participants"][at]["gender"] = "male"
    made.deliver(connection)
    shown = cells(made, connection)
    assert shown[FEMALE] == 27
    assert shown[MALE] == 72


def test_a_total_that_is_corrected_by_few_stays_shown(connection):
    made = people({"female": 50, "male": 60}).rebuild(connection)
    assert value(made, connection, Role.STEERING) == 110
    made.rows["attendance"].pop()
    made.deliver(connection)
    assert value(made, connection, Role.STEERING) == 109


def test_what_was_hidden_stays_hidden_while_it_is_the_same(connection):
    made = people({"female": 30, "male": 22, "non_binary": 3}).rebuild(connection)
    hidden = {cell for cell, number in cells(made, connection).items() if number is None}
    people({"non_binary": 9}, made).deliver(connection)
    changed = {NON_BINARY, ("non_binary", "over_60")}
    assert {cell for cell, number in cells(made, connection).items() if number is None} >= hidden - changed
    assert hidden - changed


def test_under_another_threshold_the_next_release_hides_other_numbers(connection):
    made = people({"female": 50, "male": 60, "non_binary": 8}).rebuild(connection)
    assert cells(made, connection)[NON_BINARY] is None  # all of a gender
    assert cells(made, connection)["female", "over_60"] == 5
    about = programme(connection, made.code)
    assert releases.set_thresholds(connection, about, cell=8) == Thresholds(8, 10)
    assert not releases.current(connection, about, Role.STEERING, today=TODAY)
    assert cells(made, connection)["female", "over_60"] is None


def test_another_programme_has_its_own_releases(connection):
    one = people({"female": 30, "male": 3}).rebuild(connection)
    other = people({"female": 30, "male": 3}, Delivered("OTHER")).rebuild(connection)
    release(other, connection)
    before = kept(other, connection)
    release(one, connection)
    releases.set_thresholds(connection, programme(connection, one.code), cell=2)
    release(one, connection)
    assert kept(other, connection) == before
    assert releases.current(connection, programme(connection, "OTHER"), Role.STEERING, today=TODAY)


def test_a_period_that_closes_without_a_load_is_released(connection):
    made = people({"female": 30, "male": 30})
    people({"male": 20}, made, on=LATER).rebuild(connection)
    before, after = date(2025, 6, 30), date(2025, 7, 1)
    assert value(made, connection, Role.STEERING, today=before) == 60
    about = programme(connection, made.code)
    assert releases.current(connection, about, Role.STEERING, today=before)
    assert not releases.current(connection, about, Role.STEERING, today=after)
    assert value(made, connection, Role.STEERING, today=after) == 80
    assert kept(made, connection)[0] == 2
    # What was closed before is as it was.
    assert value(made, connection, Role.STEERING, today=after, as_of=date(2024, 12, 31)) == 60


def test_nothing_is_released_before_a_period_has_closed(connection):
    made = people({"female": 30}).rebuild(connection)
    first = release(made, connection, today=date(2024, 6, 30))
    assert (first.closed_on, dict(first.shown)) == (None, {})


def test_a_frozen_report_shows_what_was_released_with_its_delivery(connection):
    from data_access import reports  # noqa: PLC0415 - beside what it is about
    from tests.data_access.reports.later import submitted  # noqa: PLC0415

    made = people({"female": 50, "male": 60}).rebuild(connection)
    was = cells(made, connection)
    submitted(made, connection, "2024H1")
    made.rows["participants"][0]["gender"] = "male"
    made.deliver(connection)
    assert cells(made, connection)[FEMALE] is None
    question = made.question(connection, role=Role.STEERING)
    frozen = reports.frozen(question, "2024H1")
    shown = {
        (row["gender"], row["age_group"]): row["value"] for row in reports.cells(question, frozen, "P.3").records()
    }
    assert {cell: number for cell, number in shown.items() if number} == was


def test_a_release_is_returned_though_others_have_put_it_out_of_memory(connection, monkeypatch):
    made = people({"female": 30}).rebuild(connection)
    release(made, connection)
    released._memory.clear()
    monkeypatch.setattr(released, "KEPT", 0)
    assert released.released(connection, made.id, Role.STEERING).number == 1
