import re
import time
from datetime import timedelta

import pyotp
import pytest

from dashboard import today
from dashboard.access import second_factor as totp
from dashboard.app import create_app
from data_access import accounts, models, second_factors
from data_access.viewer import Role
from tests.dashboard.installed import EMAILS, PASSWORD, SECRET, sent, settings, sign_in

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
MANAGER = EMAILS[Role.MANAGER]
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CODE = "abcd-efgh-jkmn"
HERE = "/sign-in/code?lang=en"


@pytest.fixture
def engine(app):
    return app.server.extensions["installation"].engine


@pytest.fixture
def manager(app, engine):
    """The manager's account, its second factor on, with one recovery code."""
    with app.server.app_context(), engine.begin() as connection:
        account = accounts.by_email(connection, MANAGER)
        second_factors.begin(connection, account.id, totp.sealed(KEY, account.id), at=today.now())
        hashes = [totp.code_hash(account.id, CODE)]
        second_factors.confirm(connection, account.id, step=0, code_hashes=hashes, at=today.now())
    return account


def code(seconds=0):
    return pyotp.TOTP(KEY).at(today.now() + timedelta(seconds=seconds))


def first(client, address="/sign-in"):
    answer = sign_in(client, MANAGER, address=address)
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in/code")
    return answer


def second(client, typed, address=HERE):
    return sent(client, address, code=typed)


def text(answer):
    return answer.get_data(as_text=True)


def test_between_the_steps_the_person_is_nobody(app, stranger, manager):
    first(stranger)
    for address in ("/", "/organisations", "/account", "/sign-out", "/panels/overview-rows.csv", "/_dash-layout"):
        assert stranger.get(address).status_code in (302, 401), address
    assert stranger.post("/_dash-update-component", json={}).status_code == 401
    assert second(stranger, code()).status_code == 303
    assert stranger.get("/").status_code == 200


def test_both_steps_lead_to_the_page_that_was_wanted(stranger, manager):
    answer = first(stranger, "/sign-in?next=/organisations?cohort=A")
    answer = second(stranger, code(), answer.location)
    assert (answer.status_code, answer.location) == (303, "/organisations?cohort=A")


def test_the_second_step_never_leads_elsewhere(stranger, manager):
    first(stranger)
    assert second(stranger, code(), "/sign-in/code?next=//elsewhere.example/").location == "/"


def test_nobody_comes_to_the_second_step_without_the_first(stranger, manager):
    assert stranger.get("/sign-in/code").location.startswith("/sign-in")
    assert stranger.post("/sign-in/code", data={"code": code()}).status_code == 401
    sign_in(stranger, MANAGER, "a guess")
    assert stranger.get("/sign-in/code").status_code == 302


@pytest.mark.parametrize("method", ["get", "head"])
def test_only_a_form_that_was_sent_takes_a_code(stranger, manager, method):
    first(stranger)
    assert getattr(stranger, method)(f"{HERE}&code={code()}", data={"code": code()}).status_code == 200
    assert stranger.post("/sign-in/code", data={"code": code()}).status_code == 400  # no token of ours
    assert stranger.get("/").status_code == 302


@pytest.mark.parametrize(("seconds", "status"), [(-70, 401), (-30, 303), (0, 303), (30, 303), (70, 401)])
def test_a_telephones_clock_may_be_half_a_minute_off(stranger, manager, monkeypatch, seconds, status):
    # The middle of a period, so that no second of the test's own decides.
    middle = today.now().replace(second=15, microsecond=0)
    monkeypatch.setattr(today, "now", lambda: middle)
    first(stranger)
    assert second(stranger, code(seconds)).status_code == status


NO_CODES = ["", "000000x", "12345", "1234567", "١٢٣٤٥٦", "' OR 1=1", "-" * 40, "x" * 5000]


@pytest.mark.parametrize("typed", NO_CODES)
def test_anything_else_is_no_code(stranger, manager, typed):
    first(stranger)
    answer = second(stranger, typed)
    assert answer.status_code == 401
    assert "not a code for now" in text(answer)
    assert stranger.get("/").status_code == 302


def test_a_code_may_be_typed_with_a_space(stranger, manager):
    first(stranger)
    now = code()
    assert second(stranger, f" {now[:3]} {now[3:]} ").status_code == 303


def test_a_code_is_good_once(app, manager, clock):
    used = code()
    clients = [app.server.test_client() for _ in range(2)]
    for client in clients:
        first(client)
    assert [second(client, used).status_code for client in clients] == [303, 401]
    clock(seconds=30)
    assert second(clients[1], code()).status_code == 303


def test_a_code_used_in_one_worker_is_used_in_the_other(app, furnished_url, manager):
    other = create_app(settings(furnished_url))
    used = code()
    clients = [worker.server.test_client() for worker in (app, other)]
    for client in clients:
        first(client)
    assert [second(client, used).status_code for client in clients] == [303, 401]
    other.server.extensions["installation"].engine.dispose()


def test_a_recovery_code_is_good_once_however_it_is_typed(app, manager, engine):
    typed = [CODE.upper().replace("-", " "), CODE]
    clients = [app.server.test_client() for _ in typed]
    for client in clients:
        first(client)
    assert [second(client, one).status_code for client, one in zip(clients, typed, strict=True)] == [303, 401]
    with engine.connect() as connection:
        assert second_factors.of(connection, manager.id).codes_left == 0


def test_failures_at_codes_close_and_the_right_password_frees_none(app, manager, clock):
    client = app.server.test_client()
    answers = []
    for _ in range(6):
        first(client)
        answers.append(second(client, "000000").status_code)
    assert answers == [401] * 6
    assert second(client, code()).status_code == 429
    assert sign_in(client, MANAGER).status_code == 429
    clock(seconds=30)
    first(client)
    assert second(client, code()).status_code == 303
    # Both steps done, the count begins anew.
    assert [sign_in(app.server.test_client(), MANAGER, f"guess {n}").status_code for n in range(6)] == [401] * 6


def test_the_second_step_must_follow_within_five_minutes(stranger, manager, monkeypatch):
    first(stranger)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 301)
    assert stranger.get("/sign-in/code").status_code == 302


@pytest.mark.parametrize(
    "change",
    [
        lambda connection: accounts.disable(connection, MANAGER),
        lambda connection: accounts.end_sessions(connection, MANAGER),
    ],
)
def test_what_ends_sessions_ends_the_way_to_the_second_step(stranger, manager, engine, change):
    first(stranger)
    with engine.begin() as connection:
        change(connection)
    assert stranger.get("/sign-in/code").status_code == 302


def test_the_first_step_of_another_account_is_forgotten(stranger, manager):
    first(stranger)
    assert sign_in(stranger, EMAILS[Role.STEERING]).status_code == 303
    assert stranger.get("/sign-in/code").status_code == 302


def test_a_secret_sealed_under_another_key_lets_nobody_in(app, furnished_url, manager):
    made = create_app(settings(furnished_url).model_copy(update={"secret_key": settings(furnished_url).pseudonym_key}))
    client = made.server.test_client()
    first(client)
    assert second(client, code()).status_code == 401
    assert second(client, CODE).status_code == 401
    made.server.extensions["installation"].engine.dispose()


def test_secrets_and_recovery_codes_cannot_be_read_from_the_database(app, engine, manager):
    with engine.connect() as connection:
        kept = [list(connection.execute(table.select())) for table in (models.second_factors, models.recovery_codes)]
        sealed = second_factors.of(connection, manager.id).sealed
    assert KEY not in str(kept)
    assert CODE not in str(kept)
    with app.server.app_context():
        assert totp.opened(sealed, manager.id) == KEY
        assert totp.opened(sealed, manager.id + 1) is None
        assert totp.opened("nonsense", manager.id) is None
        assert totp.sealed(KEY, manager.id) != sealed


def test_each_step_is_noted_under_what_it_was(stranger, manager, written):
    first(stranger)
    second(stranger, "000000")
    second(stranger, CODE)
    noted = written()
    assert [(*entry[:3], entry[3]["what"], entry[3].get("step")) for entry in noted] == [
        ("somebody not signed in", "sign_in", MANAGER, "password was right", None),
        ("somebody not signed in", "sign_in", MANAGER, "failed", "second factor"),
        (MANAGER, "sign_in", MANAGER, "signed in", "recovery code"),
    ]
    assert not re.search(rf"{PASSWORD}|{CODE}|{SECRET}", str(noted))
