from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, event

from data_access.database import engine
from data_access.queries import practice, practices
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import Programme

JANUARY, MARCH, MAY = date(2024, 1, 20), date(2024, 3, 5), date(2024, 5, 15)


@pytest.fixture
def connection(migrated_url: str) -> Iterator[Connection]:
    made = engine(migrated_url)
    with made.begin() as opened:
        yield opened
    made.dispose()


def programme() -> Programme:
    """Two practices, of which one is in use at A and piloted at B, who dropped it."""
    made = Programme().cohort("K1").cohort("K2")
    made.organisation("A", cohort="K1", name_en="Alpha").organisation("B", cohort="K2", sector="ngo")
    made.practice("P1", identified_on=JANUARY, documented_on=MARCH, theme="recruitment", organisation="A")
    made.practice("P2", identified_on=MARCH, published_on=MAY, theme="leadership")
    made.adoption("P1", "A", "piloted", MARCH).adoption("P1", "A", "in_use", MAY)
    made.adoption("P1", "B", "piloted", MARCH).adoption("P1", "B", "dropped", MAY)
    return made


def counts(frame) -> dict[str, int]:
    return {row["stage"]: row["practices"] for row in frame.records()}


def test_the_pipeline_counts_stages_reached_by_the_day(connection):
    kept = programme().rebuild(connection)
    assert counts(practices.pipeline(kept.question(connection))) == {
        "identified": 2, "documented": 1, "reviewed": 0, "published": 1, "piloted": 1, "in_use": 1, "embedded": 0,
    }  # fmt: skip
    earlier = counts(practices.pipeline(kept.question(connection, as_of=date(2024, 4, 1))))
    assert (earlier["identified"], earlier["published"], earlier["piloted"], earlier["in_use"]) == (2, 0, 1, 0)


def test_a_practice_dropped_everywhere_still_reached_its_stage(connection):
    kept = programme().rebuild(connection)
    found = counts(practices.pipeline(kept.question(connection, cohort="K2")))
    assert (found["identified"], found["piloted"], found["in_use"]) == (2, 1, 0)


def test_a_practice_not_yet_identified_is_not_known(connection):
    kept = programme().rebuild(connection)
    question = kept.question(connection, as_of=date(2024, 2, 1))
    assert [row["practice"] for row in practices.practices(question).records()] == ["P1"]
    assert practices.pipeline(question).rows["listed"].unique().tolist() == [1]
    assert practices.pipeline(kept.question(connection, as_of=date(2024, 1, 1))).empty


def test_practices_count_organisations_by_their_latest_stage(connection):
    kept = programme().rebuild(connection)
    first, second = practices.practices(kept.question(connection)).records()
    assert (first["practice"], first["in_use"], first["piloted"], first["dropped"]) == ("P1", 1, 0, 1)
    assert (second["practice"], second["in_use"], second["published_on"]) == ("P2", 0, MAY)
    (only,) = practices.practices(kept.question(connection), theme="leadership").records()
    assert only["practice"] == "P2"


def test_of_stages_on_one_day_the_farther_holds(connection):
    made = programme().adoption("P2", "A", "in_use", MAY).adoption("P2", "A", "embedded", MAY)
    kept = made.adoption("P2", "A", "planned", MAY).rebuild(connection)
    rows = list(practices.matrix(kept.question(connection)).records())
    assert {(row["organisation"], row["practice"]): row["stage"] for row in rows} == {
        ("A", "P1"): "in_use", ("A", "P2"): "embedded", ("B", "P1"): "dropped",
    }  # fmt: skip


def test_the_curve_is_the_ledgers_and_can_fall(connection):
    made = programme().adoption("P1", "A", "dropped", date(2024, 8, 1))
    kept = made.dissemination("D1", uptake_by="An association", published_on=MARCH).rebuild(connection)
    rows = {row["starts_on"].month: row for row in practices.curve(kept.question(connection)).records()
            if row["starts_on"].year == 2024}  # fmt: skip
    assert [rows[month]["pairs"] for month in (4, 5, 7, 8, 9)] == [0, 1, 1, 0, 0]
    assert [rows[month]["organisations"] for month in (4, 5, 8, 9)] == [0, 1, 1, 1]
    assert [rows[month]["items"] for month in (2, 3, 9)] == [0, 1, 1]


def test_the_curve_follows_the_organisations_asked_for_but_uptake_outside_does_not(connection):
    made = programme().dissemination("D1", uptake_by="An association", published_on=MARCH)
    kept = made.rebuild(connection)
    last = list(practices.curve(kept.question(connection, sector="ngo")).records())[-1]
    assert (last["organisations"], last["pairs"], last["items"]) == (0, 0, 1)


def test_themes_count_practices_and_those_in_use(connection):
    kept = programme().practice("P3", identified_on=date(2026, 1, 1)).rebuild(connection)
    rows = list(practices.themes(kept.question(connection, as_of=MAY)).records())
    assert {row["theme"]: (row["practices"], row["in_use"]) for row in rows} == {
        "recruitment": (1, 1), "leadership": (1, 0),
    }  # fmt: skip


def test_reach_is_by_month_and_kind_and_unknown_reach_is_counted(connection):
    made = programme().dissemination("D1", kind="media", reach=100, published_on=MARCH, practice="P1")
    made.dissemination("D2", kind="media", published_on=MARCH).dissemination("D3", reach=7, published_on=MAY)
    kept = made.rebuild(connection)
    march, april, may = practices.reach(kept.question(connection)).records()
    assert (march["items"], march["unknown"], march["media"], march["event"]) == (2, 1, 100, None)
    assert (april["items"], april["media"]) == (0, None)
    assert may["other"] == 7
    assert len(practices.reach(kept.question(connection), theme="recruitment")) == 1
    assert practices.reach(kept.question(connection), theme="leadership").empty


def test_only_a_manager_learns_which_organisations_use_what(connection):
    kept = programme().dissemination("D1", uptake_by="An association", practice="P1").rebuild(connection)
    steering = kept.question(connection, role=Role.STEERING)
    for query in (practices.matrix, practices.outside):
        with pytest.raises(Forbidden):
            query(steering)
    with pytest.raises(Forbidden):
        practice.adopters(steering, "P1")
    (facts,) = practice.facts(steering, "P1").records()
    assert (facts["organisation"], facts["name_en"]) == (None, None)
    (item,) = practice.material(steering, "P1").records()
    assert (item["outside"], item["uptake_by"]) == (True, None)
    assert {row["stage"]: row["organisations"] for row in practice.uptake(steering, "P1").records()}["in_use"] == 1


@pytest.mark.parametrize(("role", "organisation"), [(Role.FINANCIER, None), (Role.ORGANISATION, "A")])
def test_other_roles_are_refused(connection, role, organisation):
    question = programme().rebuild(connection).question(connection, role=role, organisation=organisation)
    for query in (practices.pipeline, practices.practices, practices.themes, practices.curve, practices.reach):
        with pytest.raises(Forbidden):
            query(question)
    with pytest.raises(Forbidden):
        practice.facts(question, "P1")


def test_a_practice_tells_its_story_as_of_the_day(connection):
    kept = programme().rebuild(connection)
    question = kept.question(connection, as_of=date(2024, 4, 1))
    assert {row["event"]: row["on"] for row in practice.story(question, "P1").records()} == {
        "identified": JANUARY, "documented": MARCH, "reviewed": None, "published": None,
        "piloted": MARCH, "in_use": None, "embedded": None,
    }  # fmt: skip
    assert {row["stage"] for row in practice.adopters(question, "P1").records()} == {"piloted"}


def test_adopters_stand_by_name_with_their_stages_in_time(connection):
    kept = programme().rebuild(connection)
    rows = [(row["organisation"], row["stage"], row["current"])
            for row in practice.adopters(kept.question(connection), "P1").records()]  # fmt: skip
    assert rows == [("A", "piloted", False), ("A", "in_use", True), ("B", "piloted", False), ("B", "dropped", True)]


def test_a_practice_that_does_not_exist_is_refused(connection):
    question = programme().rebuild(connection).question(connection)
    for query in (practice.facts, practice.story, practice.uptake, practice.adopters, practice.material):
        with pytest.raises(Forbidden):
            query(question, "nothing")


def test_each_question_is_asked_once(connection):
    question = programme().rebuild(connection).question(connection)
    asked: list[str] = []
    event.listen(connection.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    for query in (practices.pipeline, practices.practices, practices.themes, practices.curve, practices.matrix,
                  practices.reach, practices.outside):  # fmt: skip
        query(question)
    assert len(asked) == 7


def test_the_steering_group_singles_out_no_organisation_by_filters(connection):
    kept = programme().rebuild(connection)
    whole = kept.question(connection, role=Role.STEERING)
    part = kept.question(connection, role=Role.STEERING, cohort="K2", sector="ngo")
    for query in (practices.pipeline, practices.practices, practices.themes, practices.curve):
        assert list(query(part).records()) == list(query(whole).records())
