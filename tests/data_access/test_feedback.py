from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access import audit, feedback
from data_access.audit import Action
from data_access.feedback import KEPT, LONGEST, Unfit
from data_access.viewer import Forbidden

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def send(connection, text="It does not read the table.", reply_to="", at=NOW):
    feedback.send(connection, text, reply_to, language="sv", at=at)


def test_what_waits_longest_comes_first_and_what_was_answered_last(connection):
    for at, text in enumerate("abcd"):
        send(connection, text, at=NOW + at * HOUR)
    numbers = [one.number for one in feedback.everything(connection)]
    feedback.answered(connection, numbers[0], by="admin@example.org", at=NOW + 9 * HOUR)
    feedback.answered(connection, numbers[2], by="admin@example.org", at=NOW + 9 * HOUR)
    assert [one.text for one in feedback.everything(connection)] == ["b", "d", "c", "a"]
    assert feedback.waiting(connection) == 2


def test_it_is_due_fourteen_days_after_the_day_it_came_in_helsinki(connection):
    send(connection, at=datetime(2026, 3, 1, 22, 30, tzinfo=UTC))
    assert feedback.everything(connection)[0].due == date(2026, 3, 16)


def test_an_answer_is_noted_once_without_what_was_written(connection):
    send(connection, "secret words", "asker@example.org")
    number = feedback.everything(connection)[0].number
    for at in (NOW + HOUR, NOW + 2 * HOUR):
        feedback.answered(connection, number, by="admin@example.org", at=at)
    entries = [one for one in audit.entries(connection) if one.action == Action.FEEDBACK]
    assert [(one.who, one.detail) for one in entries] == [("admin@example.org", {"number": number})]
    assert feedback.everything(connection)[0].answered_at == NOW + HOUR
    assert audit.verify(connection) is None


def test_what_is_not_there_is_not_answered(connection):
    with pytest.raises(Forbidden):
        feedback.answered(connection, 7, by="admin@example.org", at=NOW)


def test_what_was_answered_is_deleted_after_its_time_and_what_waits_is_kept(connection):
    for text in ("old", "waits"):
        send(connection, text)
    feedback.answered(connection, feedback.everything(connection)[0].number, by="admin@example.org", at=NOW)
    send(connection, "just before", at=NOW + KEPT - HOUR)
    assert len(feedback.everything(connection)) == 3
    send(connection, "new", at=NOW + KEPT)
    assert [one.text for one in feedback.everything(connection)] == ["waits", "just before", "new"]


@pytest.mark.parametrize(
    ("text", "reply_to"),
    [("", ""), (" \r\n\t ", ""), ("x" * (LONGEST + 1), ""), ("x", "no address"), ("x", f"{'a' * 250}@example.org")],
)
def test_what_is_empty_too_long_or_has_no_address_is_refused(connection, text, reply_to):
    with pytest.raises(Unfit):
        send(connection, text, reply_to)
    assert feedback.everything(connection) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(text=st.text(st.characters(codec=None), max_size=50), reply_to=st.text(st.characters(codec=None), max_size=20))
def test_whatever_is_typed_is_kept_or_refused(connection, text, reply_to):
    before = feedback.waiting(connection)
    try:
        send(connection, text, reply_to)
    except Unfit:
        assert feedback.waiting(connection) == before
    else:
        kept = feedback.everything(connection)[-1]
        assert "\x00" not in kept.text
        assert kept.text == kept.text.strip()
