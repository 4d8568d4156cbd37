from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data_access import audit, decks
from data_access.audit import Action
from data_access.decks import LONGEST, LONGEST_LINE, MOST, MOST_REMARKS, Deck, Refused, Remark, Slide
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import Programme

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
BY = "manager@example.org"
SLIDES = (
    Slide("overview-figures", note="Say this.\nThen that."),
    Slide("indicator-course", "P.3", remarks=(Remark("A pause", date(2025, 7, 1)), Remark("All of it")), annex=True),
)


@pytest.fixture
def made(connection):
    return Programme().rebuild(connection)


def keep(made, connection, deck=None, *, role=Role.MANAGER):
    deck = deck or Deck("Spring", SLIDES, "On track", ("The budget",))
    return decks.keep(made.question(connection, role=role), deck, by=BY, now=NOW)


def test_a_deck_comes_back_as_it_was_kept_for_all_who_present(made, connection):
    kept = keep(made, connection)
    for role in (Role.MANAGER, Role.STEERING):
        question = made.question(connection, role=role)
        assert decks.every(question) == [kept]
        assert decks.one(question, 1) == decks.named(question, "Spring") == kept
    assert (kept.number, kept.version, kept.changed_by, kept.slides) == (1, 1, BY, SLIDES)


@pytest.mark.parametrize("role", [Role.FINANCIER, Role.ORGANISATION])
def test_nobody_else_sees_decks(made, connection, role):
    keep(made, connection)
    question = made.question(connection, role=role, organisation="A" if role is Role.ORGANISATION else None)
    for ask in (decks.every, lambda asked: decks.one(asked, 1), lambda asked: decks.named(asked, "Spring")):
        with pytest.raises(Forbidden):
            ask(question)


def test_the_manager_alone_keeps_and_removes_them(made, connection):
    kept = keep(made, connection)
    question = made.question(connection, role=Role.STEERING)
    with pytest.raises(Forbidden):
        decks.keep(question, kept, by=BY, now=NOW)
    with pytest.raises(Forbidden):
        decks.remove(question, kept, by=BY, now=NOW)


def test_of_two_who_change_it_at_once_the_second_is_told(made, connection):
    first = keep(made, connection)
    keep(made, connection, replace(first, name="Summer"))
    for deed in (decks.keep, decks.remove):
        with pytest.raises(Refused) as refused:
            deed(made.question(connection), replace(first, name="Winter"), by=BY, now=NOW)
        assert refused.value.version == 2
    assert [one.name for one in decks.every(made.question(connection))] == ["Summer"]


def test_a_deck_that_somebody_else_removed_is_told_as_such(made, connection):
    kept = keep(made, connection)
    decks.remove(made.question(connection), kept, by=BY, now=NOW)
    with pytest.raises(Refused) as refused:
        keep(made, connection, replace(kept, name="Summer"))
    assert refused.value.version == 0


def test_a_form_of_a_deck_that_was_removed_does_not_write_over_a_newer_one(made, connection):
    kept = keep(made, connection)
    decks.remove(made.question(connection), kept, by=BY, now=NOW)
    newer = keep(made, connection, Deck("Autumn", SLIDES))
    with pytest.raises(Refused):
        keep(made, connection, kept)
    assert decks.every(made.question(connection)) == [newer]
    with pytest.raises(Forbidden):
        decks.one(made.question(connection), kept.number)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"slides": []},
        {"slides": [Slide("overview-figures")] * (MOST + 1)},
        {"status": "x" * (LONGEST_LINE + 1)},
        {"decisions": ["x" * (LONGEST_LINE + 1)]},
        {"slides": [Slide("overview-figures", note="x" * (LONGEST + 1))]},
        {"slides": [Slide("", note="Of which panel?")]},
        {"slides": [Slide("overview-figures", remarks=(Remark("", date(2025, 7, 1)),))]},
        {"slides": [Slide("overview-figures", remarks=(Remark("x"),) * (MOST_REMARKS + 1))]},
    ],
)
def test_what_no_slide_has_room_for_is_refused(made, connection, wrong):
    with pytest.raises(Refused):
        keep(made, connection, replace(Deck("Spring", SLIDES), **wrong))
    assert decks.every(made.question(connection)) == []


def test_two_of_a_name_are_refused(made, connection):
    keep(made, connection)
    with pytest.raises(Refused):
        keep(made, connection)


def test_other_programmes_have_their_own(made, connection):
    kept = keep(made, connection)
    other = Programme("OTHER").rebuild(connection)
    assert decks.every(other.question(connection)) == []
    with pytest.raises(Forbidden):
        decks.remove(other.question(connection), kept, by=BY, now=NOW)
    assert keep(other, connection).number == 1


def test_the_log_says_who_changed_which_and_nothing_of_what_it_says(made, connection):
    kept = keep(made, connection)
    decks.remove(made.question(connection), kept, by=BY, now=NOW)
    entries = [one for one in audit.entries(connection) if one.action == Action.DECK]
    assert [(one.who, one.subject, one.detail["deed"]) for one in reversed(entries)] == [
        (BY, "/present/1", "kept"),
        (BY, "/present/1", "removed"),
    ]
    assert not [one for one in entries if "Say this" in str(vars(one)) or "budget" in str(vars(one))]
