from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, event

from data_access.database import engine
from data_access.queries import network
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import Programme

JANUARY, MARCH = date(2024, 1, 20), date(2024, 3, 5)
AUTUMN = date(2024, 10, 1)


@pytest.fixture
def connection(migrated_url: str) -> Iterator[Connection]:
    made = engine(migrated_url)
    with made.begin() as opened:
        yield opened
    made.dispose()


def members(programme: Programme, n: int, *, start: int = 0, **values: object) -> list[str]:
    names = [f"m{number}" for number in range(start, start + n)]
    for name in names:
        programme.member(name, **{"joined_on": JANUARY, **values})
    return names


def meeting(programme: Programme, session: str, held_on: date, *came: str, **values: object) -> None:
    programme.session(session, kind="network", held_on=held_on, **values)
    programme.network_attendance(session, *came)


def by_start(frame) -> dict[date, dict[str, object]]:
    return {row["starts_on"]: row for row in frame.records()}


def test_a_month_without_meetings_is_there_and_says_none(connection):
    programme = Programme()
    one, two = members(programme, 2)
    meeting(programme, "N1", JANUARY, one, two)
    meeting(programme, "N2", MARCH, one)
    question = programme.rebuild(connection).question(connection, as_of=date(2024, 4, 30))
    rows = by_start(network.meetings(question))
    assert list(rows) == [date(2024, month, 1) for month in (1, 2, 3, 4)]
    assert [row["meetings"] for row in rows.values()] == [1, 0, 1, 0]
    assert [row["participations"] for row in rows.values()] == [2, None, 1, None]
    assert rows[date(2024, 2, 1)]["ends_on"] == date(2024, 2, 29)


def test_a_headcount_counts_only_where_nobody_was_registered_and_a_missing_one_is_unknown(connection):
    programme = Programme()
    (one,) = members(programme, 1)
    meeting(programme, "N1", JANUARY, one, headcount=30, invited=50)
    meeting(programme, "N2", JANUARY, headcount=12)
    meeting(programme, "N3", JANUARY)
    meeting(programme, "N4", JANUARY, headcount=99, status="cancelled")
    question = programme.rebuild(connection).question(connection)
    first = next(network.meetings(question).records())
    assert {name: first[name] for name in ("meetings", "registered", "counted", "unknown")} == {
        "meetings": 3, "registered": 1, "counted": 1, "unknown": 1,
    }  # fmt: skip
    assert (first["participations"], first["headcount"], first["invited"]) == (1, 12, 50)


def test_absent_members_and_staff_of_the_register_did_not_come(connection):
    programme = Programme()
    one, two = members(programme, 2)
    programme.member("staff", joined_on=JANUARY, project_staff=True)
    meeting(programme, "N1", JANUARY, one, "staff")
    programme.network_attendance("N1", two, present=False)
    question = programme.rebuild(connection).question(connection)
    assert next(network.meetings(question).records())["participations"] == 1
    assert [row["people"] for row in network.frequency(question).records()] == [1, 0, 0, 0, 0]
    assert {row["members"] for row in network.retention(question).records()} == {2}


def test_people_reached_leave_out_staff_whom_only_the_accelerator_knows(connection):
    programme = Programme().organisation("A").participant("m0", organisation="A", project_staff=True)
    came = members(programme, 3)
    meeting(programme, "N1", JANUARY, *came)
    question = programme.rebuild(connection).question(connection)
    assert next(network.people(question).records())["reached"] == 2


def test_new_people_come_once_and_return_afterwards(connection):
    programme = Programme().target("P.7", "2024H1", 20).target("P.7", "2026H1", 80)
    one, two, three = members(programme, 3)
    meeting(programme, "N1", JANUARY, one, two)
    meeting(programme, "N2", date(2024, 1, 28), one)
    meeting(programme, "N3", MARCH, one, three)
    question = programme.rebuild(connection).question(connection, as_of=date(2024, 3, 31))
    rows = by_start(network.people(question))
    assert [rows[date(2024, month, 1)]["new"] for month in (1, 2, 3)] == [2, 0, 1]
    assert [rows[date(2024, month, 1)]["returned"] for month in (1, 2, 3)] == [0, 0, 1]
    assert [rows[date(2024, month, 1)]["reached"] for month in (1, 2, 3)] == [2, 2, 3]
    june = rows[date(2024, 6, 1)]
    assert (june["planned"], june["reached"], june["new"]) == (20, None, None)
    assert rows[date(2026, 6, 1)]["planned"] == 80


def test_nothing_dated_after_the_day_counts(connection):
    programme = Programme()
    one, two = members(programme, 2)
    meeting(programme, "N1", JANUARY, one)
    meeting(programme, "N2", MARCH, two)
    programme.response(one, "helpful_for_integration", "4", survey="network_feedback", answered_on=MARCH)
    question = programme.rebuild(connection).question(connection, as_of=date(2024, 2, 15))
    assert sum(row["meetings"] for row in network.meetings(question).records()) == 1
    assert [row["reached"] for row in network.people(question).records()] == [1, 1]
    assert network.feedback(question).empty


def test_meetings_per_person_fall_into_classes(connection):
    programme = Programme()
    one, two, three = members(programme, 3)
    for number in range(12):
        meeting(programme, f"N{number}", date(2024, 1, number + 1), *[one, *([two, three] if number < 4 else [])])
    question = programme.rebuild(connection).question(connection)
    rows = [(row["least"], row["most"], row["people"]) for row in network.frequency(question).records()]
    assert rows == [(1, 1, 0), (2, 2, 0), (3, 5, 2), (6, 10, 0), (11, None, 1)]


def test_retention_follows_who_joined_also_those_who_never_came(connection):
    programme = Programme()
    one, two = members(programme, 2)
    members(programme, 2, start=2, joined_on=AUTUMN)
    meeting(programme, "N1", JANUARY, one)
    meeting(programme, "N2", AUTUMN, one, two, "m2")
    meeting(programme, "N3", date(2025, 2, 1), "m2")
    question = programme.rebuild(connection).question(connection, as_of=date(2025, 3, 31))
    rows = [
        (row["joined"], row["half_years"], row["members"], row["active"], row["share"])
        for row in network.retention(question).records()
    ]
    # 2025H1 is not over, so nobody can have failed to come in it
    assert rows == [
        (date(2024, 1, 1), 0, 2, 1, 0.5),
        (date(2024, 1, 1), 1, 2, 2, 1.0),
        (date(2024, 7, 1), 0, 2, 1, 0.5),
    ]


def test_of_a_person_the_latest_answer_counts_and_anonymous_ones_stand_apart(connection):
    programme = Programme()
    (one,) = members(programme, 1)
    meeting(programme, "N1", JANUARY, one)
    answer = {"question": "helpful_for_integration", "survey": "network_feedback"}
    programme.response(one, answer="2", answered_on=JANUARY, **answer)
    programme.response(one, answer="5", answered_on=MARCH, **answer)
    programme.response(None, answer="3", answered_on=MARCH, **answer)
    programme.response(None, answer="3", answered_on=MARCH, **answer)
    programme.response(one, answer="1", answered_on=MARCH, question="helpful_for_integration")
    question = programme.rebuild(connection).question(connection)
    named, anonymous = network.feedback(question).records()
    assert (named["anonymous"], named["answered"], named["5"], named["2"]) == (False, 1, 1, 0)
    assert (anonymous["anonymous"], anonymous["answered"], anonymous["3"]) == (True, 2, 2)
    assert named["scaled"] is True


def test_a_manager_may_ask_for_a_region_of_the_members(connection):
    programme = Programme()
    (north,) = members(programme, 1, region="North")
    (south,) = members(programme, 1, start=1, region="South")
    meeting(programme, "N1", JANUARY, north, south)
    meeting(programme, "N2", MARCH, south)
    kept = programme.rebuild(connection)
    question = kept.question(connection, region="North")
    assert sum(row["meetings"] for row in network.meetings(question).records()) == 1
    assert max(row["reached"] or 0 for row in network.people(question).records()) == 1
    assert sum(row["people"] for row in network.frequency(question).records()) == 1
    assert {row["members"] for row in network.retention(question).records()} == {1}
    # For the steering group the filter does not exist
    whole = kept.question(connection, role=Role.STEERING, region="North")
    assert sum(row["meetings"] for row in network.meetings(whole).records()) == 2


def test_chapters_are_there_only_without_a_register_of_members(connection):
    programme = Programme().organisation("C1", region="fi").organisation("C2", region="se")
    meeting(programme, "N1", JANUARY, organisation="C1", headcount=10)
    meeting(programme, "N2", MARCH, organisation="C1")
    meeting(programme, "N3", MARCH, organisation="C2", headcount=7)
    question = programme.rebuild(connection).question(connection)
    rows = list(network.chapters(question).records())
    assert [(row["organisation"], row["meetings"], row["unknown"], row["headcount"]) for row in rows] == [
        ("C1", 2, 1, 10),
        ("C2", 1, 0, 7),
    ]
    assert network.people(question).empty
    assert len(network.chapters(programme.question(connection, region="se"))) == 1
    other = Programme("REGISTER").organisation("C1")
    members(other, 1)
    meeting(other, "N1", JANUARY, "m0", organisation="C1", headcount=10)
    with pytest.raises(Forbidden):
        network.chapters(other.rebuild(connection).question(connection))


def test_restricted_readers_get_closed_half_years_and_no_small_cells(connection):
    programme = Programme()
    first = members(programme, 12)
    later = members(programme, 4, start=20)
    meeting(programme, "N1", JANUARY, *first)
    meeting(programme, "N2", AUTUMN, *first[:3], *later)
    meeting(programme, "N3", date(2025, 3, 1), headcount=4)
    question = programme.rebuild(connection).question(connection, role=Role.STEERING, as_of=date(2025, 7, 10))
    frame = network.meetings(question)
    assert [row["starts_on"] for row in frame.records()] == [date(2024, 1, 1), date(2024, 7, 1), date(2025, 1, 1)]
    # Nobody is reached who did not take part: at most 12 of the 16 by then would tell that 4 or more came later.
    assert [row["participations"] for row in frame.records()] == [None, None, None]
    assert frame.is_hidden(1, "participations")
    assert frame.is_hidden(2, "headcount")
    people = network.people(question)
    # 16 less 12 would tell the 4 of the second half-year
    assert [row["reached"] for row in people.records()] == [None, 16, 16]
    assert [row["new"] for row in people.records()] == [None, None, 0]
    assert [row["returned"] for row in people.records()] == [0, None, 0]


def test_a_total_is_shown_again_once_enough_people_came_since(connection):
    programme = Programme()
    halves = (JANUARY, AUTUMN, date(2025, 2, 1), date(2025, 9, 1))
    for number, (day, n) in enumerate(zip(halves, (12, 4, 8, 0), strict=True)):
        meeting(programme, f"N{number}", day, *members(programme, n, start=100 * number))
    question = programme.rebuild(connection).question(connection, role=Role.STEERING, as_of=date(2026, 1, 10))
    rows = list(network.people(question).records())
    assert [row["reached"] for row in rows][1:] == [None, 24, 24]
    # Neither the 4 nor the 8, nor what came before where that would give them back
    assert [row["new"] for row in rows][1:] == [None, None, 0]


def test_an_unfinished_half_year_is_not_shown_to_restricted_readers(connection):
    programme = Programme(periods=False).period("2024", starts_on=date(2024, 1, 1), ends_on=date(2024, 9, 30))
    came = members(programme, 12)
    meeting(programme, "N1", JANUARY, *came)
    meeting(programme, "N2", date(2024, 8, 1), *came)
    question = programme.rebuild(connection).question(connection, role=Role.STEERING)
    assert [row["meetings"] for row in network.meetings(question).records()] == [1]


def test_nobody_but_manager_and_steering_group_is_answered(connection):
    programme = Programme().organisation("A").rebuild(connection)
    for viewer in ({"role": Role.FINANCIER}, {"role": Role.ORGANISATION, "organisation": "A"}):
        question = programme.question(connection, **viewer)
        for query in (network.meetings, network.people, network.retention, network.frequency, network.feedback):
            with pytest.raises(Forbidden):
                query(question)
    with pytest.raises(Forbidden):
        network.chapters(programme.question(connection, role=Role.STEERING))


def test_the_number_of_queries_does_not_depend_on_the_data(connection):
    programme = Programme()
    came = members(programme, 15)
    for number in range(9):
        meeting(programme, f"N{number}", date(2024, number + 1, 2), *came[number:])
    question = programme.rebuild(connection).question(connection)
    asked: list[str] = []
    event.listen(connection.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    for query in (network.meetings, network.people, network.retention, network.frequency, network.feedback):
        query(question)
    assert len(asked) == 2 + 3 + 2 + 1 + 1


def test_an_answer_of_few_is_hidden_with_company(connection):
    programme = Programme()
    came = members(programme, 34)
    meeting(programme, "N1", JANUARY, *came)
    for number, name in enumerate(came):
        answer = "1" if number < 12 else "5" if number < 31 else "4"
        programme.response(name, "helpful_for_integration", answer, survey="network_feedback", answered_on=JANUARY)
    for number in range(12):
        programme.response(
            None, "helpful_for_integration", "12"[number // 10], survey="network_feedback", answered_on=JANUARY
        )
    question = programme.rebuild(connection).question(connection, role=Role.STEERING)
    named, anonymous = network.feedback(question).records()
    assert (named["answered"], named["low"], named["high"]) == (34, 12, 22)
    assert [named[answer] for answer in "12345"] == [12, 0, 0, None, None]
    assert (anonymous["answered"], anonymous["low"], anonymous["1"]) == (12, 12, None)
