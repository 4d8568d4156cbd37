"""Promise: the administrator's pages are nobody else's, and they show an administrator nothing of a programme."""

import json

import pytest

from data_access import accounts
from data_access.viewer import Role
from tests.dashboard.installed import ADMINISTRATOR, EMAILS, title_of, visited

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
PAGES = ["/admin", "/admin/accounts/1", "/admin/log", "/admin/log.csv"]


def made_administrator(source, email):
    with source.begin() as connection:
        accounts.make_administrator(connection, accounts.by_email(connection, email))


def plain(answer):
    """Dash writes a slash as a code."""
    return json.dumps(json.loads(answer))


@pytest.mark.parametrize("role", Role)
def test_for_everybody_else_there_is_nothing_there_as_anywhere(signed_in, role):
    client = signed_in(role)
    nowhere = client.get("/nowhere?lang=en")
    for page in PAGES:
        answer = client.get(f"{page}?lang=en")
        assert (answer.status_code, answer.data) == (404, nowhere.data), page


@pytest.mark.parametrize("role", Role)
def test_nobody_else_changes_an_account(signed_in, sent, account, log, role):
    client = signed_in(role)
    own = account(EMAILS[role])
    given = {"change": "role given", "role": "admin"}
    assert sent(client, f"/admin/accounts/{own.id}", **given).status_code == 404
    assert sent(client, "/admin", email="new@example.org", role="admin").status_code == 404
    assert client.post(f"/admin/accounts/{own.id}", data=given).status_code == 404  # without the token, too
    assert (account(EMAILS[role]), account("new@example.org")) == (own, None)
    assert log("account") == []


def test_a_stranger_signs_in_first(stranger):
    for page in PAGES:
        answer = stranger.get(page)
        assert (answer.status_code, answer.location.split("?")[0]) == (302, "/sign-in"), page
    assert stranger.post("/admin", data={"email": "new@example.org"}).status_code in (400, 401)


def test_the_pages_are_no_longer_there_for_who_was_an_administrator(administrator, source, account):
    assert administrator.get("/admin").status_code == 200
    with source.begin() as connection:
        accounts.relieve_administrator(connection, account(ADMINISTRATOR))
    assert administrator.get("/admin").location.startswith("/sign-in")


def test_an_administrator_of_no_programme_begins_there_and_sees_no_other_page(administrator):
    assert administrator.get("/").location == "/admin"
    for page in ("/organisations", "/organisations/A", "/indicators", "/nowhere"):
        assert administrator.get(page).status_code == 404
        assert "Alpha" not in visited(administrator, page)
    assert administrator.get("/panels/overview-rows.csv").status_code == 404


def test_an_administrator_of_a_programme_begins_with_it_and_is_led_to_the_page(signed_in, source, said):
    made_administrator(source, EMAILS[Role.STEERING])
    client = signed_in(Role.STEERING)
    assert title_of(visited(client, "/?lang=en")) == "Overview of TEST"
    assert '"/admin?lang=en"' in plain(visited(client, "/?lang=en"))
    page = client.get("/admin?lang=en").get_data(as_text=True)
    for path in ("/", "/organisations", "/indicators"):
        assert f'<li><a href="{path}?lang=en">' in page
    assert '<a href="/admin?lang=en" aria-current="true">Administration</a>' in page


@pytest.mark.parametrize("role", Role)
def test_nobody_else_is_led_there(signed_in, role):
    client = signed_in(role)
    for page in {Role.FINANCIER: ["/indicators"]}.get(role, ["/", "/organisations/A"]):
        assert '"/sign-out"' in plain(visited(client, page))
        assert "/admin" not in plain(visited(client, page))


@pytest.mark.parametrize("number", ["0", "99", "x", "-1", "1e3", "9" * 30, "１", "1%00", "' or 1"])
def test_there_is_nothing_at_the_number_of_no_account(administrator, sent, number):
    assert administrator.get(f"/admin/accounts/{number}").status_code == 404
    assert sent(administrator, f"/admin/accounts/{number}", change="closed").status_code == 404
    assert administrator.post(f"/admin/accounts/{number}", data={"change": "closed"}).status_code == 404


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_pages_speak_three_languages_under_the_emblem(administrator, language):
    for page in ("/admin", "/admin/accounts/1", "/admin/log"):
        answer = administrator.get(f"{page}?lang={language}").get_data(as_text=True)
        assert f'<html lang="{language}">' in answer
        assert "/assets/emblem.svg" in answer
        assert "font-style" not in answer


def test_nothing_of_a_programme_but_its_name_stands_on_the_pages(administrator, signed_in):
    signed_in(Role.MANAGER).get("/panels/overview-rows.csv")
    for page in PAGES:
        assert "Alpha" not in administrator.get(page).get_data(as_text=True)
