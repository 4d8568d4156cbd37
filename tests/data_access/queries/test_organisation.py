from datetime import date, timedelta

import pytest
from sqlalchemy import event

from data_access.queries import organisation
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import Programme

AS_OF = date(2024, 12, 31)
IN_FULL = [
    organisation.assessments,
    organisation.hours,
    organisation.indicators,
    organisation.plan,
    organisation.practices,
    organisation.sessions,
]
EVERY = [organisation.facts, organisation.milestones, *IN_FULL]


def cohort_of(n):
    """A programme with organisations 0 to n-1 in cohort A."""
    programme = Programme().cohort("A", starts_on=date(2024, 3, 1)).milestone("start", due_week=0)
    for code in range(n):
        programme.organisation(str(code), cohort="A")
    return programme


def by(frame, key):
    return {row[key]: row for row in frame.records()}


@pytest.mark.parametrize("asked", EVERY)
def test_organisation_sees_itself_and_nobody_else(connection, asked):
    programme = cohort_of(2).save(connection)
    question = programme.question(connection, role=Role.ORGANISATION, organisation="0", as_of=AS_OF)
    asked(question, "0")
    for code in ("1", "nonsense", "", "0 "):
        with pytest.raises(Forbidden):
            asked(question, code)


@pytest.mark.parametrize("asked", EVERY)
@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_financier_sees_no_organisation(connection, asked):
    programme = cohort_of(1).save(connection)
    with pytest.raises(Forbidden):
        asked(programme.question(connection, role=Role.FINANCIER), "0")


@pytest.mark.parametrize("asked", IN_FULL)
@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_steering_group_sees_milestones_alone(connection, asked):
    question = cohort_of(1).save(connection).question(connection, role=Role.STEERING, as_of=AS_OF)
    assert len(organisation.facts(question, "0")) == len(organisation.milestones(question, "0")) == 1
    with pytest.raises(Forbidden):
        asked(question, "0")


def test_facts_of_nobody_are_forbidden(connection):
    programme = cohort_of(1).save(connection)
    with pytest.raises(Forbidden):
        organisation.facts(programme.question(connection), "9")


def test_facts_say_who_it_is_and_where_it_stands(connection):
    programme = cohort_of(1).progress("0", "start", planned_on=AS_OF - timedelta(4)).save(connection)
    (row,) = organisation.facts(programme.question(connection, as_of=AS_OF), "0").records()
    assert (row["name"], row["cohort_en"], row["status"], row["days_ahead"]) == (
        "Organisation 0",
        "Cohort A",
        "late",
        -4,
    )


def test_milestones_say_how_late(connection):
    programme = (
        cohort_of(1).milestone("next", due_week=1).milestone("last", due_week=60).milestone("any", due_week=None)
    )
    programme.progress("0", "start", done_on=date(2024, 3, 3)).save(connection)
    rows = organisation.milestones(programme.question(connection, as_of=AS_OF), "0").records()
    assert [(row["milestone"], row["status"], row["days_late"]) for row in rows] == [
        ("start", "done_late", 2),
        ("next", "overdue", 298),
        ("last", "planned", -115),
        ("any", "undated", None),
    ]


def test_hours_stand_beside_the_median_of_the_cohort(connection):
    programme = cohort_of(5).organisation("left", cohort="A", left_on=AS_OF).organisation("other")
    for code, hours in (("0", 1), ("1", 2), ("2", 6), ("3", 8), ("left", 100), ("other", 100)):
        programme.session(f"S{code}", hours=hours, organisation=code)
    programme.session("M", kind="mentoring", organisation="0").save(connection)
    rows = by(organisation.hours(programme.question(connection, as_of=AS_OF), "0"), "kind")
    training, mentoring = rows["training"], rows["mentoring"]
    # Organisation 4 has had no session: 0 hours.
    assert [training[name] for name in ("sessions", "hours", "median", "organisations")] == [1, 1, 2, 5]
    # There was a session, but nobody knows of how many hours.
    assert (mentoring["sessions"], mentoring["hours"]) == (1, None)
    other = by(organisation.hours(programme.question(connection, as_of=AS_OF), "other"), "kind")
    assert [other["training"][name] for name in ("hours", "median", "organisations")] == [100, None, 0]


def test_joint_session_counts_for_each_organisation_that_came_with_its_own_people(connection):
    programme = cohort_of(2).session("joint", hours=3, headcount=50)
    programme.participant("p", organisation="0").participant("q", organisation="1").participant("r", organisation="1")
    programme.attendance("joint", "p", "q", "r").save(connection)
    question = programme.question(connection, role=Role.ORGANISATION, organisation="0", as_of=AS_OF)
    (row,) = organisation.sessions(question, "0").records()
    assert (row["session"], row["participations"], row["hours"]) == ("joint", 1, 3)


def test_network_meeting_of_an_organisation_is_for_the_manager_alone(connection):
    programme = cohort_of(1).session("N", kind="network", organisation="0", headcount=3).save(connection)
    own = programme.question(connection, role=Role.ORGANISATION, organisation="0", as_of=AS_OF)
    assert organisation.sessions(own, "0").empty
    assert len(organisation.sessions(programme.question(connection, as_of=AS_OF), "0")) == 1


@pytest.mark.parametrize(("n", "mean"), [(4, None), (5, 2.0)])
def test_average_of_few_is_hidden_from_the_organisation_itself(connection, n, mean):
    programme = cohort_of(n).row("dimensions", dimension="d", position=1)
    for code, level in enumerate((2, 1, 3, 2, 2)[:n]):
        programme.assessment(str(code), "d", level)
        programme.assessment(str(code), "d", level + 1, round="final", assessed_on=AS_OF)
        # Of one alone, the difference between two days would be what that one says.
        programme.assessment(str(code), "d", 4, round="follow_up", assessed_on=AS_OF + timedelta(1))
    programme.save(connection)
    own = programme.question(connection, role=Role.ORGANISATION, organisation="0", as_of=AS_OF)
    (row,) = organisation.assessments(own, "0").records()
    assert (row["baseline"], row["latest"], row["latest_round"], row["baseline_n"]) == (2, 3, "final", n)
    assert (row["baseline_mean"], row["latest_mean"]) == (mean, mean and 3.0)


def test_plan_marks_what_is_overdue_on_the_day(connection):
    programme = cohort_of(1).row("dimensions", dimension="d", position=1, name_en="D")
    programme.action("0", "1", due_on=AS_OF - timedelta(1), status="under_way", dimension="d")
    programme.action("0", "2", due_on=AS_OF, done_on=AS_OF + timedelta(1), status="done")
    programme.action("0", "3", due_on=AS_OF + timedelta(1), status="under_way").action("0", "4", status="done")
    programme.action("0", "5", status="dropped").action("0", "6", due_on=AS_OF, done_on=AS_OF).save(connection)
    rows = by(organisation.plan(programme.question(connection, as_of=AS_OF), "0"), "action")
    assert {action: row["status"] for action, row in rows.items()} == {
        "1": "overdue", "2": "planned", "3": "under_way", "4": "done", "5": "dropped", "6": "done",
    }  # fmt: skip
    assert (rows["2"]["done_on"], rows["6"]["done_on"], rows["1"]["dimension_en"]) == (None, AS_OF, "D")
    assert list(rows)[-2:] == ["4", "5"]


def test_practices_keep_their_history_and_their_origin(connection):
    programme = cohort_of(2).practice("K1", organisation="0").practice("K2", organisation="1").practice("K3")
    programme.adoption("K2", "0", "in_use", date(2024, 6, 1)).adoption("K2", "0", "piloted", date(2024, 5, 1))
    programme.adoption("K2", "0", "embedded", AS_OF + timedelta(1)).adoption("K3", "1", "planned").save(connection)
    rows = organisation.practices(programme.question(connection, as_of=AS_OF), "0").records()
    assert [(row["practice"], row["stage"], row["arose_here"]) for row in rows] == [
        ("K1", None, True),
        ("K2", "piloted", False),
        ("K2", "in_use", False),
    ]


def test_indicators_sum_what_counts_and_leave_out_what_the_network_is_part_of(connection):
    programme = cohort_of(1).session("S").session("N", kind="network", held_on=date(2024, 4, 1))
    programme.participant("p", organisation="0").participant("q", organisation="0").attendance("S", "p", "q")
    programme.member("p").network_attendance("N", "p").rebuild(connection)
    rows = by(organisation.indicators(programme.question(connection, as_of=AS_OF), "0"), "indicator")
    assert rows["P.3"]["amount"] == 2
    assert not {"O.2.3", "O.2.3.3", "R.2.9"} & set(rows)


def test_an_organisation_does_not_read_what_its_people_answered_in_its_indicators(connection):
    programme = cohort_of(1).session("S").participant("p", organisation="0").attendance("S", "p")
    programme.response("p", "useful_for_work", "5").rebuild(connection)
    seen = {
        role: set(by(organisation.indicators(programme.question(connection, role=role, **own), "0"), "indicator"))
        for role, own in ((Role.MANAGER, {}), (Role.ORGANISATION, {"organisation": "0"}))
    }
    assert seen[Role.MANAGER] - seen[Role.ORGANISATION] == {"P.5"}
    assert "P.3" in seen[Role.ORGANISATION]


@pytest.mark.parametrize("asked", EVERY)
def test_every_answer_takes_one_query_whatever_filters(connection, asked):
    question = cohort_of(3).save(connection).question(connection, as_of=AS_OF, sector="company", status="silent")
    statements = []
    event.listen(connection, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))
    asked(question, "0")
    assert len(statements) == 1
