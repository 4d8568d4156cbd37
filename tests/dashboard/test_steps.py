"""Promise: a report moves by those whose step it is, once, from a page of ours; and nothing that was typed is lost."""

import html
import re

import pytest
from sqlalchemy import select

from dashboard.steps import taking
from data_access import accounts, audit
from data_access.database import Busy
from data_access.models import report_steps, report_versions
from data_access.reports.remarks import LONGEST
from data_access.reports.states import TAKEN_BY, Step
from data_access.viewer import Role
from tests.dashboard.installed import EMAILS

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
PERIOD = "2024H1"
TYPED = 'Typed with care: <b>ä</b> & "more"'


def token(client):
    return re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-out").get_data(as_text=True))[1]


def sent(client, step, *, seen, lang="en", **more):
    form = {"csrf_token": token(client), "programme": "TEST", "key": PERIOD, "seen": seen, "comment": ""}
    return client.post(f"/steps/{step}?lang={lang}", data=form | more)


def rows(app, table):
    with app.server.extensions["installation"].engine.connect() as connection:
        return connection.execute(select(table)).all()


def taken(app):
    return [(row.number, row.step, row.version, row.comment) for row in rows(app, report_steps)]


def given_back(answer):
    """The fields of the form in the page that says no, as a browser would send them."""
    page = answer.get_data(as_text=True)
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    areas = re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, flags=re.DOTALL)
    return {name: html.unescape(value) for name, value in [*fields.items(), *areas]}


@pytest.fixture
def manager(signed_in):
    return signed_in(Role.MANAGER)


@pytest.fixture
def financier(signed_in):
    return signed_in(Role.FINANCIER)


def test_a_report_goes_its_whole_way_and_every_step_is_kept(app, manager, financier):
    remarks = {"judgement.P.1": "on_track", "comment.P.1": "All is well", "judgement.P.2": "", "comment.P.2": ""}
    answer = sent(manager, "prepare", seen=0, comment="First\r\nline", **remarks)
    assert (answer.status_code, answer.location) == (
        303,
        f"/reports/{PERIOD}?programme=TEST&lang=en&done=prepare#report-done",
    )
    assert sent(manager, "submit", seen=1, comment="Here it is").status_code == 303
    assert sent(financier, "return", seen=2, comment="P.1 is not said well").status_code == 303
    assert sent(manager, "prepare", seen=3, **remarks).status_code == 303
    assert sent(manager, "submit", seen=4).status_code == 303
    assert sent(financier, "approve", seen=5, comment="Good").status_code == 303
    assert taken(app) == [
        (1, "prepare", 1, "First\nline"),
        (2, "submit", 1, "Here it is"),
        (3, "return", 1, "P.1 is not said well"),
        (4, "prepare", 2, None),
        (5, "submit", 2, None),
        (6, "approve", 2, "Good"),
    ]
    assert [row.taken_by for row in rows(app, report_steps)][1:3] == [EMAILS[Role.MANAGER], EMAILS[Role.FINANCIER]]
    assert '"judgement":"on_track"' in rows(app, report_versions)[0].content


def test_every_step_stands_in_the_audit_log_with_who_took_it(app, manager):
    sent(manager, "prepare", seen=0)
    sent(manager, "submit", seen=1)
    with app.server.extensions["installation"].engine.connect() as connection:
        noted = audit.entries(connection, action=audit.Action.REPORT)
    assert [(one.who, one.subject, one.detail["step"]) for one in reversed(noted)] == [
        (EMAILS[Role.MANAGER], f"/reports/{PERIOD}", "prepare"),
        (EMAILS[Role.MANAGER], f"/reports/{PERIOD}", "submit"),
    ]


STANDING = {Step.PREPARE: 0, Step.SUBMIT: 1, Step.RETURN: 2, Step.APPROVE: 2}


@pytest.mark.parametrize(
    ("step", "role"), [(step, role) for step in Step for role in Role if TAKEN_BY[step] is not role]
)
def test_a_step_is_not_taken_by_who_it_does_not_belong_to(app, signed_in, manager, step, role):
    for before in ("prepare", "submit")[: STANDING[step]]:
        assert sent(manager, before, seen=len(taken(app))).status_code == 303
    stood = taken(app)
    answer = sent(signed_in(role), step, seen=len(stood), comment="A reason")
    assert answer.status_code == 404
    assert taken(app) == stood


@pytest.mark.parametrize(
    "crafted",
    [
        {"programme": "OTHER"},
        {"programme": "NONE"},
        {"programme": ""},
        {"key": "2030H1"},
        {"key": ""},
        {"key": "' OR 1=1"},
    ],
)
def test_a_report_of_others_or_of_no_period_is_not_there(app, manager, crafted):
    assert sent(manager, "prepare", seen=0, **crafted).status_code == 404
    assert taken(app) == []


@pytest.mark.parametrize(
    ("step", "crafted", "status"),
    [
        ("publish", {}, 404),
        ("PREPARE", {}, 404),
        ("prepare", {"seen": "-1"}, 400),
        ("prepare", {"seen": ""}, 400),
        ("prepare", {"seen": "²"}, 400),
        ("prepare", {"seen": "9" * 40}, 400),
        ("prepare", {"judgement.P.1": "splendid"}, 400),
    ],
)
def test_what_no_form_sends_is_refused(app, manager, step, crafted, status):
    form = {"csrf_token": token(manager), "programme": "TEST", "key": PERIOD, "seen": "0"}
    answer = manager.post(f"/steps/{step}", data=form | crafted)
    assert answer.status_code == status
    assert "Traceback" not in answer.get_data(as_text=True)
    assert taken(app) == []


def test_what_is_said_of_an_indicator_that_there_is_none_of_is_left_aside(app, manager):
    assert sent(manager, "prepare", seen=0, **{"comment.P.99": "nowhere"}).status_code == 303
    assert "nowhere" not in rows(app, report_versions)[0].content


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_a_step_is_taken_by_a_form_alone(app, manager, method):
    assert manager.open(f"/steps/prepare?programme=TEST&key={PERIOD}&seen=0", method=method).status_code in (
        404,
        405,
        400,
    )
    assert taken(app) == []


@pytest.mark.parametrize("headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_step_sent_from_another_site_is_not_taken(app, manager, headers):
    form = {"csrf_token": token(manager), "programme": "TEST", "key": PERIOD, "seen": "0", "comment": TYPED}
    answer = manager.post("/steps/prepare", data=form, headers=headers)
    assert answer.status_code == 403
    assert "Typed" not in answer.get_data(as_text=True)
    assert taken(app) == []


def test_without_the_token_nothing_is_done_and_what_was_typed_can_be_sent_again(app, manager):
    typed = {
        "programme": "TEST",
        "key": PERIOD,
        "seen": "0",
        "comment": TYPED,
        "judgement.P.1": "met",
        "comment.P.1": "A",
    }
    answer = manager.post("/steps/prepare?lang=en", data=typed)
    assert answer.status_code == 400
    assert taken(app) == []
    back = given_back(answer)
    assert {name: back[name] for name in typed} == typed
    assert manager.post("/steps/prepare?lang=en", data=back).status_code == 303
    assert taken(app) == [(1, "prepare", 1, TYPED)]


def test_what_moved_meanwhile_is_said_and_what_was_typed_can_be_sent_again(app, manager, signed_in):
    sent(signed_in(Role.MANAGER), "prepare", seen=0, comment="A colleague was faster")
    answer = sent(manager, "prepare", seen=0, comment=TYPED)
    assert answer.status_code == 409
    assert "Somebody has moved the report" in answer.get_data(as_text=True)
    assert "<b>" not in answer.get_data(as_text=True)
    assert len(taken(app)) == 1
    again = manager.post("/steps/prepare?lang=en", data=given_back(answer))
    assert again.status_code == 303
    assert taken(app)[1] == (2, "prepare", 2, TYPED)


def test_what_can_no_longer_be_taken_gives_the_text_back_to_copy(app, manager, financier):
    sent(manager, "prepare", seen=0)
    sent(manager, "submit", seen=1)
    sent(financier, "approve", seen=2)
    answer = sent(financier, "return", seen=2, comment=TYPED)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert given_back(answer)["comment"] == TYPED
    assert "readonly" in page
    assert '<button class="button" type="submit">' not in page
    assert taken(app)[-1][1] == "approve"


@pytest.mark.parametrize(("step", "comment"), [("return", "  \r\n "), ("approve", "x" * (LONGEST + 1))])
def test_a_reason_is_needed_and_a_comment_has_an_end(app, manager, financier, step, comment):
    sent(manager, "prepare", seen=0)
    sent(manager, "submit", seen=1)
    answer = sent(financier, step, seen=2, comment=comment)
    assert answer.status_code == 409
    assert given_back(answer)["comment"] == comment
    assert len(taken(app)) == 2


def test_a_session_that_ended_costs_nothing_that_was_typed(app, manager):
    form = {"csrf_token": token(manager), "programme": "TEST", "key": PERIOD, "seen": "0", "comment": TYPED}
    manager.delete_cookie("session")
    answer = manager.post("/steps/prepare?lang=en", data=form)
    assert answer.status_code == 401
    assert given_back(answer)["comment"] == TYPED
    assert "/sign-in" in answer.get_data(as_text=True)
    assert taken(app) == []


def test_a_stranger_is_told_nothing(app, stranger):
    for step in (*Step, "none"):
        answer = stranger.post(f"/steps/{step}", data={"programme": "TEST", "key": PERIOD})
        assert answer.status_code == 401
        assert "Alpha" not in answer.get_data(as_text=True)
    assert taken(app) == []


def test_a_reader_whose_account_was_closed_takes_no_step(app, manager):
    form = {"csrf_token": token(manager), "programme": "TEST", "key": PERIOD, "seen": "0"}
    with app.server.extensions["installation"].engine.begin() as connection:
        accounts.disable(connection, EMAILS[Role.MANAGER])
    assert manager.post("/steps/prepare", data=form).status_code == 401
    assert taken(app) == []


def test_a_load_that_takes_long_costs_nothing_that_was_typed(app, manager, monkeypatch):
    def busy(*_given, **_named):
        raise Busy("somebody is writing")

    monkeypatch.setattr(taking, "writing", busy)
    answer = sent(manager, "prepare", seen=0, comment=TYPED)
    assert answer.status_code == 503
    assert given_back(answer)["comment"] == TYPED


def test_a_step_that_fails_leaves_nothing_behind(app, manager, monkeypatch):
    def broken(*_given, **_named):
        raise ValueError("somebody@example.org")

    monkeypatch.setattr(taking.reports, "submit", broken)
    sent(manager, "prepare", seen=0)
    answer = sent(manager, "submit", seen=1, comment=TYPED)
    assert answer.status_code == 500
    assert "somebody@example.org" not in answer.get_data(as_text=True)
    assert len(taken(app)) == 1


def test_the_page_that_says_no_is_in_the_language_of_the_form(manager):
    assert '<html lang="sv">' in sent(manager, "submit", seen=0, lang="sv").get_data(as_text=True)
