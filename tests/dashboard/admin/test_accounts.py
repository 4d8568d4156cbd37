"""Promise: an administrator keeps accounts by forms that do what they say, once, or give back what was typed."""

import re
from datetime import UTC, datetime

import pytest

from dashboard.admin import changing
from data_access import accounts, database, second_factors, set_up_links
from data_access.viewer import Role
from tests.dashboard.installed import ADMINISTRATOR, EMAILS, HASH, PASSWORD, sign_in

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
NEW = "new@example.org"


@pytest.fixture
def at(account):
    """Gives the page of the account of an address."""
    return lambda email: f"/admin/accounts/{account(email).id}"


def roles(account):
    return [(one.programme, str(one.viewer.role), one.viewer.organisation) for one in account.memberships]


def noted(log):
    return [(entry.who, entry.programme, entry.subject, entry.detail["what"]) for entry in log("account")]


def test_all_accounts_stand_there_with_their_roles_and_states(administrator, source, said):
    with source.begin() as connection:
        accounts.add(connection, NEW)
        accounts.disable(connection, EMAILS[Role.FINANCIER])
    page = administrator.get("/admin").get_data(as_text=True)
    rows = [re.sub(r"<[^>]+>|\s+", " ", row) for row in re.findall(r"<tr>.*?</tr>", page, flags=re.DOTALL)[1:]]
    told = {row.split()[0]: " ".join(row.split()[1:]) for row in rows}
    assert told.keys() == {*EMAILS.values(), ADMINISTRATOR, NEW}
    assert told[NEW] == "no role ! no password yet none known"
    assert told[EMAILS[Role.ORGANISATION]] == "organisation A – A programme ● open none known"
    assert told[EMAILS[Role.FINANCIER]].startswith("financier – A programme × closed")
    assert re.fullmatch(r"administrator ● open \d+ \w+ \d{4} at \d\d:\d\d", told[ADMINISTRATOR])


@pytest.mark.parametrize(
    ("role", "organisation", "becomes"),
    [
        ("manager TEST", "", [("TEST", "manager", None)]),
        ("organisation TEST", " A ", [("TEST", "organisation", "A")]),
        ("steering OTHER", "", [("OTHER", "steering", None)]),
        ("admin", "", []),
    ],
)
def test_an_account_is_added_with_its_role_and_shown(administrator, sent, account, log, role, organisation, becomes):
    answer = sent(administrator, "/admin", email=" New@Example.org ", role=role, organisation=organisation)
    made = account(NEW)
    assert (answer.status_code, answer.location) == (303, f"/admin/accounts/{made.id}?done=added#done")
    assert (roles(made), made.administrator, made.password_hash) == (becomes, role == "admin", "")
    programme = role.partition(" ")[2] or None
    assert noted(log) == [(ADMINISTRATOR, None, NEW, "added"), (ADMINISTRATOR, programme, NEW, "role given")]
    assert "The account is added" in administrator.get(answer.location).get_data(as_text=True)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"email": "nobody", "role": "manager TEST"}, "is not an e-mail address"),
        ({"email": EMAILS[Role.MANAGER], "role": "manager TEST"}, "has an account already"),
        ({"email": NEW, "role": "organisation TEST", "organisation": "C"}, "has no organisation"),
        ({"email": NEW, "role": "organisation TEST"}, "needs an organisation"),
        ({"email": NEW, "role": "manager TEST", "organisation": "A"}, "no other role has one"),
        ({"email": NEW, "role": "manager GONE"}, "There is no programme"),
        ({"email": '"><script>x', "role": "manager TEST"}, "is not an e-mail address"),
    ],
)
def test_what_cannot_be_added_is_given_back_with_the_reason(administrator, sent, account, log, said, typed, why):
    answer = sent(administrator, "/admin", **typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert why in said(answer)
    assert "<script>x" not in page
    fields = dict(re.findall(r'name="(email|organisation)" value="([^"]*)"', page))
    assert fields["organisation"] == typed.get("organisation", "")
    assert fields["email"].replace("&#34;&gt;&lt;", '"><').replace("&gt;", ">") == typed["email"]
    assert (f'<option value="{typed["role"]}" selected>' in page) == ("GONE" not in typed["role"])
    assert (account(NEW), log("account")) == (None, [])


@pytest.mark.parametrize("role", ["", "manager", "king TEST", "organisation", "ADMIN"])
def test_a_role_that_no_form_offers_is_not_understood(administrator, sent, account, role):
    assert sent(administrator, "/admin", email=NEW, role=role).status_code == 400
    assert account(NEW) is None


def test_a_role_takes_the_place_of_the_one_before_and_ends_sessions(administrator, signed_in, sent, account, at, log):
    email = EMAILS[Role.STEERING]
    reader = signed_in(Role.STEERING)
    assert reader.get("/").status_code == 200
    answer = sent(administrator, at(email), change="role given", role="organisation TEST", organisation="B")
    assert answer.location == f"{at(email)}?done=role+given#done"
    assert "The role is given" in administrator.get(answer.location).get_data(as_text=True)
    assert roles(account(email)) == [("TEST", "organisation", "B")]
    assert reader.get("/").location.startswith("/sign-in")
    assert noted(log) == [(ADMINISTRATOR, "TEST", email, "role given")]


def test_a_role_is_taken_away_and_that_of_administrator_too(administrator, sent, account, at):
    email = EMAILS[Role.MANAGER]
    sent(administrator, at(email), change="role given", role="admin")
    sent(administrator, at(email), change="role given", role="steering OTHER")
    sent(administrator, at(email), change="role taken away", programme="TEST")
    assert (roles(account(email)), account(email).administrator) == ([("OTHER", "steering", None)], True)
    sent(administrator, at(email), change="role taken away", programme="")
    assert (roles(account(email)), account(email).administrator) == ([("OTHER", "steering", None)], False)
    answer = sent(administrator, at(email), change="role taken away", programme="TEST")
    assert (answer.status_code, "has no role in" in answer.get_data(as_text=True)) == (409, True)


def test_an_account_is_closed_and_opened_again(app, administrator, signed_in, sent, at):
    reader, email = signed_in(Role.MANAGER), EMAILS[Role.MANAGER]
    sent(administrator, at(email), change="closed")
    assert reader.get("/").location.startswith("/sign-in")
    assert sign_in(app.server.test_client(), email).status_code == 401
    sent(administrator, at(email), change="opened again")
    assert sign_in(app.server.test_client(), email).status_code == 303


def test_all_sessions_of_an_account_end(administrator, signed_in, sent, at):
    readers = [signed_in(Role.MANAGER), signed_in(Role.MANAGER)]
    sent(administrator, at(EMAILS[Role.MANAGER]), change="sessions ended")
    assert [reader.get("/").status_code for reader in readers] == [302, 302]
    assert administrator.get("/admin").status_code == 200


def test_a_link_is_shown_once_and_lets_its_owner_choose_a_password(administrator, sent, source, at, log):
    sent(administrator, "/admin", email=NEW, role="steering TEST")
    answer = sent(administrator, at(NEW), change="set-up link made")
    page = answer.get_data(as_text=True)
    [token] = re.findall(r'value="http://localhost/set-up#([\w-]+)" readonly', page)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    with source.begin() as connection:
        assert set_up_links.look(connection, token, at=log("account")[-1].at).state is set_up_links.State.OPEN
    later = administrator.get(at(NEW)).get_data(as_text=True)
    assert token not in later + str(log("account"))
    assert "is open until" in later
    assert log("account")[-1].detail == {"what": "set-up link made"}


def test_a_closed_account_gets_no_link(administrator, sent, at):
    sent(administrator, at(EMAILS[Role.MANAGER]), change="closed")
    answer = sent(administrator, at(EMAILS[Role.MANAGER]), change="set-up link made")
    assert (answer.status_code, "set-up#" in answer.get_data(as_text=True)) == (409, False)


def test_a_second_step_is_taken_away_where_there_is_one(administrator, sent, source, account, at):
    email = EMAILS[Role.MANAGER]
    assert "Take the second step away" not in administrator.get(at(email)).get_data(as_text=True)
    with source.begin() as connection:
        number, moment = account(email).id, datetime.now(UTC)
        second_factors.begin(connection, number, "sealed", at=moment)
        second_factors.confirm(connection, number, step=1, code_hashes=["x"], at=moment)
    assert "Take the second step away" in administrator.get(at(email)).get_data(as_text=True)
    assert sent(administrator, at(email), change="second factor reset").status_code == 303
    assert sent(administrator, at(email), change="second factor reset").status_code == 409


@pytest.mark.parametrize("form", [{"change": "closed"}, {"change": "role taken away", "programme": ""}])
def test_an_administrator_neither_closes_nor_demotes_themselves(administrator, sent, source, account, at, form):
    with source.begin() as connection:
        accounts.add(connection, "second@example.org", password_hash=HASH, administrator=True)
    before = account(ADMINISTRATOR)
    page = administrator.get(at(ADMINISTRATOR)).get_data(as_text=True)
    assert "Close the account" not in page
    answer = sent(administrator, at(ADMINISTRATOR), **form)
    assert (answer.status_code, "your own account" in answer.get_data(as_text=True)) == (409, True)
    assert account(ADMINISTRATOR) == before


def test_a_form_without_the_token_is_given_back_with_what_was_typed(administrator, account, log):
    typed = {"email": NEW, "role": "organisation TEST", "organisation": "B"}
    answer = administrator.post("/admin", data=typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "open for too long" in page
    assert f'name="email" value="{NEW}"' in page
    assert 'name="organisation" value="B"' in page
    assert '<option value="organisation TEST" selected>' in page
    assert (account(NEW), log("account")) == (None, [])


def test_a_form_that_comes_while_others_write_is_given_back(administrator, sent, source, at, monkeypatch):
    monkeypatch.setattr(changing, "PATIENCE", 0.2)
    with database.writing(source, "a load"):
        answer = sent(administrator, at(EMAILS[Role.MANAGER]), change="role given", role="steering TEST")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 503
    assert "Somebody else is writing" in page
    assert '<option value="steering TEST" selected>' in page


@pytest.mark.parametrize("headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_nothing_comes_from_another_site(administrator, account, at, headers):
    before = account(EMAILS[Role.MANAGER])
    assert administrator.post(at(EMAILS[Role.MANAGER]), data={"change": "closed"}, headers=headers).status_code == 403
    assert account(EMAILS[Role.MANAGER]) == before


@pytest.mark.parametrize("change", ["", "deleted", "added", "password given"])
def test_a_change_that_no_form_offers_is_not_understood(administrator, sent, at, log, change):
    assert sent(administrator, at(EMAILS[Role.MANAGER]), change=change).status_code == 400
    assert log("account") == []


def test_looking_changes_nothing(administrator, account, at, log):
    before = account(EMAILS[Role.MANAGER])
    administrator.get(f"{at(EMAILS[Role.MANAGER])}?change=closed")
    administrator.head(at(EMAILS[Role.MANAGER]), data={"change": "closed"})
    assert (account(EMAILS[Role.MANAGER]), log("account")) == (before, [])
    assert PASSWORD not in administrator.get("/admin").get_data(as_text=True)
    assert HASH not in administrator.get("/admin").get_data(as_text=True)
