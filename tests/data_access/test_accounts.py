import pytest
from sqlalchemy.exc import DBAPIError

from data_access import accounts, database, programmes
from data_access.accounts import Refused
from data_access.viewer import Role, Viewer
from tests.data_access.builders import Programme


@pytest.fixture
def source(migrated_url):
    made = database.engine(migrated_url)
    yield made
    made.dispose()


@pytest.fixture
def connection(source):
    with source.connect() as opened:
        yield opened


def test_an_account_is_found_however_its_address_is_written(connection):
    made = accounts.add(connection, " Some@Example.ORG ", password_hash="hash")
    assert made.email == "some@example.org"
    assert accounts.by_email(connection, "SOME@example.org") == made == accounts.by_id(connection, made.id)
    assert (made.memberships, made.administrator, made.disabled) == ((), False, False)
    assert accounts.by_email(connection, "nobody@example.org") is None


def test_an_address_has_one_account(connection):
    accounts.add(connection, "some@example.org", password_hash="hash")
    with pytest.raises(Refused, match="has an account already"):
        accounts.add(connection, "Some@example.org", password_hash="hash")


@pytest.mark.parametrize("email", ["", "nobody", "@example.org", "nobody@", "a" * 250 + "@example.org"])
def test_what_is_no_address_gets_no_account(connection, email):
    with pytest.raises(Refused, match="not an e-mail address"):
        accounts.add(connection, email, password_hash="hash")


def test_a_reader_has_one_role_in_each_programme(connection):
    for code in ("P", "Q"):
        Programme(code).organisation("A").save(connection)
    account = accounts.add(connection, "some@example.org", password_hash="hash")
    for code, role, organisation in (
        ("Q", Role.MANAGER, None),
        ("P", Role.STEERING, None),
        ("P", Role.ORGANISATION, "A"),
    ):
        account = accounts.give_role(connection, account, programme=code, role=role, organisation=organisation)
    assert [(one.programme, one.viewer.role, one.viewer.organisation) for one in account.memberships] == [
        ("P", Role.ORGANISATION, "A"),
        ("Q", Role.MANAGER, None),
    ]
    assert accounts.everybody(connection) == [account]


@pytest.mark.parametrize(
    ("programme", "role", "organisation", "said"),
    [
        ("Q", Role.MANAGER, None, "no programme 'Q'"),
        ("P", Role.ORGANISATION, "B", "no organisation 'B'"),
        ("P", Role.ORGANISATION, None, "role organisation"),
        ("P", Role.MANAGER, "A", "role organisation"),
    ],
)
def test_a_role_that_cannot_be_is_refused(connection, programme, role, organisation, said):
    Programme("P").organisation("A").save(connection)
    account = accounts.add(connection, "some@example.org", password_hash="hash")
    with pytest.raises(Refused, match=said):
        accounts.give_role(connection, account, programme=programme, role=role, organisation=organisation)


def test_sessions_end_with_every_change_but_a_renewed_hash(connection):
    Programme("P").save(connection)
    account = accounts.add(connection, "some@example.org", password_hash="hash")
    changes = (
        lambda: accounts.give_role(connection, account, programme="P", role=Role.MANAGER),
        lambda: accounts.make_administrator(connection, account),
        lambda: accounts.set_password(connection, account.email, "other"),
        lambda: accounts.choose_password(connection, account, "chosen"),
        lambda: accounts.end_sessions(connection, account.email),
        lambda: accounts.disable(connection, account.email),
    )
    assert account.session_number == 1
    assert [change().session_number for change in changes] == [2, 3, 4, 5, 6, 7]
    accounts.renew_hash(connection, accounts.by_id(connection, account.id), "newer")
    accounts.renew_hash(connection, account, "of a password that was changed since")
    renewed = accounts.by_id(connection, account.id)
    assert (renewed.password_hash, renewed.session_number, renewed.disabled) == ("newer", 7, True)
    assert accounts.choose_password(connection, account, "chosen").disabled
    reopened = accounts.reopen(connection, account.email)
    assert (reopened.password_hash, reopened.disabled) == ("chosen", False)
    assert not accounts.set_password(connection, account.email, "again").disabled


def test_nothing_can_be_written_while_reading(source):
    with source.begin() as connection:
        Programme("P").organisation("A", cohort="C").organisation("B").save(connection)
    with pytest.raises(DBAPIError), database.reading(source) as connection:
        accounts.add(connection, "some@example.org", password_hash="hash")
    # The connection goes back to the pool as one that can write.
    with source.begin() as connection:
        accounts.add(connection, "some@example.org", password_hash="hash")
    with database.reading(source) as connection:
        assert programmes.names(connection) == {"P": {"fi": None, "sv": None, "en": "A programme"}}
        assert programmes.organisations(connection, "P") == ["A"]
        assert accounts.everybody(connection)[0].email == "some@example.org"


def test_a_viewer_belongs_to_a_programme_of_its_own(connection):
    programme = Programme("P").save(connection)
    account = accounts.add(connection, "some@example.org", password_hash="hash")
    [member] = accounts.give_role(connection, account, programme="P", role=Role.FINANCIER).memberships
    assert member.viewer == Viewer(programme.id, Role.FINANCIER)


def test_a_database_tells_whether_it_is_migrated(migrated_url, tmp_path):
    assert database.migrated(migrated_url)
    assert not database.migrated(f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert not (tmp_path / "none.sqlite").exists()
    with pytest.raises(database.Unreachable, match="cannot be understood"):
        database.migrated("nonsense")


def test_an_empty_database_is_not_migrated(database_url):
    assert not database.migrated(database_url)
