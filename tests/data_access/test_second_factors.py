from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from data_access import accounts, database, second_factors
from data_access.second_factors import NotBegun

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def account(connection):
    return accounts.add(connection, "some@example.org")


def turn_on(connection, account, step=100, codes=("a", "b")):
    second_factors.begin(connection, account.id, "sealed", at=NOW)
    second_factors.confirm(connection, account.id, step=step, code_hashes=codes, at=NOW)


def test_it_is_asked_for_only_once_it_is_confirmed(connection, account):
    assert second_factors.of(connection, account.id) is None
    second_factors.begin(connection, account.id, "first", at=NOW)
    second_factors.begin(connection, account.id, "second", at=NOW)
    pending = second_factors.of(connection, account.id)
    assert (pending.sealed, pending.confirmed, pending.codes_left) == ("second", False, 0)
    assert second_factors.confirmed(connection) == set()
    assert not second_factors.use_step(connection, account.id, 101)
    second_factors.confirm(connection, account.id, step=100, code_hashes=["a"], at=NOW)
    assert second_factors.confirmed(connection) == {account.id}
    assert second_factors.of(connection, account.id).codes_left == 1


def test_what_was_not_begun_or_is_on_cannot_be_confirmed(connection, account):
    with pytest.raises(NotBegun):
        second_factors.confirm(connection, account.id, step=1, code_hashes=["a"], at=NOW)
    turn_on(connection, account)
    with pytest.raises(NotBegun):
        second_factors.confirm(connection, account.id, step=200, code_hashes=["c"], at=NOW)
    second_factors.begin(connection, account.id, "another", at=NOW)
    assert second_factors.of(connection, account.id).sealed == "sealed"


def test_a_code_is_taken_once_and_none_before_it(connection, account):
    turn_on(connection, account, step=100)
    taken = [second_factors.use_step(connection, account.id, step) for step in (100, 99, 101, 101, 100, 102)]
    assert taken == [False, False, True, False, False, True]


def test_a_recovery_code_is_taken_once_and_by_its_account_alone(connection, account):
    other = accounts.add(connection, "other@example.org")
    turn_on(connection, account)
    turn_on(connection, other, codes=["c"])
    assert not second_factors.use_recovery_code(connection, other.id, "a")
    assert second_factors.use_recovery_code(connection, account.id, "a")
    assert not second_factors.use_recovery_code(connection, account.id, "a")
    assert second_factors.of(connection, account.id).codes_left == 1


def test_turned_off_it_leaves_nothing(connection, account):
    turn_on(connection, account)
    assert second_factors.turn_off(connection, account.id)
    assert not second_factors.turn_off(connection, account.id)
    assert second_factors.of(connection, account.id) is None
    assert not second_factors.use_recovery_code(connection, account.id, "b")


def test_of_many_who_send_one_code_at_once_one_is_let_in(migrated_url):
    source = database.engine(migrated_url)
    with source.begin() as connection:
        account = accounts.add(connection, "some@example.org")
        turn_on(connection, account)

    def use(number):
        with database.writing(source, f"{number}") as connection:
            return (
                second_factors.use_step(connection, account.id, 101),
                second_factors.use_recovery_code(connection, account.id, "a"),
            )

    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(use, range(8)))
    source.dispose()
    assert [sum(kind) for kind in zip(*taken, strict=True)] == [1, 1]
