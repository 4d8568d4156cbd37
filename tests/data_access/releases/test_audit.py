"""The audit finds what can be worked out of a release."""

import pytest
from sqlalchemy import update

from data_access import released, releases
from data_access.models import release_numbers
from data_access.question import programme
from data_access.viewer import Role
from tests.data_access.builders import TODAY
from tests.data_access.releases.people import LATER, people, release


def mixed(connection):
    made = people({"female": 30, "male": 22, "non_binary": 3})
    return people({"female": 2, "male": 14}, made, on=LATER).rebuild(connection)


@pytest.mark.parametrize("role", releases.ROLES)
def test_a_release_leaves_room_around_everything_hidden(connection, role):
    made = mixed(connection)
    release(made, connection, role)
    found = releases.audit(connection, programme(connection, made.code), role, today=TODAY)
    assert found.holds
    assert bool(found.found) == (role is not Role.ORGANISATION)


def test_the_same_is_found_after_a_later_delivery(connection):
    made = mixed(connection)
    release(made, connection)
    made.rows["participants"][0]["gender"] = "male"
    made.deliver(connection)
    release(made, connection)
    assert releases.audit(connection, programme(connection, made.code), Role.STEERING, today=TODAY).holds


def test_a_number_that_is_shown_against_the_rules_gives_others_away(connection):
    made = mixed(connection)
    hidden = sorted(name for name in release(made, connection).hidden if "|cell|" in name and "non_binary" not in name)
    opened = update(release_numbers).where(release_numbers.c.name.in_(hidden)).values(shown=True)
    connection.execute(opened)
    released._memory.clear()
    found = releases.audit(connection, programme(connection, made.code), Role.STEERING, today=TODAY)
    assert not found.holds
    assert any("non_binary" in one.name and one.low == one.high == one.value for one in found.narrow)
