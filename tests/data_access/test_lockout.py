from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from data_access import database, lockout
from data_access.lockout import SIGN_INS, Counted, Rule, Standing
from data_access.models import sign_in_failures

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
RULE = Rule(free=3, first=30 * SECOND, longest=5 * MINUTE, remembered=DAY)
ONE, OTHER = Counted("one", RULE), Counted("other", RULE)


def test_the_wait_doubles_after_the_free_failures_up_to_the_longest():
    seconds = [RULE.wait(failures).total_seconds() for failures in range(10)]
    assert seconds == [0, 0, 0, 0, 30, 60, 120, 240, 300, 300]
    assert RULE.wait(10**9) == 5 * MINUTE


def fail(connection, *counted, times=1, at=NOW):
    return [lockout.count(connection, counted, at=at) for _ in range(times)][-1]


def test_nothing_is_counted_while_closed_and_one_attempt_is_given_afterwards(connection):
    assert fail(connection, ONE, times=3) == lockout.Turn(None, given=True)
    assert fail(connection, ONE) == lockout.Turn(NOW + 30 * SECOND, given=True)
    assert fail(connection, ONE, times=5, at=NOW + 29 * SECOND) == lockout.Turn(NOW + 30 * SECOND, given=False)
    later = NOW + 30 * SECOND
    assert fail(connection, ONE, at=later) == lockout.Turn(later + MINUTE, given=True)


def test_who_of_the_two_is_closed_closes_both_and_counts_for_neither(connection):
    fail(connection, ONE, times=4)
    assert not fail(connection, OTHER, ONE, times=9).given
    assert fail(connection, OTHER, times=3).until is None


def test_what_is_given_back_is_as_if_it_had_not_been(connection):
    fail(connection, ONE, OTHER, times=3)
    before = lockout.standings(connection, ["one", "other"])
    later = NOW + MINUTE
    assert fail(connection, ONE, OTHER, at=later).until == later + 30 * SECOND
    lockout.give_back(connection, (ONE, OTHER), at=later)
    after = lockout.standings(connection, ["one", "other"])
    assert {who: (one.failures, one.closed_until) for who, one in after.items()} == {
        who: (one.failures, one.closed_until) for who, one in before.items()
    }


def test_giving_one_attempt_back_leaves_the_wait_that_another_brought(connection):
    first, second = NOW, NOW + SECOND
    fail(connection, ONE, times=2)
    fail(connection, ONE, at=first)
    fail(connection, ONE, at=second)
    lockout.give_back(connection, [ONE], at=first)
    assert lockout.standings(connection, ["one"])["one"] == Standing(3, second, second + 30 * SECOND)


def test_what_is_cleared_or_given_back_whole_leaves_no_row(connection):
    fail(connection, ONE, OTHER)
    lockout.clear(connection, "one")
    lockout.give_back(connection, [OTHER, ONE], at=NOW)
    assert lockout.standings(connection, ["one", "other"]) == {}


def test_old_failures_are_forgotten_and_purged_by_whoever_fails_next(connection):
    fail(connection, ONE, times=4)
    fail(connection, OTHER, at=NOW + DAY)
    assert connection.execute(select(func.count()).select_from(sign_in_failures)).scalar_one() == 1
    assert fail(connection, ONE, at=NOW + DAY) == lockout.Turn(None, given=True)


@pytest.fixture
def source(migrated_url):
    made = database.engine(migrated_url)
    yield made
    made.dispose()


def test_attempts_at_once_are_as_many_failures(source):
    def attempt(_):
        with database.writing(source, SIGN_INS) as connection:
            return lockout.count(connection, (ONE, OTHER), at=datetime.now(UTC)).given

    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(attempt, range(24)))
    # The fourth of them closes for half a minute: no other is looked at.
    assert sum(given) == 4
    with source.connect() as connection:
        assert {one.failures for one in lockout.standings(connection, ["one", "other"]).values()} == {4}


steps = st.lists(st.tuples(st.sampled_from(["fail", "succeed"]), st.integers(0, 600)), max_size=40)


@given(steps)
def test_in_memory_it_is_counted_as_plainly_as_it_is_said(steps):
    """Against a plain second way: the waits of a row of failures, one after the other."""
    known, now, row, closed = {}, NOW, 0, NOW
    for what, seconds in steps:
        now += seconds * SECOND
        turn, after = lockout.turn(known, [ONE], now)
        assert turn.given == (now >= closed)
        if not turn.given:
            continue
        known = after
        if what == "succeed":
            known, row = {}, 0
            continue
        row += 1
        closed = now + timedelta(seconds=min(300, 30 * 2 ** (row - 4)) if row > 3 else 0)
        assert turn.until == (closed if row > 3 else None)
