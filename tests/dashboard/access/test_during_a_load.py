"""A large load holds SQLite's one writer: people sign in all the same, failures count on, and nothing goes unnoted."""

import threading
import time

import pytest

from dashboard.access import arrears
from data_access import lockout
from data_access.database import writing
from data_access.viewer import Role
from tests.dashboard.installed import EMAILS, sent, sign_in

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
MANAGER = EMAILS[Role.MANAGER]


@pytest.fixture
def engine(app):
    return app.server.extensions["installation"].engine


@pytest.fixture
def load(engine, monkeypatch):
    """A load that goes on until it is told to end."""
    monkeypatch.setattr(arrears, "PATIENCE", 0.05)
    monkeypatch.setattr("dashboard.access.counting.PATIENCE", 0.05)
    began, end = threading.Event(), threading.Event()

    def hold():
        with writing(engine, "TEST"):
            began.set()
            end.wait(60)

    thread = threading.Thread(target=hold)
    thread.start()
    began.wait(10)

    def ended():
        end.set()
        thread.join()
        for _ in range(500):
            if not any(one.name == "arrears" for one in threading.enumerate()):
                return
            time.sleep(0.02)
        pytest.fail("what was owed was not written down")

    yield ended
    end.set()
    thread.join()


def test_people_sign_in_and_out_and_it_is_noted_afterwards(app, load, written):
    client = app.server.test_client()
    assert sign_in(client, MANAGER).status_code == 303
    assert client.get("/").status_code == 200
    assert sent(client, "/sign-out").status_code == 303
    assert client.get("/").status_code == 302
    assert written() == []
    load()
    assert [(who, detail["what"]) for who, _, _, detail in written()] == [
        (MANAGER, "signed in"),
        (MANAGER, "signed out"),
    ]


def test_failures_close_as_ever_and_stand_in_the_database_afterwards(app, load, written, engine):
    client = app.server.test_client()
    answers = [sign_in(client, MANAGER, f"guess {number}").status_code for number in range(7)]
    assert answers == [401] * 6 + [429]
    load()
    assert sign_in(client, MANAGER).status_code == 429
    assert [detail["what"] for _, _, _, detail in written()] == ["failed"] * 6 + ["closed"]


def test_it_is_counted_from_where_the_database_stands(app, written, request):
    client = app.server.test_client()
    for number in range(4):
        assert sign_in(client, MANAGER, f"guess {number}").status_code == 401
    ended = request.getfixturevalue("load")
    assert [sign_in(client, MANAGER, "a guess").status_code for _ in range(3)] == [401, 401, 429]
    ended()
    assert sign_in(client, MANAGER).status_code == 429


def test_many_who_sign_in_from_one_house_during_a_load_are_no_failures(app, load, engine):
    for _ in range(25):
        assert sign_in(app.server.test_client(), MANAGER).status_code == 303
    load()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sign_in_failures").scalar_one() == 0


def test_changes_of_accounts_ask_to_try_again_and_change_nothing(app, load, monkeypatch, signed_in):
    monkeypatch.setattr("dashboard.access.changing.PATIENCE", 0.05)
    client = signed_in(Role.MANAGER)
    fields = {
        "current": "a long enough password",
        "password": "another long password",
        "again": "another long password",
    }
    assert sent(client, "/account/password", **fields).status_code == 503
    load()
    assert sign_in(app.server.test_client(), MANAGER).status_code == 303


def test_what_fails_for_another_reason_is_tried_again_and_keeps_nobody_out(app, written, monkeypatch, engine):
    monkeypatch.setattr(arrears.time, "sleep", lambda _: None)
    failing, give_back = iter([True, True]), lockout.give_back

    def broken(*given, **named):
        if next(failing, False):
            raise OSError("somebody@example.org")
        give_back(*given, **named)

    monkeypatch.setattr(lockout, "give_back", broken)
    assert sign_in(app.server.test_client(), MANAGER).status_code == 303
    for thread in threading.enumerate():
        if thread.name == "arrears":
            thread.join(10)
    assert [detail["what"] for _, _, _, detail in written()] == ["signed in"]


def test_what_cannot_be_written_down_is_given_up_in_memory_too(engine, monkeypatch):
    monkeypatch.setattr(arrears, "TRIES", 2)
    monkeypatch.setattr(arrears.time, "sleep", lambda _: None)
    settled = threading.Event()
    owing = arrears.Arrears(engine, settled=settled.set)
    owing.write(lambda _: {}["nothing"])
    assert settled.wait(10)
    assert not owing.owed
