import time
from urllib.parse import quote

import pytest
from argon2 import PasswordHasher
from flask import session

from dashboard.access import passwords
from dashboard.access.addresses import own
from data_access import accounts
from data_access.viewer import Role
from tests.dashboard.installed import ADMINISTRATOR, EMAILS, HASH, PASSWORD, sign_in

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
MANAGER = EMAILS[Role.MANAGER]


def changed(app, change):
    with app.server.extensions["installation"].engine.begin() as connection:
        return change(connection)


def test_the_right_password_opens_the_page_that_was_wanted(stranger):
    refused = stranger.get("/organisations?cohort=A")
    assert refused.status_code == 302
    answer = sign_in(stranger, f"  {MANAGER.upper()} ", address=refused.location)
    assert (answer.status_code, answer.location) == (303, "/organisations?cohort=A")
    assert stranger.get("/organisations").status_code == 200


@pytest.mark.parametrize(
    ("email", "password"),
    [(MANAGER, "another password"), ("nobody@example.org", PASSWORD), (MANAGER, ""), ("", ""), (MANAGER, "x" * 2000)],
)
def test_anything_else_opens_nothing_and_says_the_same(stranger, email, password):
    answer = sign_in(stranger, email, password, "/sign-in?lang=en")
    assert answer.status_code == 401
    assert "do not match" in answer.get_data(as_text=True)
    assert stranger.get("/").status_code == 302


def test_a_closed_account_opens_nothing(app, stranger):
    changed(app, lambda connection: accounts.disable(connection, MANAGER))
    assert sign_in(stranger, MANAGER).status_code == 401


def change_password(connection):
    accounts.set_password(connection, MANAGER, HASH)


def close(connection):
    accounts.disable(connection, MANAGER)


def change_role(connection):
    accounts.give_role(connection, accounts.by_email(connection, MANAGER), programme="TEST", role=Role.STEERING)


@pytest.mark.parametrize("change", [change_password, close, change_role])
def test_a_session_ends_when_the_account_changes(app, signed_in, change):
    client = signed_in(Role.MANAGER)
    assert client.get("/").status_code == 200
    changed(app, change)
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(("seconds", "open_still"), [(59 * 60, True), (61 * 60, False)])
def test_a_session_ends_when_nothing_was_asked_for_an_hour(signed_in, monkeypatch, seconds, open_still):
    client = signed_in(Role.MANAGER)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + seconds)
    assert client.get("/").status_code == (200 if open_still else 302)


def test_a_session_ends_after_a_working_day_however_much_is_asked(signed_in, monkeypatch):
    client, began = signed_in(Role.MANAGER), time.time()
    seen = []
    for minutes in range(0, 13 * 60, 30):
        monkeypatch.setattr(time, "time", lambda later=began + minutes * 60: later)
        seen.append(client.get("/").status_code == 200)
    assert seen == [True] * 25 + [False]


def test_signing_in_begins_a_new_session(app):
    with app.server.test_client() as client:
        client.get("/sign-in")
        with client.session_transaction() as planted:
            planted["planted"] = "by somebody else"
            before = planted["csrf_token"]
        sign_in(client, MANAGER)
        client.get("/")
        assert "planted" not in session
        assert session.get("csrf_token") != before


def test_the_cookie_is_for_the_server_alone(app):
    answer = sign_in(app.server.test_client(), MANAGER)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie  # the test's browser talks to its own machine


def test_the_cookie_goes_over_https_alone(app):
    client = app.server.test_client()
    answer = client.get("/sign-in", base_url="https://dashboard.example.org")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_signing_out_ends_the_session(signed_in):
    client = signed_in(Role.MANAGER)
    page = client.get("/sign-out").get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    assert client.post("/sign-out", data={"csrf_token": token}).location == "/sign-in"
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("address", ["/sign-in", "/sign-out"])
def test_a_form_without_our_token_does_nothing(signed_in, address):
    client = signed_in(Role.MANAGER)
    assert client.post(address, data={"email": MANAGER, "password": PASSWORD}).status_code == 400
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_nothing_is_accepted_from_another_site(signed_in, headers):
    client = signed_in(Role.MANAGER)
    for address in ("/sign-in", "/sign-out", "/_dash-update-component"):
        assert client.post(address, headers=headers, json={}).status_code == 403


ELSEWHERE = [
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "/\\elsewhere.example/",
    "\\\\elsewhere.example",
    "/\t/elsewhere.example/",
    "/\n/elsewhere.example",
    "javascript:alert(1)",
    "elsewhere.example",
    "///elsewhere.example",
    "http:/elsewhere.example",
    " //elsewhere.example",
]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_signing_in_never_leads_elsewhere(stranger, wanted):
    assert own(wanted) is None
    answer = sign_in(stranger, MANAGER, address=f"/sign-in?next={quote(wanted)}")
    assert (answer.status_code, answer.location) == (303, "/")


def test_only_a_form_that_was_sent_signs_in_or_out(app, signed_in):
    client = app.server.test_client()
    # A HEAD carries no token and is counted as no failure, but it may carry a form.
    answer = client.head("/sign-in", data={"email": EMAILS[Role.MANAGER], "password": PASSWORD})
    assert answer.status_code == 200
    assert client.get("/").status_code == 302
    reader = signed_in(Role.MANAGER)
    reader.head("/sign-out")
    assert reader.get("/").status_code == 200


@pytest.mark.parametrize(
    ("language", "said"), [("fi", 'lang="fi"'), ("sv", 'lang="sv"'), ("en", "Co-funded by the European Union")]
)
def test_the_sign_in_page_speaks_three_languages_and_shows_the_emblem(stranger, language, said):
    page = stranger.get(f"/sign-in?lang={language}").get_data(as_text=True)
    assert f'<html lang="{language}">' in page
    assert said in page
    assert "/assets/emblem.svg" in page
    # The choice holds on
    assert f'<html lang="{language}">' in stranger.get("/sign-in").get_data(as_text=True)


def test_the_language_of_the_browser_is_taken_where_none_was_chosen(stranger):
    page = stranger.get("/sign-in", headers={"Accept-Language": "sv-FI, en;q=0.5"}).get_data(as_text=True)
    assert '<html lang="sv">' in page
    assert '<html lang="fi">' in stranger.get("/sign-in", headers={"Accept-Language": "xx"}).get_data(as_text=True)


def test_an_older_hash_is_renewed(app, stranger):
    weak = PasswordHasher(time_cost=1, memory_cost=64).hash(PASSWORD)
    changed(app, lambda connection: accounts.set_password(connection, MANAGER, weak))
    assert sign_in(stranger, MANAGER).status_code == 303
    kept = changed(app, lambda connection: accounts.by_email(connection, MANAGER)).password_hash
    assert not passwords.outdated(kept)
    assert stranger.get("/").status_code == 200


def test_an_administrator_of_no_programme_begins_where_accounts_are_kept(stranger):
    sign_in(stranger, ADMINISTRATOR)
    answer = stranger.get("/?lang=en")
    assert (answer.status_code, answer.location) == (302, "/admin")
    assert "Accounts" in stranger.get(answer.location).get_data(as_text=True)


def form(client, **headers):
    """Sends the form of the sign-in page over TLS, as a browser that sends no referrer."""
    page = client.get("/sign-in", base_url="https://dashboard.example").get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    sent = {"email": MANAGER, "password": PASSWORD, "csrf_token": token}
    return client.post("/sign-in", base_url="https://dashboard.example", data=sent, headers=headers).status_code


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "https://dashboard.example", "Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "https://dashboard.example"}, 303),
        ({"Origin": "null"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "same-origin"}, 403),
        ({"Origin": "http://dashboard.example"}, 403),
    ],
)
def test_a_form_of_ours_needs_no_referrer_and_another_site_s_is_refused(stranger, headers, status):
    assert form(stranger, **headers) == status


def test_a_form_without_its_token_is_refused_over_tls_too(stranger):
    headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    sent = {"email": MANAGER, "password": PASSWORD}
    assert stranger.post("/sign-in", base_url="https://d.example", data=sent, headers=headers).status_code == 400
