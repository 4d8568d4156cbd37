import re

import pytest

from dashboard import today
from data_access import accounts, set_up_links
from data_access.viewer import Role
from tests.dashboard.installed import EMAILS, PASSWORD, sent, sign_in

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
MANAGER = EMAILS[Role.MANAGER]
CHOSEN = "kahvikuppi ja hevonen"
HERE = "/set-up?lang=en"


@pytest.fixture
def engine(app):
    return app.server.extensions["installation"].engine


@pytest.fixture
def token(engine):
    """The token of a link for a new account."""
    with engine.begin() as connection:
        return set_up_links.make(connection, accounts.add(connection, "new@example.org"), at=today.now())


def text(answer):
    return answer.get_data(as_text=True)


def choose(client, token, password=CHOSEN, again=None):
    return sent(client, HERE, token=token, password=password, again=password if again is None else again)


def test_a_stranger_with_the_link_chooses_a_password_and_signs_in_with_it(stranger, token):
    asked = sent(stranger, HERE, token=token)
    assert asked.status_code == 200
    assert "new@example.org" in text(asked)
    assert "at least 12 characters" in text(asked)
    answer = choose(stranger, token)
    assert (answer.status_code, answer.location) == (303, "/sign-in?password=chosen")
    assert "Your password is chosen" in text(stranger.get(f"{answer.location}&lang=en"))
    assert stranger.get("/").status_code == 302
    assert sign_in(stranger, "new@example.org", CHOSEN).status_code == 303


def test_nobody_signs_in_before_a_password_is_chosen(stranger, token):
    for guess in ("", "a guess", "None"):
        assert sign_in(stranger, "new@example.org", guess).status_code == 401


def test_the_whole_link_may_be_copied_into_the_field(stranger, token):
    link = set_up_links.address("https://dashboard.example.org", token)
    assert "new@example.org" in text(sent(stranger, HERE, token=f" {link} "))


@pytest.mark.parametrize("method", ["get", "head"])
def test_asking_for_the_page_uses_nothing_up_and_tells_nothing(stranger, token, method):
    for address in (HERE, f"{HERE}&token={token}", f"/set-up?token={token}", "/set-up.js"):
        answer = getattr(stranger, method)(address)
        assert answer.status_code == 200
        assert "new@example.org" not in text(answer)
    stranger.head(HERE, data={"token": token, "password": CHOSEN, "again": CHOSEN})
    assert choose(stranger, token).status_code == 303


def test_looking_at_the_form_uses_nothing_up(stranger, token):
    for _ in range(3):
        assert sent(stranger, HERE, token=token).status_code == 200
    assert choose(stranger, token).status_code == 303


def test_a_used_link_says_so(stranger, token):
    choose(stranger, token)
    for answer in (sent(stranger, HERE, token=token), choose(stranger, token, "another long password")):
        assert answer.status_code == 410
        assert "was used already" in text(answer)
    assert sign_in(stranger, "new@example.org", "another long password").status_code == 401


def test_an_expired_link_says_so(stranger, token, clock):
    clock(hours=73)
    answer = choose(stranger, token)
    assert answer.status_code == 410
    assert "has expired" in text(answer)


def test_a_link_that_a_newer_one_or_a_closed_account_voids_says_so(stranger, token, engine):
    with engine.begin() as connection:
        newer = set_up_links.make(connection, accounts.by_email(connection, "new@example.org"), at=today.now())
    assert "no longer good" in text(choose(stranger, token))
    with engine.begin() as connection:
        accounts.disable(connection, "new@example.org")
    assert "no longer good" in text(choose(stranger, newer))


@pytest.mark.parametrize("token", ["x", "ä" * 43, "'; --", "a" * 5000, "#", "\x00"])
def test_a_token_made_by_hand_opens_nothing(stranger, engine, token):
    answer = choose(stranger, token)
    assert answer.status_code == 410
    assert "no such link" in text(answer)


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("short", "short", "12 to 1000 characters"),
        ("x" * 1001, "x" * 1001, "12 to 1000 characters"),
        ("Password1234!", "Password1234!", "soon be guessed"),
        ("new@example.org", "new@example.org", "soon be guessed"),
        (CHOSEN, "something else", "differ"),
    ],
)
def test_what_is_unfit_is_said_and_the_link_stays_good(stranger, token, password, again, said):
    answer = choose(stranger, token, password, again)
    assert answer.status_code == 422
    assert said in text(answer)
    assert 'type="password" value' not in text(answer)
    assert choose(stranger, token).status_code == 303


def test_a_form_without_our_token_or_from_elsewhere_chooses_nothing(stranger, token):
    fields = {"token": token, "password": CHOSEN, "again": CHOSEN}
    assert stranger.post("/set-up", data=fields).status_code == 400
    assert stranger.post("/set-up", data=fields, headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert choose(stranger, token).status_code == 303


def test_choosing_ends_sessions_also_this_browsers_and_failures_count_no_more(app, signed_in, stranger, engine):
    reader = signed_in(Role.MANAGER)
    for number in range(6):
        sign_in(stranger, MANAGER, f"guess {number}")
    assert sign_in(stranger, MANAGER).status_code == 429
    with engine.begin() as connection:
        link = set_up_links.make(connection, accounts.by_email(connection, MANAGER), at=today.now())
    assert reader.get("/").status_code == 200
    assert choose(reader, link).status_code == 303
    assert reader.get("/").status_code == 302
    assert sign_in(stranger, MANAGER, CHOSEN).status_code == 303
    assert sign_in(app.server.test_client(), MANAGER, PASSWORD).status_code == 401


def test_no_page_that_holds_the_token_is_kept_or_told_elsewhere(stranger, token, caplog):
    answer = sent(stranger, HERE, token=token)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    choose(stranger, token)
    assert token not in caplog.text


def test_another_language_is_asked_for_by_the_form_so_that_the_token_stays(stranger, token):
    page = text(sent(stranger, "/set-up?lang=fi", token=token))
    assert re.search(r'<button type="submit" formaction="/set-up\?lang=sv"', page)
    assert '<html lang="sv">' in text(sent(stranger, "/set-up?lang=sv", token=token))


def test_it_is_noted_without_the_token(stranger, token, written):
    choose(stranger, token)
    [entry] = written()
    assert (entry[1], entry[2], entry[3]) == ("account", "new@example.org", {"what": "set-up link used"})
    assert token not in str(entry)
