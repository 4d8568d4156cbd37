import re
from datetime import UTC, datetime

import pytest

from dashboard.statements import bound
from data_access import feedback
from data_access.database import engine, writing
from data_access.feedback import LONGEST
from data_access.lockout import SIGN_INS
from tests.dashboard.installed import ADMINISTRATOR, sent, sign_in

TEXT = "The <b>table</b> is not read."


@pytest.fixture
def kept(app):
    """What was sent so far."""

    def read():
        with app.server.extensions["installation"].engine.connect() as connection:
            return list(feedback.everything(connection))

    return read


@pytest.fixture
def administrator(app):
    client = app.server.test_client()
    assert sign_in(client, ADMINISTRATOR).status_code == 303
    client.set_cookie("language", "en")
    return client


def send(client, text=TEXT, reply_to=""):
    return sent(client, "/feedback?lang=en", text=text, reply_to=reply_to)


def test_a_stranger_sends_feedback_and_is_told_so(stranger, kept):
    answer = send(stranger, reply_to="asker@example.org")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/feedback?sent=1#sent")
    assert "has arrived" in stranger.get("/feedback?sent=1").get_data(as_text=True)
    assert [(one.text, one.reply_to, one.language) for one in kept()] == [(TEXT, "asker@example.org", "en")]


def test_what_is_too_long_comes_back_and_says_why(stranger, kept):
    answer = send(stranger, "x" * (LONGEST + 1))
    assert answer.status_code == 422
    assert "x" * (LONGEST + 1) in answer.get_data(as_text=True)
    assert f"{LONGEST} characters" in answer.get_data(as_text=True)
    assert kept() == []


def test_without_the_token_nothing_is_kept_and_what_was_written_comes_back(stranger, kept):
    answer = stranger.post("/feedback?lang=en", data={"text": TEXT})
    assert answer.status_code == 400
    assert "The &lt;b&gt;table" in answer.get_data(as_text=True)
    assert kept() == []


def test_another_site_cannot_send_it(stranger, kept):
    assert stranger.post("/feedback", data={"text": TEXT}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert kept() == []


def test_after_many_from_one_machine_it_waits_and_then_goes_on(stranger, kept, clock):
    for _ in range(bound.FREE + 1):
        assert send(stranger).status_code == 303
    answer = send(stranger, "one more")
    assert answer.status_code == 429
    assert "one more" in answer.get_data(as_text=True)
    assert len(kept()) == bound.FREE + 1
    clock(minutes=2)
    assert send(stranger, "one more").status_code == 303


def test_the_bound_on_feedback_keeps_nobody_from_signing_in(app, stranger, clock):
    for _ in range(bound.FREE + 2):
        send(stranger)
    assert sign_in(app.server.test_client(), ADMINISTRATOR).status_code == 303


def test_while_others_write_it_comes_back(stranger, kept, furnished_url, monkeypatch):
    monkeypatch.setattr(bound, "PATIENCE", 0.2)
    other = engine(furnished_url)
    with writing(other, SIGN_INS):
        answer = send(stranger)
    other.dispose()
    assert answer.status_code == 503
    assert "The &lt;b&gt;table" in answer.get_data(as_text=True)
    assert kept() == []


def test_an_administrator_sees_it_escaped_and_marks_it_as_answered(stranger, administrator, kept, written):
    send(stranger, reply_to="asker@example.org")
    page = administrator.get("/admin/feedback").get_data(as_text=True)
    assert "The &lt;b&gt;table" in page
    assert "asker@example.org" in page
    answer = sent(administrator, "/admin/feedback", number=str(kept()[0].number))
    assert answer.status_code == 303
    assert kept()[0].answered_by == ADMINISTRATOR
    assert written()[-1][:3] == (ADMINISTRATOR, "feedback", "/admin/feedback")
    assert "Answered feedback 1" in administrator.get("/admin/log").get_data(as_text=True)


def test_the_tab_says_how_many_wait(stranger, administrator):
    assert "waiting for an answer" not in administrator.get("/admin").get_data(as_text=True)
    send(stranger)
    assert "waiting for an answer" in administrator.get("/admin").get_data(as_text=True)


def test_what_is_late_is_said_to_be(app, administrator):
    with writing(app.server.extensions["installation"].engine, SIGN_INS) as connection:
        feedback.send(connection, TEXT, "", language="fi", at=datetime(2020, 1, 1, tzinfo=UTC))
    assert "was to be answered by 15 Jan 2020" in administrator.get("/admin/feedback").get_data(as_text=True)


@pytest.mark.parametrize("number", ["", "99", "x", "-1", "9" * 30])
def test_what_is_not_there_is_not_answered(administrator, number):
    token = re.search(r'name="csrf_token" value="([^"]+)"', administrator.get("/admin").get_data(as_text=True))[1]
    assert administrator.post("/admin/feedback", data={"csrf_token": token, "number": number}).status_code == 404


@pytest.mark.parametrize("role", ["manager", "steering"])
def test_nobody_else_sees_feedback(signed_in, stranger, role):
    send(stranger)
    assert signed_in(role).get("/admin/feedback").status_code == 404
    assert stranger.get("/admin/feedback").status_code == 302
