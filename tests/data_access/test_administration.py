from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from data_access import accounts, administration, audit, database, second_factors, set_up_links
from data_access.accounts import ACCOUNTS, Refused
from data_access.administration import Administrator
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import Programme

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
AT_THE_SERVER = Administrator("somebody at the command line", NOW)


@pytest.fixture
def account(connection):
    Programme("P").organisation("A").save(connection)
    return accounts.add(connection, "some@example.org", password_hash="hash")


@pytest.fixture
def admin(connection):
    made = accounts.add(connection, "admin@example.org", password_hash="hash", administrator=True)
    return Administrator(made.email, NOW, made.id)


def noted(connection):
    """What the log holds, oldest first: who, of which programme, to whom, what."""
    assert audit.verify(connection) is None
    found = audit.entries(connection)[::-1]
    assert {entry.action for entry in found} <= {"account"}
    return [(entry.who, entry.programme, entry.subject, entry.detail) for entry in found]


def test_every_change_is_made_and_noted_with_who_made_it(connection, account, admin):
    second_factors.begin(connection, account.id, "sealed", at=NOW)
    given = {"programme": "P", "role": Role.ORGANISATION, "organisation": "A", "by": admin}
    account = administration.give_role(connection, account, **given)
    account = administration.take_role(connection, account, programme="P", by=admin)
    account = administration.make_administrator(connection, account, by=admin)
    account = administration.relieve_administrator(connection, account, by=admin)
    account = administration.close(connection, account, by=admin)
    account = administration.reopen(connection, account, by=admin)
    account = administration.end_sessions(connection, account, by=admin)
    account = administration.set_password(connection, account, "other", by=admin)
    account = administration.reset_second_factor(connection, account, by=admin)
    assert (account.session_number, account.password_hash) == (9, "other")
    assert (account.memberships, account.administrator, account.disabled) == ((), False, False)
    told = noted(connection)
    assert {(who, to) for who, _, to, _ in told} == {("admin@example.org", "some@example.org")}
    assert [(programme, detail) for _, programme, _, detail in told] == [
        ("P", {"what": "role given", "role": "organisation", "organisation": "A"}),
        ("P", {"what": "role taken away", "role": "organisation"}),
        (None, {"what": "role given", "role": "admin"}),
        (None, {"what": "role taken away", "role": "admin"}),
        (None, {"what": "closed"}),
        (None, {"what": "opened again"}),
        (None, {"what": "sessions ended"}),
        (None, {"what": "password given"}),
        (None, {"what": "second factor reset"}),
    ]


def test_an_account_that_is_added_has_no_password_and_a_link_gives_it_one(connection, admin):
    account = administration.add(connection, "New@example.org", by=admin)
    token = administration.make_link(connection, account, by=admin)
    assert account.password_hash == ""
    assert set_up_links.choose_password(connection, token, "chosen", at=NOW).password_hash == "chosen"
    told = noted(connection)
    assert [(to, detail["what"]) for _, _, to, detail in told] == [
        ("new@example.org", "added"),
        ("new@example.org", "set-up link made"),
    ]
    assert token not in str(told)


def test_what_is_refused_leaves_no_trace(connection, account, admin):
    for change in (
        lambda: administration.add(connection, "some@example.org", by=admin),
        lambda: administration.take_role(connection, account, programme="P", by=admin),
        lambda: administration.reset_second_factor(connection, account, by=admin),
        lambda: administration.give_role(
            connection, account, programme="Q", role=Role.MANAGER, organisation=None, by=admin
        ),
    ):
        with pytest.raises(Refused):
            change()
    assert noted(connection) == []


@pytest.mark.parametrize("change", [administration.close, administration.relieve_administrator])
def test_nobody_does_that_to_their_own_account(connection, admin, change):
    accounts.add(connection, "second@example.org", password_hash="hash", administrator=True)
    own = accounts.by_id(connection, admin.account)
    with pytest.raises(Refused, match="your own account"):
        change(connection, own, by=admin)
    assert accounts.by_id(connection, admin.account) == own


@pytest.mark.parametrize("change", [administration.close, administration.relieve_administrator])
@pytest.mark.parametrize("others", ["none", "closed", "no administrator"])
def test_the_last_administrator_stays_whoever_asks(connection, admin, change, others):
    if others != "none":
        accounts.add(connection, "other@example.org", password_hash="hash", administrator=others == "closed")
    if others == "closed":
        accounts.disable(connection, "other@example.org")
    with pytest.raises(Refused, match="the last administrator"):
        change(connection, accounts.by_id(connection, admin.account), by=AT_THE_SERVER)
    accounts.add(connection, "second@example.org", password_hash="hash", administrator=True)
    change(connection, accounts.by_id(connection, admin.account), by=AT_THE_SERVER)


def test_an_account_that_is_no_administrators_may_be_the_last_one_closed(connection, account):
    assert administration.close(connection, account, by=AT_THE_SERVER).disabled


def test_a_closed_administrator_may_be_relieved_though_no_other_is_left(connection, admin):
    closed = accounts.disable(connection, admin.who)
    assert not administration.relieve_administrator(connection, closed, by=AT_THE_SERVER).administrator


@pytest.fixture
def source(migrated_url):
    made = database.engine(migrated_url)
    yield made
    made.dispose()


@pytest.mark.parametrize("since", ["closed", "relieved"])
def test_who_is_no_administrator_any_more_changes_nothing(source, since):
    with source.begin() as connection:
        one = accounts.add(connection, "one@example.org", password_hash="hash", administrator=True)
        reader = accounts.add(connection, "reader@example.org", password_hash="hash")
        if since == "closed":
            accounts.disable(connection, one.email)
        else:
            accounts.relieve_administrator(connection, one)
    with pytest.raises(Forbidden), database.writing(source, ACCOUNTS) as connection:
        administration.close(connection, reader, by=Administrator(one.email, NOW, one.id))
    with source.connect() as connection:
        assert not accounts.by_id(connection, reader.id).disabled
        assert noted(connection) == []


@pytest.mark.parametrize("change", [administration.close, administration.relieve_administrator])
def test_of_two_administrators_who_remove_each_other_at_once_one_remains(source, change):
    for turn in range(3):
        with source.begin() as connection:
            both = [
                accounts.add(connection, f"{name}-{turn}@example.org", password_hash="hash", administrator=True)
                for name in ("one", "two")
            ]
            for earlier in accounts.everybody(connection):
                if earlier.id not in {one.id for one in both}:
                    accounts.disable(connection, earlier.email)

        def remove(doer, other):
            try:
                with database.writing(source, ACCOUNTS) as connection:
                    now = accounts.by_id(connection, other.id)
                    change(connection, now, by=Administrator(doer.email, NOW, doer.id))
            except (Forbidden, Refused):
                return False
            return True

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(remove, both, both[::-1])) == [False, True]
        with source.connect() as connection:
            left = [accounts.by_id(connection, one.id) for one in both]
        assert sum(one.administrator and not one.disabled for one in left) == 1
