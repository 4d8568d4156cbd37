from datetime import date, timedelta

import pytest
from sqlalchemy import event

from data_access.queries import organisations
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import Programme

AS_OF = date(2024, 12, 31)
ON_MANAGER_ALONE = [organisations.activity, organisations.plans, organisations.sessions]
EVERY = [
    *ON_MANAGER_ALONE,
    organisations.maturity,
    organisations.milestones,
    organisations.schedule,
    organisations.statuses,
]


def way(**due_weeks):
    """A programme with cohort A (from 1 March 2024), and the milestones due in those weeks, the last one completes."""
    programme = Programme().cohort("A", starts_on=date(2024, 3, 1))
    for milestone, week in due_weeks.items():
        programme.milestone(milestone, due_week=week, completes=milestone == "end" or None)
    return programme


def by(frame, *keys):
    return {tuple(row[key] for key in keys) if len(keys) > 1 else row[keys[0]]: row for row in frame.records()}


@pytest.mark.parametrize(
    ("progress", "status"),
    [
        ({"planned_on": date(2024, 12, 1), "done_on": date(2024, 12, 1)}, "done_on_time"),
        ({"planned_on": date(2024, 12, 1), "done_on": date(2024, 12, 2)}, "done_late"),
        ({"planned_on": date(2025, 1, 1), "done_on": date(2024, 12, 31)}, "ahead"),
        ({"planned_on": date(2024, 12, 30)}, "overdue"),
        ({"planned_on": date(2024, 12, 31)}, "planned"),
        ({"planned_on": date(2024, 12, 30), "done_on": date(2025, 1, 1)}, "overdue"),
        ({"done_on": date(2024, 12, 1)}, "done"),
        ({}, "undated"),
    ],
)
def test_cell_says_how_a_milestone_stands_on_the_day(connection, progress, status):
    programme = way(start=None).organisation("1", cohort="A").progress("1", "start", **progress).save(connection)
    (cell,) = organisations.milestones(programme.question(connection, as_of=AS_OF)).records()
    assert cell["status"] == status
    assert (cell["done_on"] is None) == (progress.get("done_on", AS_OF + timedelta(1)) > AS_OF)


def test_milestone_without_a_plan_of_its_own_is_due_so_many_weeks_after_the_cohort_begins(connection):
    programme = way(start=0, baseline=6).organisation("1", cohort="A").save(connection)
    cells = by(organisations.milestones(programme.question(connection, as_of=AS_OF)), "milestone")
    assert [cells[name]["due_on"] for name in ("start", "baseline")] == [date(2024, 3, 1), date(2024, 4, 12)]


def test_who_left_has_nothing_overdue(connection):
    programme = way(start=0).organisation("1", cohort="A", left_on=date(2024, 6, 1)).save(connection)
    question = programme.question(connection, as_of=AS_OF)
    assert by(organisations.milestones(question), "milestone")["start"]["status"] == "left"
    assert by(organisations.schedule(question), "organisation")["1"]["days_ahead"] is None


@pytest.mark.parametrize(
    ("progress", "status", "days"),
    [
        ({"start": {"done_on": date(2024, 3, 1)}}, "on_schedule", 0),
        ({"start": {"planned_on": AS_OF - timedelta(30)}}, "late", -30),
        ({"start": {"planned_on": AS_OF - timedelta(31)}}, "far_behind", -31),
        ({"start": {"done_on": date(2024, 3, 1)}, "end": {"planned_on": AS_OF + timedelta(9), "done_on": AS_OF}},
         "completed", 9),
        ({"start": {"planned_on": AS_OF + timedelta(20), "done_on": AS_OF}}, "on_schedule", 20),
        # One that is overdue outweighs another that is ahead.
        ({"start": {"planned_on": AS_OF - timedelta(5)},
          "middle": {"planned_on": AS_OF + timedelta(5), "done_on": AS_OF}}, "late", -5),
    ],
)  # fmt: skip
def test_schedule_tells_days_ahead_or_behind(connection, progress, status, days):
    programme = way(start=0, middle=60, end=61).organisation("1", cohort="A")
    for milestone, dates in progress.items():
        programme.progress("1", milestone, **dates)
    programme.save(connection)
    (row,) = organisations.schedule(programme.question(connection, as_of=AS_OF)).records()
    assert (row["status"], row["days_ahead"]) == (status, days)


def test_schedule_puts_the_most_behind_first_and_who_has_no_plan_last(connection):
    programme = way(start=None)
    for code, late in (("1", 3), ("2", 40), ("3", None)):
        planned_on = late and AS_OF - timedelta(late)
        programme.organisation(code, cohort="A").progress(code, "start", planned_on=planned_on)
    programme.save(connection)
    question = programme.question(connection, as_of=AS_OF)
    assert [row["organisation"] for row in organisations.schedule(question).records()] == ["2", "1", "3"]
    counted = {row["status"]: row["organisations"] for row in organisations.statuses(question).records()}
    assert counted == {"late": 1, "far_behind": 1, "no_plan": 1}


def test_only_who_takes_part_is_listed(connection):
    programme = way(start=0).organisation("city").organisation("unit", parent="city", cohort="A")
    programme.organisation("later", cohort="A", joined_on=AS_OF + timedelta(1)).organisation("guest").organisation(
        "sends"
    )
    programme.session("S1", organisation="guest").participant("p1", organisation="sends").save(connection)
    question = programme.question(connection, as_of=AS_OF)
    assert set(by(organisations.schedule(question), "organisation")) == {"unit"}
    assert set(by(organisations.sessions(question), "organisation")) == {"unit", "guest", "sends"}


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        ({"cohort": "A"}, {"1", "2"}),
        ({"sector": "ngo"}, {"2"}),
        ({"region": "Uusimaa"}, {"1"}),
        ({"cohort": "B", "sector": "ngo"}, set()),
        ({"status": "completed"}, {"2"}),
        ({"status": "far_behind"}, {"1", "3"}),
        ({"status": "silent"}, {"1", "3"}),
        ({"status": "nonsense"}, set()),
    ],
)
def test_filters_narrow_every_answer(connection, filters, codes):
    programme = way(end=1).cohort("B", starts_on=date(2024, 3, 1))
    programme.organisation("1", cohort="A", region="Uusimaa").organisation("2", cohort="A", sector="ngo")
    programme.organisation("3", cohort="B").progress("2", "end", done_on=date(2024, 3, 1)).save(connection)
    question = programme.question(connection, as_of=AS_OF, **filters)
    for asked in (organisations.milestones, organisations.schedule, organisations.plans, organisations.sessions):
        assert set(by(asked(question), "organisation")) == codes, asked


def test_last_activity_is_the_latest_of_all_kinds(connection):
    days = [AS_OF - timedelta(weeks=weeks) for weeks in range(1, 9)]
    programme = way(start=52).practice("K1").row("dimensions", dimension="d", position=1)
    for code in "0123456":
        programme.organisation(code, cohort="A").session(f"old {code}", held_on=date(2024, 3, 1), organisation=code)
    programme.session("own", organisation="0", held_on=days[0]).session("open", held_on=days[1])
    programme.participant("p1", organisation="1").attendance("open", "p1")
    programme.participant("staff", organisation="6", project_staff=True).attendance("open", "staff")
    programme.progress("2", "start", done_on=days[2]).adoption("K1", "3", "planned", days[3])
    programme.assessment("4", "d", 1, assessed_on=days[4]).action("5", "a", done_on=days[5])
    programme.session("planned", organisation="6", held_on=days[0], status="planned")
    programme.session("tomorrow", organisation="6", held_on=AS_OF + timedelta(1)).save(connection)
    rows = by(organisations.activity(programme.question(connection, as_of=AS_OF)), "organisation")
    assert [rows[code]["last_on"] for code in "012345"] == days[:6]
    assert [rows[code]["weeks"] for code in "012345"] == [1, 2, 3, 4, 5, 6]
    assert rows["6"]["last_on"] == date(2024, 3, 1)
    assert [code for code, row in rows.items() if row["silent"]] == ["6"]


def test_activity_that_never_was_is_unknown_and_silent_and_first(connection):
    programme = way(start=52).organisation("1", cohort="A").organisation("2", cohort="A")
    programme.progress("1", "start", done_on=AS_OF).save(connection)
    first, second = organisations.activity(programme.question(connection, as_of=AS_OF)).records()
    assert (first["organisation"], first["weeks"], first["silent"]) == ("2", None, True)
    assert (second["organisation"], second["weeks"], second["silent"]) == ("1", 0, False)


def test_plans_count_what_is_done_by_the_day(connection):
    programme = way(start=0).organisation("1", cohort="A").organisation("2", cohort="A")
    programme.action("1", "done", done_on=AS_OF).action("1", "too late", done_on=AS_OF + timedelta(1), due_on=AS_OF)
    programme.action("1", "overdue", due_on=AS_OF - timedelta(1)).action("1", "dropped", status="dropped").save(
        connection
    )
    rows = by(organisations.plans(programme.question(connection, as_of=AS_OF)), "organisation")
    counted = [rows["1"][name] for name in ("actions", "done", "overdue", "open", "share")]
    assert counted == [3, 1, 1, 1, pytest.approx(1 / 3)]
    assert (rows["2"]["actions"], rows["2"]["share"]) == (0, None)


def rated(programme, levels, round_):
    for code, level in levels.items():
        programme.assessment(code, "d", level, round=round_)
    return programme


def assessed(n):
    programme = way(start=0).row("dimensions", dimension="d", position=1, name_en="D")
    for level in (1, 2, 3):
        programme.row("levels", level=level, name_en=str(level))
    for code in range(n):
        programme.organisation(str(code), cohort="A", sector="ngo" if code == 0 else "state")
    return programme


def test_maturity_compares_baseline_with_each_organisations_latest_round(connection):
    programme = rated(assessed(3), {"0": 1, "1": 2, "2": 2}, "baseline")
    rated(programme, {"0": 2, "1": 1}, "midway")
    programme.assessment("0", "d", 3, round="final").assessment("0", "d", 1, round="final", assessor="facilitator")
    programme.save(connection)
    rows = by(organisations.maturity(programme.question(connection, as_of=AS_OF)), "at", "level")
    assert [rows["baseline", level]["organisations"] for level in (1, 2, 3)] == [1, 2, 0]
    assert [rows["latest", level]["organisations"] for level in (1, 2, 3)] == [1, 0, 1]
    assert (rows["latest", 1]["assessed"], rows["latest", 1]["share"]) == (2, 0.5)
    assert [rows["latest", 1][name] for name in ("again", "rose", "fell")] == [2, 1, 1]


def test_maturity_is_empty_where_nobody_was_assessed(connection):
    programme = assessed(3).save(connection)
    assert organisations.maturity(programme.question(connection, as_of=AS_OF)).empty


@pytest.mark.parametrize(("n", "hides"), [(4, True), (5, False)])
def test_maturity_of_few_is_hidden_from_the_steering_group(connection, n, hides):
    programme = rated(assessed(n), {str(code): 1 + (code == 0) for code in range(n)}, "baseline").save(connection)
    frame = organisations.maturity(programme.question(connection, role=Role.STEERING, as_of=AS_OF))
    assert frame.hides == hides
    assert len(frame) == 3  # a row for each level: which are missing would tell
    assert [row["organisations"] for row in frame.records()] == ([None] * 3 if hides else [4, 1, 0])
    assert not organisations.maturity(programme.question(connection, as_of=AS_OF)).hides


def test_maturity_is_hidden_where_all_say_the_same(connection):
    programme = rated(assessed(9), {str(code): 1 for code in range(9)}, "baseline").save(connection)
    frame = organisations.maturity(programme.question(connection, role=Role.STEERING, as_of=AS_OF))
    assert {row["organisations"] for row in frame.records()} == {None}


def test_steering_group_cannot_take_the_distribution_apart(connection):
    programme = rated(assessed(6), {str(code): 1 for code in range(6)}, "baseline").save(connection)
    question = programme.question(connection, role=Role.STEERING, as_of=AS_OF, sector="state")
    assert {row["assessed"] for row in organisations.maturity(question).records()} == {6}


def test_sessions_count_people_registered_else_the_headcount_else_unknown(connection):
    programme = way(start=0).organisation("1", cohort="A").organisation("2", cohort="A")
    programme.session("both").participant("p", organisation="1").participant("q", organisation="1")
    programme.participant("p", organisation="2", source="partner").attendance("both", "p", "q")
    programme.session("counted", organisation="1", headcount=20, held_on=date(2024, 4, 1))
    programme.session("unknown", organisation="1", held_on=date(2024, 6, 1))
    programme.session("cancelled", organisation="2", status="cancelled", headcount=7).save(connection)
    rows = by(organisations.sessions(programme.question(connection, as_of=AS_OF)), "organisation")
    counted = [rows["1"][name] for name in ("sessions", "participations", "unknown", "first_on", "last_on")]
    assert counted == [3, 22, 1, date(2024, 4, 1), date(2024, 6, 1)]
    assert [rows["2"][name] for name in ("sessions", "participations", "unknown")] == [1, 1, 0]


def test_register_in_which_nobody_was_present_says_that_none_came(connection):
    programme = Programme().organisation("1").participant("p", organisation="1")
    programme.session("S", organisation="1").attendance("S", "p", present=False).save(connection)
    (row,) = organisations.sessions(programme.question(connection, as_of=AS_OF)).records()
    assert [row[name] for name in ("sessions", "participations", "unknown")] == [1, 0, 0]


def test_network_meeting_is_no_organisations_where_members_are_registered(connection):
    programme = Programme().organisation("1").session("N", kind="network", organisation="1", headcount=3)
    alone = programme.save(connection)
    assert len(organisations.sessions(alone.question(connection, as_of=AS_OF))) == 1
    other = Programme("OTHER").organisation("1").session("N", kind="network", organisation="1").member("m")
    other.session("T", organisation="1").save(connection)
    (row,) = organisations.sessions(other.question(connection, as_of=AS_OF)).records()
    assert row["sessions"] == 1


def test_programme_without_cohorts_has_sessions_but_no_milestones(connection):
    programme = Programme().organisation("1").session("S", organisation="1", headcount=5).save(connection)
    question = programme.question(connection, as_of=AS_OF)
    for asked in (organisations.milestones, organisations.schedule, organisations.statuses, organisations.plans):
        assert asked(question).empty
    assert len(organisations.sessions(question)) == 1


@pytest.mark.parametrize("role", [Role.FINANCIER, Role.ORGANISATION])
@pytest.mark.parametrize("asked", EVERY)
@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_financier_and_organisations_get_no_list_of_organisations(connection, asked, role):
    programme = way(start=0).organisation("1", cohort="A").save(connection)
    own = "1" if role is Role.ORGANISATION else None
    with pytest.raises(Forbidden):
        asked(programme.question(connection, role=role, organisation=own))


@pytest.mark.parametrize("asked", ON_MANAGER_ALONE)
@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_steering_group_sees_no_more_of_an_organisation_than_its_milestones(connection, asked):
    programme = way(start=0).organisation("1", cohort="A").save(connection)
    with pytest.raises(Forbidden):
        asked(programme.question(connection, role=Role.STEERING))
    with pytest.raises(Forbidden):
        organisations.milestones(programme.question(connection, role=Role.STEERING, status="silent"))


@pytest.mark.parametrize("asked", EVERY)
def test_every_answer_takes_one_query(connection, asked):
    programme = way(start=0, end=50)
    for code in range(20):
        programme.organisation(str(code), cohort="A").session(f"S{code}", organisation=str(code))
    question = programme.save(connection).question(connection, as_of=AS_OF, status="far_behind")
    statements = []
    event.listen(connection, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))
    asked(question)
    assert len(statements) == 1


def test_nobody_falls_silent_after_the_programme_or_outside_the_accelerator(connection):
    programme = way(start=52).organisation("1", cohort="A").organisation("2")
    programme.session("last", organisation="1", held_on=date(2026, 6, 1)).session("own", organisation="2")
    programme.save(connection)
    (row,) = organisations.activity(programme.question(connection, as_of=date(2026, 8, 31))).records()
    assert (row["organisation"], row["weeks"], row["silent"]) == ("1", 4, False)
