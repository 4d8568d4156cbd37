import io
import sys
from datetime import UTC, datetime

import pytest

from dashboard.access import passwords
from dashboard.cli import main
from dashboard.cli.passwords import getpass
from data_access import accounts, audit, database, second_factors, set_up_links
from data_access.set_up_links import State
from tests.dashboard.installed import PASSWORD, SECRET
from tests.data_access.builders import Programme

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
EMAIL = "some@example.org"
BASE = "https://dashboard.example.org"
ROLE = ("--role", "manager", "--programme", "P")


@pytest.fixture
def engine(migrated_url, monkeypatch):
    """An installation with the programme P."""
    monkeypatch.setenv("DATABASE_URL", migrated_url)
    monkeypatch.setenv("SECRET_KEY", SECRET)
    made = database.engine(migrated_url)
    with made.begin() as connection:
        Programme("P").save(connection)
    yield made
    made.dispose()


@pytest.fixture
def run(engine, capsys, monkeypatch):
    """Runs ``dashboard user``: its exit code, what it wrote to standard output and to standard error."""

    def ran(*words, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        return main(["user", *words]), *capsys.readouterr()

    return ran


@pytest.fixture
def account(engine):
    """Looks an account up."""

    def found(email=EMAIL):
        with engine.connect() as connection:
            return accounts.by_email(connection, email)

    return found


def token(out):
    link = out.splitlines()[-1]
    assert link.startswith(f"{BASE}/set-up#")
    return link.partition("#")[2]


def state(engine, token):
    with engine.connect() as connection:
        return set_up_links.look(connection, token, at=datetime.now(UTC)).state


def test_an_account_without_a_password_gets_a_link(run, engine, account):
    code, out, err = run("add", EMAIL, *ROLE, "--base", BASE)
    assert (code, err) == (0, "")
    assert out.startswith("some@example.org is now manager in P.\nSend this link")
    assert "72 hours" in out
    assert account().password_hash == ""
    assert state(engine, token(out)) is State.OPEN


def test_the_link_may_begin_as_the_settings_say(run, monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", f"{BASE}/")
    token(run("add", EMAIL, *ROLE)[1])


@pytest.mark.parametrize(
    "base", ["", "nonsense", "javascript:alert(1)", "https://", "https://a b", "https://u:p@host", "https://x#y"]
)
def test_without_an_address_to_begin_with_nothing_is_changed(run, account, monkeypatch, base):
    code, out, err = run("add", EMAIL, *ROLE, *(["--base", base] if base else []))
    assert (code, out) == (1, "")
    assert "PUBLIC_URL" in err
    assert account() is None


def test_a_setting_that_is_no_address_is_said(run, monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "dashboard.example.org")
    code, _, err = run("list")
    assert code == 1
    assert "PUBLIC_URL: must be an address" in err


def test_a_newer_link_takes_the_place_of_the_one_before(run, engine):
    first = token(run("add", EMAIL, *ROLE, "--base", BASE)[1])
    second = token(run("link", EMAIL, "--base", BASE)[1])
    assert (state(engine, first), state(engine, second)) == (State.VOID, State.OPEN)


def test_a_typed_password_is_taken_as_before(run, account):
    assert run("add", EMAIL, *ROLE, typed=f"{PASSWORD}\n")[:2] == (0, "some@example.org is now manager in P.\n")
    assert passwords.matches(PASSWORD, account().password_hash)


@pytest.mark.parametrize("command", [("add", EMAIL, *ROLE), ("password", EMAIL)])
@pytest.mark.parametrize("typed", ["short", "Password1234!", EMAIL, "Salasana-2026!"])
def test_the_rules_hold_here_too(run, account, command, typed):
    if command[0] == "password":
        run("add", EMAIL, *ROLE, typed=PASSWORD)
    before = account()
    code, out, err = run(*command, typed=f"{typed}\n")
    assert (code, out) == (1, "")
    assert "Nothing was changed." in err
    assert typed not in err
    assert account() == before


def test_a_password_cannot_be_left_empty_where_no_link_is_made(run):
    run("add", EMAIL, *ROLE, typed=PASSWORD)
    assert run("password", EMAIL)[0] == 1


def test_at_a_terminal_it_is_typed_twice(run, account, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    def typing(*answers):
        given = iter(answers)
        monkeypatch.setattr(getpass, "getpass", lambda _: next(given))
        monkeypatch.setattr(io, "StringIO", Terminal)
        return run("add", EMAIL, *ROLE, "--base", BASE)

    assert "differ" in typing(PASSWORD, "another long password")[2]
    assert account() is None
    assert "/set-up#" in typing("")[1]
    assert account().password_hash == ""


def test_closed_and_opened_again_it_is_as_it_was(run, engine, account):
    run("add", EMAIL, *ROLE, typed=PASSWORD)
    run("disable", EMAIL)
    code, _, err = run("link", EMAIL, "--base", BASE)
    assert code == 1
    assert "is closed" in err
    assert run("reopen", EMAIL)[1] == "some@example.org is open again.\n"
    assert not account().disabled
    assert passwords.matches(PASSWORD, account().password_hash)


def test_sessions_are_ended(run, account):
    run("add", EMAIL, *ROLE, typed=PASSWORD)
    before = account().session_number
    assert run("end-sessions", EMAIL)[1] == "some@example.org is signed out everywhere.\n"
    assert account().session_number == before + 1


def test_a_second_factor_is_reset(run, engine, account):
    run("add", EMAIL, *ROLE, typed=PASSWORD)
    assert "has no second factor" in run("reset-second-factor", EMAIL)[2]
    with engine.begin() as connection:
        second_factors.begin(connection, account().id, "sealed", at=datetime.now(UTC))
        second_factors.confirm(connection, account().id, step=1, code_hashes=["a"], at=datetime.now(UTC))
    assert "by the password alone" in run("reset-second-factor", EMAIL)[1]
    with engine.connect() as connection:
        assert second_factors.confirmed(connection) == set()


@pytest.mark.parametrize("command", ["link", "reopen", "end-sessions", "reset-second-factor", "disable", "password"])
def test_an_account_that_is_not_there_is_said(run, command):
    words = ["--base", BASE] if command == "link" else []
    code, out, err = run(command, "nobody@example.org", *words, typed=PASSWORD)
    assert (code, out) == (1, "")
    assert "There is no account nobody@example.org." in err


def test_each_change_is_noted_by_who_is_at_the_command_line(run, engine):
    link = token(run("add", EMAIL.upper(), *ROLE, "--base", BASE)[1])
    run("add", EMAIL, "--role", "steering", "--programme", "P")
    for words in (["link", EMAIL, "--base", BASE], ["end-sessions", EMAIL], ["disable", EMAIL], ["reopen", EMAIL]):
        run(*words)
    run("password", EMAIL, typed=PASSWORD)
    run("reset-second-factor", EMAIL)
    with engine.connect() as connection:
        noted = list(reversed(audit.entries(connection)))
    assert [one.detail["what"] for one in noted] == [
        "added",
        "role given",
        "set-up link made",
        "role given",
        "set-up link made",
        "sessions ended",
        "closed",
        "opened again",
        "password given",
    ]
    assert {(one.action, one.subject) for one in noted} == {("account", EMAIL)}
    assert all(one.who.endswith("at the command line") for one in noted)
    assert (noted[3].programme, noted[3].detail) == ("P", {"what": "role given", "role": "steering"})
    assert not any(word in str(noted) for word in (link, PASSWORD))
