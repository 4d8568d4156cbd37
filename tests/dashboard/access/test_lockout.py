"""Failures to sign in: how long they close, for whom, and that nothing tells whether there is such an account."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.access import passwords
from dashboard.app import create_app
from data_access import lockout
from data_access.models import sign_in_failures
from data_access.viewer import Role
from tests.dashboard.installed import EMAILS, settings, sign_in

ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
MANAGER, STEERING = EMAILS[Role.MANAGER], EMAILS[Role.STEERING]
UNKNOWN = "nobody@example.org"
HERE = "/sign-in?lang=en"


def fail(client, email=MANAGER, times=6):
    return [sign_in(client, email, f"guess {number}", HERE) for number in range(times)]


def text(answer):
    return answer.get_data(as_text=True)


def said(answer):
    """The page without what differs from one answer to the next, and without the address that was typed."""
    page = re.sub(r'name="csrf_token" value="[^"]+"', "", text(answer))
    return re.sub(r"\b(nobody|manager)@example\.org", "", page)


@ON_SQLITE
def test_the_sixth_failure_closes_and_says_for_how_long(stranger, clock):
    answers = fail(stranger)
    assert [answer.status_code for answer in answers] == [401] * 6
    assert ["looked at in" in text(answer) for answer in answers] == [False] * 5 + [True]
    assert "The next attempt is looked at in 30 seconds" in text(answers[-1])
    answer = sign_in(stranger, MANAGER, address=HERE)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")
    assert "Try again in 30 seconds." in text(answer)
    assert stranger.get("/").status_code == 302


@ON_SQLITE
def test_each_further_failure_doubles_the_wait_up_to_the_longest(stranger, clock):
    fail(stranger)
    waits = []
    for _ in range(7):
        waits.append(int(sign_in(stranger, MANAGER).headers["Retry-After"]))
        clock(seconds=waits[-1])
        assert sign_in(stranger, MANAGER, "a guess").status_code == 401
    assert waits == [30, 60, 120, 240, 480, 900, 900]
    assert "in 15 minutes" in text(sign_in(stranger, MANAGER, address=HERE))


@ON_SQLITE
def test_when_the_wait_is_over_the_right_password_opens_and_clears(app, stranger, clock):
    fail(stranger)
    clock(seconds=30)
    assert sign_in(stranger, MANAGER).status_code == 303
    assert [answer.status_code for answer in fail(app.server.test_client())] == [401] * 6


@ON_SQLITE
def test_while_closed_the_password_is_not_even_tried(stranger, monkeypatch):
    fail(stranger)
    tried = []
    monkeypatch.setattr(passwords, "matches", lambda *_: tried.append(1))
    assert sign_in(stranger, MANAGER).status_code == 429
    assert tried == []


@ON_SQLITE
def test_a_closed_account_closes_no_other_and_an_old_failure_counts_no_more(app, stranger, clock):
    fail(stranger)
    assert sign_in(app.server.test_client(), STEERING).status_code == 303
    clock(hours=24)
    assert [answer.status_code for answer in fail(stranger, times=5)] == [401] * 5
    assert sign_in(stranger, MANAGER).status_code == 303


@ON_SQLITE
def test_one_machine_may_fail_at_many_accounts_only_so_often(app, stranger):
    answers = [sign_in(stranger, f"guess-{number}@example.org").status_code for number in range(22)]
    assert answers == [401] * 21 + [429]
    # Its network of IPv6 counts as one machine; another's stands open.
    client = app.server.test_client()
    form = {"environ_base": {"REMOTE_ADDR": "2001:db8::1"}}
    token = re.search(r'csrf_token" value="([^"]+)"', text(client.get("/sign-in")))[1]
    for number in range(21):
        data = {"email": f"other-{number}@example.org", "password": "x", "csrf_token": token}
        assert client.post("/sign-in", data=data, **form).status_code == 401
    data = {"email": MANAGER, "password": "x", "csrf_token": token}
    for address, status in (("2001:db8::ffff", 429), ("2001:db8:0:1::1", 401), ("192.0.2.1", 401)):
        assert client.post("/sign-in", data=data, environ_base={"REMOTE_ADDR": address}).status_code == status


@ON_SQLITE
def test_signing_in_rightly_is_not_counted(app):
    for _ in range(25):
        assert sign_in(app.server.test_client(), MANAGER).status_code == 303


@ON_SQLITE
def test_success_at_one_account_frees_no_machine(app, stranger):
    for number in range(21):
        sign_in(stranger, f"guess-{number}@example.org")
        if number < 20:
            assert sign_in(app.server.test_client(), MANAGER).status_code == 303
    assert sign_in(app.server.test_client(), MANAGER).status_code == 429


@ON_SQLITE
def test_an_unknown_address_is_answered_word_for_word_alike(stranger, app, clock):
    known, unknown = (fail(app.server.test_client(), email, 7) for email in (MANAGER, UNKNOWN))
    assert [answer.status_code for answer in known] == [answer.status_code for answer in unknown] == [401] * 6 + [429]
    assert [said(answer) for answer in known] == [said(answer) for answer in unknown]
    assert known[-1].headers["Retry-After"] == unknown[-1].headers["Retry-After"]


@ON_SQLITE
def test_an_unknown_address_costs_the_same_statements_and_one_look_at_a_password(app, stranger, monkeypatch):
    looked, seen = [], []
    matches = passwords.matches
    monkeypatch.setattr(passwords, "matches", lambda *given: looked.append(1) or matches(*given))

    def record(_connection, _cursor, statement, *_):
        seen.append(statement)

    from sqlalchemy import event  # noqa: PLC0415 - for this test alone

    event.listen(app.server.extensions["installation"].engine, "before_cursor_execute", record)
    sign_in(stranger, STEERING, "a guess")  # from then on the machine has failed before
    looked.clear()
    asked = []
    for email in (MANAGER, UNKNOWN, MANAGER, UNKNOWN):
        seen.clear()
        sign_in(stranger, email, "a guess")
        asked.append(list(seen))
    assert asked[0] == asked[1]
    assert asked[2] == asked[3]
    assert len(looked) == 4


@ON_SQLITE
@pytest.mark.parametrize("email", ["", "x" * 5000, "\x00", "ä@ö", "'; --"])
def test_whatever_is_typed_is_counted_and_answered(stranger, email):
    assert sign_in(stranger, email, "a guess").status_code == 401


@ON_SQLITE
def test_no_address_and_no_machine_stands_in_the_database(app, stranger):
    fail(stranger, UNKNOWN, 2)
    with app.server.extensions["installation"].engine.connect() as connection:
        kept = [tuple(row) for row in connection.execute(sign_in_failures.select())]
    assert [row[1] for row in kept] == [2, 2]
    assert not any(word in str(kept) for word in (UNKNOWN, "nobody", "127.0.0.1"))


@pytest.fixture
def workers(app, furnished_url):
    """Two workers, as gunicorn has them, that share one database."""
    other = create_app(settings(furnished_url))
    yield [app.server, other.server]
    other.server.extensions["installation"].engine.dispose()


def test_two_workers_count_together(workers):
    clients = [worker.test_client() for worker in workers]
    answers = [sign_in(clients[number % 2], MANAGER, f"guess {number}").status_code for number in range(7)]
    assert answers == [401] * 6 + [429]
    assert [sign_in(client, MANAGER).status_code for client in clients] == [429, 429]


def test_many_guesses_at_once_are_as_many_failures(workers, monkeypatch):
    tried = []
    monkeypatch.setattr(passwords, "matches", lambda *_: bool(tried.append(1)))

    def guess(number):
        return sign_in(workers[number % 2].test_client(), MANAGER, f"guess {number}").status_code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(guess, range(16)))
    assert sorted(answers) == [401] * 6 + [429] * 10
    assert len(tried) == 6


def test_the_rows_are_those_of_the_account_and_the_machine(app, stranger):
    sign_in(stranger, MANAGER, "a guess")
    sign_in(app.server.test_client(), STEERING)
    with app.server.extensions["installation"].engine.connect() as connection:
        whos = [row.who for row in connection.execute(sign_in_failures.select())]
        assert {one.failures for one in lockout.standings(connection, whos).values()} == {1}
    assert len(whos) == 2


@ON_SQLITE
def test_the_settings_say_how_it_is_counted(furnished_url, app, clock):
    made = create_app(
        settings(
            furnished_url,
            sign_in_free_failures=1,
            sign_in_first_wait_seconds=120,
            sign_in_longest_wait_minutes=2,
        )
    )
    client = made.server.test_client()
    fail(client, times=2)
    answer = sign_in(client, MANAGER, address=HERE)
    made.server.extensions["installation"].engine.dispose()
    assert answer.headers["Retry-After"] == "120"
    assert "in 2 minutes" in text(answer)


@ON_SQLITE
@pytest.mark.parametrize(
    ("language", "words"), [("fi", "30 sekunnin kuluttua"), ("sv", "om 30 sekunder"), ("en", "in 30 seconds")]
)
def test_the_wait_is_said_in_the_readers_language(stranger, clock, language, words):
    fail(stranger)
    assert words in text(sign_in(stranger, MANAGER, address=f"/sign-in?lang={language}"))
