from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from data_access import accounts, database, set_up_links
from data_access.accounts import Refused
from data_access.set_up_links import State, Unusable

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)
EMAIL = "some@example.org"


@pytest.fixture
def account(connection):
    return accounts.add(connection, EMAIL)


def state(connection, token, at=NOW):
    return set_up_links.look(connection, token, at=at).state


def refusal(connection, token, at=NOW):
    with pytest.raises(Unusable) as refused:
        set_up_links.choose_password(connection, token, "again", at=at)
    return refused.value.state


def test_a_link_lets_its_person_choose_a_password_once(connection, account):
    token = set_up_links.make(connection, account, at=NOW)
    link = set_up_links.look(connection, token, at=NOW)
    assert (link.state, link.account) == (State.OPEN, account)
    chosen = set_up_links.choose_password(connection, token, "hash", at=NOW)
    assert (chosen.password_hash, chosen.session_number) == ("hash", account.session_number + 1)
    assert state(connection, token) is State.USED
    assert refusal(connection, token) is State.USED
    assert accounts.by_email(connection, EMAIL).password_hash == "hash"


def test_looking_uses_nothing_up(connection, account):
    token = set_up_links.make(connection, account, at=NOW)
    assert [state(connection, token) for _ in range(3)] == [State.OPEN] * 3


@pytest.mark.parametrize(
    ("later", "found"),
    [(timedelta(hours=72) - timedelta(seconds=1), State.OPEN), (timedelta(hours=72), State.EXPIRED)],
)
def test_a_link_is_good_for_three_days(connection, account, later, found):
    token = set_up_links.make(connection, account, at=NOW)
    assert state(connection, token, NOW + later) is found
    if found is State.EXPIRED:
        assert refusal(connection, token, NOW + later) is State.EXPIRED


def test_a_newer_link_voids_the_one_before_and_no_one_elses(connection, account):
    other = set_up_links.make(connection, accounts.add(connection, "other@example.org"), at=NOW)
    first, second = (set_up_links.make(connection, account, at=NOW) for _ in range(2))
    assert [state(connection, token) for token in (first, second, other)] == [State.VOID, State.OPEN, State.OPEN]
    assert refusal(connection, first) is State.VOID


@pytest.mark.parametrize(
    "change",
    [
        lambda connection: accounts.disable(connection, EMAIL),
        lambda connection: accounts.set_password(connection, EMAIL, "given"),
    ],
)
def test_a_link_ends_with_what_takes_its_place(connection, account, change):
    token = set_up_links.make(connection, account, at=NOW)
    change(connection)
    assert refusal(connection, token) is State.VOID


def test_a_closed_account_gets_no_link_and_an_old_one_does_not_open_it(connection, account):
    token = set_up_links.make(connection, account, at=NOW)
    accounts.disable(connection, EMAIL)
    with pytest.raises(Refused, match="is closed"):
        set_up_links.make(connection, account, at=NOW)
    accounts.reopen(connection, EMAIL)
    assert refusal(connection, token) is State.VOID
    assert not accounts.by_email(connection, EMAIL).disabled


@pytest.mark.parametrize("token", ["", "x", "0" * 43, "ä" * 43, "'; --", "x" * 100_000])
def test_a_token_made_by_hand_opens_nothing(connection, account, token):
    set_up_links.make(connection, account, at=NOW)
    assert state(connection, token) is State.UNKNOWN
    assert refusal(connection, token) is State.UNKNOWN


def test_the_token_is_kept_nowhere(connection, account):
    token = set_up_links.make(connection, account, at=NOW)
    kept = connection.execute(text("SELECT token_hash FROM set_up_links")).scalar_one()
    assert token not in kept
    assert refusal(connection, kept) is State.UNKNOWN
    assert len({set_up_links.make(connection, account, at=NOW) for _ in range(20)} | {token}) == 21


def test_the_token_stands_where_browsers_tell_it_to_no_server():
    assert set_up_links.address("https://example.org/", "abc") == "https://example.org/set-up#abc"


def test_old_links_are_forgotten_when_a_new_one_is_made(connection, account):
    token = set_up_links.make(connection, account, at=NOW)
    set_up_links.make(connection, account, at=NOW + 20 * DAY)
    assert state(connection, token, NOW + 20 * DAY) is State.VOID
    set_up_links.make(connection, account, at=NOW + 40 * DAY)
    assert state(connection, token, NOW + 40 * DAY) is State.UNKNOWN


def test_open_links_are_listed_by_account(connection, account):
    assert set_up_links.open_until(connection, at=NOW) == {}
    token = set_up_links.make(connection, account, at=NOW)
    assert set_up_links.open_until(connection, at=NOW) == {account.id: NOW + 3 * DAY}
    assert set_up_links.open_until(connection, at=NOW + 3 * DAY) == {}
    set_up_links.choose_password(connection, token, "hash", at=NOW)
    assert set_up_links.open_until(connection, at=NOW) == {}


@pytest.fixture
def source(migrated_url):
    made = database.engine(migrated_url)
    yield made
    made.dispose()


def test_of_many_who_come_at_once_with_one_link_one_is_let_through(source):
    with source.begin() as connection:
        token = set_up_links.make(connection, accounts.add(connection, EMAIL), at=NOW)

    def come(number):
        try:
            with database.writing(source, f"each waits for nobody {number}") as connection:
                return set_up_links.choose_password(connection, token, f"hash {number}", at=NOW).password_hash
        except Unusable as unusable:
            return unusable.state

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(come, range(4)))
    assert outcomes.count(State.USED) == 3
    [chosen] = [outcome for outcome in outcomes if outcome is not State.USED]
    with source.connect() as connection:
        assert accounts.by_email(connection, EMAIL).password_hash == chosen


def test_closing_and_using_at_once_leave_the_account_closed(source):
    for number in range(5):
        email = f"some-{number}@example.org"
        with source.begin() as connection:
            token = set_up_links.make(connection, accounts.add(connection, email), at=NOW)

        def use(token=token):
            try:
                with database.writing(source, "one") as connection:
                    set_up_links.choose_password(connection, token, "hash", at=NOW)
            except Unusable:
                pass

        def close(email=email):
            with database.writing(source, "another") as connection:
                accounts.disable(connection, email)

        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(use), pool.submit(close)]:
                done.result()
        with source.connect() as connection:
            assert accounts.by_email(connection, email).disabled
