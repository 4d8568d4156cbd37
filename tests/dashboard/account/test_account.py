import re

import pyotp
import pytest

from dashboard import today
from data_access import accounts
from data_access.viewer import Role
from tests.dashboard.installed import ADMINISTRATOR, EMAILS, PASSWORD, sent, sign_in

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
MANAGER = EMAILS[Role.MANAGER]
CHOSEN = "kahvikuppi ja hevonen"
PAGES = ["/account", "/account/password", "/account/second-factor", "/account/sessions"]


def text(answer):
    return answer.get_data(as_text=True)


def change(client, current=PASSWORD, password=CHOSEN, again=None):
    fields = {"current": current, "password": password, "again": password if again is None else again}
    return sent(client, "/account/password?lang=en", **fields)


def factor(client, step, **fields):
    return sent(client, "/account/second-factor?lang=en", step=step, **fields)


def secret_on(page):
    return re.search(r"secret in the app: <code>([A-Z2-7 ]+)</code>", text(page))[1].replace(" ", "")


@pytest.fixture
def client(signed_in):
    return signed_in(Role.MANAGER)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_speaks_three_languages_and_is_for_readers_alone(client, stranger, address, language):
    answer = client.get(f"{address}?lang={language}")
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in text(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert stranger.get(address).status_code == 302
    assert stranger.post(address).status_code in (401, 405)


@pytest.mark.parametrize("role", Role)
def test_readers_of_every_role_see_what_they_are(signed_in, role):
    page = text(signed_in(role).get("/account?lang=en"))
    assert EMAILS[role] in page
    assert "A programme" in page


def test_an_administrator_without_a_programme_comes_to_the_account_too(stranger):
    sign_in(stranger, ADMINISTRATOR)
    assert 'href="/account"' in text(stranger.get("/", follow_redirects=True))
    assert "Administrator" in text(stranger.get("/account?lang=en"))


@pytest.mark.parametrize("address", PAGES[1:])
def test_a_form_without_our_token_changes_nothing(app, client, address):
    fields = {"current": PASSWORD, "password": CHOSEN, "again": CHOSEN, "step": "begin"}
    assert client.post(address, data=fields).status_code == 400
    assert client.post(address, data=fields, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.head(address, data=fields).status_code == 200
    assert client.get("/").status_code == 200
    assert sign_in(app.server.test_client(), MANAGER).status_code == 303


def test_a_new_password_signs_out_everywhere_but_here(app, client, signed_in):
    elsewhere = signed_in(Role.MANAGER)
    answer = change(client)
    assert (answer.status_code, answer.location) == (303, "/account?done=password")
    assert "Your password is changed" in text(client.get(answer.location))
    assert elsewhere.get("/").status_code == 302
    assert sign_in(app.server.test_client(), MANAGER, CHOSEN).status_code == 303
    assert sign_in(app.server.test_client(), MANAGER).status_code == 401


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"current": "a guess"}, "not your password"),
        ({"current": ""}, "not your password"),
        ({"password": "short"}, "12 to 1000"),
        ({"password": "Password1234!"}, "soon be guessed"),
        ({"password": "manager@example.org"}, "soon be guessed"),
        ({"again": "another one"}, "differ"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(app, client, fields, said):
    answer = change(client, **fields)
    assert answer.status_code == 422
    assert said in text(answer)
    assert sign_in(app.server.test_client(), MANAGER).status_code == 303


def test_guesses_at_an_open_session_count_as_those_at_signing_in(app, client, clock):
    answers = [change(client, current=f"guess {number}").status_code for number in range(7)]
    assert answers == [422] * 6 + [429]
    assert change(client).status_code == 429
    assert factor(client, "begin", current=PASSWORD).status_code == 429
    assert sign_in(app.server.test_client(), MANAGER).status_code == 429
    clock(seconds=30)
    assert change(client).status_code == 303


def test_signing_out_everywhere_ends_every_session_of_this_account_alone(app, client, signed_in):
    elsewhere, other = signed_in(Role.MANAGER), signed_in(Role.STEERING)
    assert sent(client, "/account/sessions").location == "/sign-in"
    assert [one.get("/").status_code for one in (client, elsewhere, other)] == [302, 302, 200]


def test_a_copied_cookie_is_worth_nothing_after_signing_out_everywhere(app, client):
    kept = client.get_cookie("session").value
    sent(client, "/account/sessions")
    thief = app.server.test_client()
    thief.set_cookie("session", kept)
    assert thief.get("/").status_code == 302


def turn_on(client):
    """The secret and the recovery codes of a second factor, once it is on."""
    secret = secret_on(factor(client, "begin", current=PASSWORD))
    done = factor(client, "confirm", code=pyotp.TOTP(secret).at(today.now()))
    assert done.status_code == 200
    return secret, re.findall(r"<li><code>([a-z2-9-]+)</code>", text(done))


def test_a_second_factor_is_on_once_a_code_of_it_was_typed(app, client, clock):
    shown = factor(client, "begin", current=PASSWORD)
    secret = secret_on(shown)
    assert "<svg" in text(shown)
    assert "otpauth://totp/" in text(shown)
    assert sign_in(app.server.test_client(), MANAGER).location == "/"
    wrong = factor(client, "confirm", code="000000")
    assert wrong.status_code == 422
    assert secret_on(wrong) == secret
    now = pyotp.TOTP(secret).at(today.now())
    assert "The second step is on" in text(factor(client, "confirm", code=f"{now[:3]} {now[3:]}"))
    other = app.server.test_client()
    assert sign_in(other, MANAGER).location.startswith("/sign-in/code")
    # The code that confirmed it was used by that.
    assert sent(other, "/sign-in/code", code=now).status_code == 401
    clock(seconds=30)
    assert sent(other, "/sign-in/code", code=pyotp.TOTP(secret).at(today.now())).status_code == 303


def test_the_recovery_codes_shown_sign_in_and_are_counted(app, client):
    _, codes = turn_on(client)
    assert len(codes) == 10
    for number, code in enumerate(codes[:2]):
        other = app.server.test_client()
        sign_in(other, MANAGER)
        assert sent(other, "/sign-in/code", code=code).status_code == 303
        assert f"You have {9 - number} recovery codes left" in text(client.get("/account?lang=en"))


def test_neither_secret_nor_codes_are_shown_again(client):
    secret, codes = turn_on(client)
    for address in PAGES:
        page = text(client.get(address))
        assert secret not in page.replace(" ", "")
        assert not any(code in page for code in codes)


@pytest.mark.parametrize("step", ["begin", "off"])
def test_turning_it_on_and_off_asks_for_the_password(client, step):
    if step == "off":
        turn_on(client)
    answer = factor(client, step, current="a guess")
    assert answer.status_code == 422
    assert "not your password" in text(answer)
    assert "<svg" not in text(answer)


def test_turned_off_the_password_alone_signs_in(app, client):
    turn_on(client)
    answer = factor(client, "off", current=PASSWORD)
    assert "second step is off" in text(client.get(answer.location))
    assert sign_in(app.server.test_client(), MANAGER).location == "/"


def test_what_was_begun_must_be_confirmed_within_a_quarter_of_an_hour(client, clock):
    secret = secret_on(factor(client, "begin", current=PASSWORD))
    clock(minutes=16)
    answer = factor(client, "confirm", code=pyotp.TOTP(secret).at(today.now()))
    assert answer.status_code == 422
    assert "Begin again" in text(answer)


@pytest.mark.parametrize("step", ["confirm", "nonsense", ""])
def test_a_step_that_was_not_begun_does_nothing(client, step):
    assert factor(client, step, code="000000").status_code in (200, 422)
    assert "It is off" in text(client.get("/account?lang=en"))


def test_beginning_anew_while_it_is_on_leaves_it_as_it_is(app, client, clock):
    secret, _ = turn_on(client)
    factor(client, "begin", current=PASSWORD)
    other = app.server.test_client()
    sign_in(other, MANAGER)
    clock(seconds=30)
    assert sent(other, "/sign-in/code", code=pyotp.TOTP(secret).at(today.now())).status_code == 303


def test_a_changed_password_leaves_the_second_factor_on(app, client):
    turn_on(client)
    change(client)
    assert sign_in(app.server.test_client(), MANAGER, CHOSEN).location.startswith("/sign-in/code")


def test_all_of_it_is_noted_and_no_secret_among_it(client, written):
    secret, codes = turn_on(client)
    factor(client, "off", current=PASSWORD)
    change(client)
    sent(client, "/account/sessions")
    noted = [(who, action, subject, detail["what"]) for who, action, subject, detail in written()]
    assert noted == [
        (MANAGER, "sign_in", MANAGER, "signed in"),
        (MANAGER, "account", MANAGER, "second factor begun"),
        (MANAGER, "account", MANAGER, "second factor on"),
        (MANAGER, "account", MANAGER, "second factor off"),
        (MANAGER, "account", MANAGER, "password changed"),
        (MANAGER, "account", MANAGER, "signed out everywhere"),
    ]
    assert not any(one in str(written()) for one in (secret, PASSWORD, CHOSEN, *codes))


def test_an_account_closed_meanwhile_is_nobodys(app, client):
    with app.server.extensions["installation"].engine.begin() as connection:
        accounts.disable(connection, MANAGER)
    for address in PAGES:
        assert client.get(address).status_code == 302
