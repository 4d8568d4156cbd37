from datetime import date, timedelta

import plotly.graph_objects as go
import pytest
from dash import html
from sqlalchemy import event

from dashboard.i18n import LANGUAGES, words
from dashboard.panel import Asked
from dashboard.selection import Selection
from data_access.viewer import Role
from pages.organisations import SCREEN
from tests.data_access.builders import Programme

AS_OF = date(2024, 12, 31)
pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def asked(programme, connection, *, role=Role.MANAGER, language="en", **filters):
    question = programme.question(connection, role=role, as_of=AS_OF, **filters)
    return Asked(question, Selection("/organisations", **filters), words(language))


def panels(asked):
    role = asked.question.viewer.role
    return {one.id.removeprefix("organisations-"): one.panel(asked) for one in SCREEN.exhibits if role in one.roles}


def accelerator(n, *, overdue=()):
    """Organisations in cohort A with a milestone done and one overdue by so many days for the first of them."""
    programme = Programme().cohort("A", starts_on=date(2024, 3, 1))
    programme.milestone("start", due_week=0).milestone("end", due_week=52, completes=True)
    programme.row("dimensions", dimension="d", position=1, name_en="Leadership")
    for level in (1, 2, 3):
        programme.row("levels", level=level, name_en=f"Level {level}")
    for at in range(n):
        late = overdue[at] if at < len(overdue) else None
        programme.organisation(f"{at:03}", cohort="A").progress(f"{at:03}", "start", done_on=date(2024, 3, 1))
        programme.progress(f"{at:03}", "end", planned_on=AS_OF - timedelta(late) if late else None)
    return programme


@pytest.mark.parametrize(
    ("n", "overdue", "finding"),
    [
        (28, [40] * 4 + [10] * 6, "18 of 28 organisations are on schedule, 4 are over 30 days late"),
        (3, [40, 10], "1 of 3 organisations is on schedule, 1 is over 30 days late"),
        (2, [], "2 of 2 organisations are on schedule"),
    ],
)
def test_status_says_how_many_are_on_schedule(connection, n, overdue, finding):
    programme = accelerator(n, overdue=overdue).save(connection)
    assert panels(asked(programme, connection))["status"].finding == finding


def test_status_tells_those_who_have_completed_apart_from_those_on_their_way(connection):
    programme = accelerator(3, overdue=[40])
    programme.organisation("done", cohort="A").progress("done", "end", done_on=date(2024, 4, 1)).save(connection)
    finding = panels(asked(programme, connection))["status"].finding
    assert finding == "2 of 3 organisations are on schedule, 1 is over 30 days late; 1 has completed"


def test_status_says_who_has_completed(connection):
    programme = Programme().cohort("A").milestone("end", completes=True).organisation("1", cohort="A")
    programme.progress("1", "end", done_on=date(2024, 4, 1)).save(connection)
    shown = panels(asked(programme, connection))
    assert shown["status"].finding == "The accelerator is over for 1 organisation: 1 has completed"
    assert shown["activity"].finding == "No organisation is under way"


def test_who_has_completed_is_told_apart_from_those_under_way(connection):
    programme = accelerator(2, overdue=[40]).organisation("done", cohort="A")
    programme.progress("done", "end", done_on=date(2024, 4, 1)).save(connection)
    finding = panels(asked(programme, connection))["status"].finding
    assert finding == "1 of 2 organisations is on schedule, 1 is over 30 days late; 1 has completed"


def test_schedule_names_who_is_most_behind_and_draws_them_first(connection):
    programme = accelerator(30, overdue=[5, 40]).save(connection)
    panel = panels(asked(programme, connection))["schedule"]
    assert panel.finding == "2 organisations are behind their plans, most of all Organisation 001 by 40 days"
    assert list(panel.figure.layout.yaxis.categoryarray)[:2] == ["Organisation 001", "Organisation 000"]
    assert len(panel.figure.layout.yaxis.categoryarray) == 10
    assert panel.notes == ["The figure shows the first 10; the table has all 30."]


def test_every_mark_and_row_leads_to_its_organisation(connection):
    programme = accelerator(3, overdue=[5]).save(connection)
    shown = panels(asked(programme, connection, cohort="A"))
    marks = [href for trace in shown["schedule"].figure.data for href in trace.customdata]
    assert sorted(marks) == [f"/organisations/{code:03}?cohort=A" for code in range(3)]
    for panel in (shown["schedule"], shown["milestones"], shown["activity"]):
        row = next(panel.frame.records())
        assert panel.columns[0].link(row) == f"/organisations/{row['organisation']}?cohort=A"
    statuses = [href for trace in shown["status"].figure.data for href in trace.customdata]
    assert sorted(statuses) == ["/organisations?cohort=A&status=late", "/organisations?cohort=A&status=on_schedule"]


def test_matrix_says_how_late_each_milestone_is(connection):
    panel = panels(asked(accelerator(2, overdue=[40]).save(connection), connection))["milestones"]
    assert panel.finding == "2 of 4 milestones are done, 1 is overdue"
    assert "+40 d" in str(panel.figure)
    assert "28 Feb 2025" in str(panel.figure)  # what is to come has its day


def test_two_organisations_of_one_name_are_told_apart(connection):
    programme = Programme().cohort("A").milestone("start", due_week=0)
    programme.organisation("1", name="Unit", cohort="A").organisation("2", name="Unit", cohort="A").save(connection)
    panel = panels(asked(programme, connection))["schedule"]
    assert list(panel.figure.layout.yaxis.categoryarray) == ["Unit (1)", "Unit (2)"]


def test_programme_without_cohorts_says_what_to_deliver_and_shows_sessions(connection):
    programme = Programme()
    for code, times in (("1", 1), ("2", 3)):
        programme.organisation(code)
        for at in range(times):
            programme.session(f"{code}{at}", organisation=code, headcount=None if at == 2 else 10)
    shown = panels(asked(programme.save(connection), connection))
    assert "Deliver the sheets cohorts" in shown["milestones"].unavailable
    for name in ("status", "schedule", "plans", "maturity"):
        assert shown[name].unavailable, name
    assert shown["sessions"].finding == "2 organisations have had sessions; of 1 session it is not known how many came"
    assert list(shown["sessions"].figure.data[0].x) == [3, 1]


def test_filters_that_leave_nothing_say_so(connection):
    programme = accelerator(2).save(connection)
    for name, panel in panels(asked(programme, connection, sector="ngo")).items():
        assert "filter" in panel.unavailable, name


def test_steering_group_gets_milestones_and_distributions(connection):
    programme = accelerator(5).save(connection)
    assert set(panels(asked(programme, connection, role=Role.STEERING))) == {
        "status", "schedule", "milestones", "maturity",
    }  # fmt: skip


def test_numbers_hidden_from_the_steering_group_are_nowhere_in_the_panel(connection):
    programme = accelerator(4)
    for at in range(4):
        programme.assessment(f"{at:03}", "d", 2).assessment(f"{at:03}", "d", 3, round="final")
    panel = panels(asked(programme.save(connection), connection, role=Role.STEERING))["maturity"]
    assert panel.finding == "Too few organisations have assessed themselves to be shown"
    assert all(value is None for trace in panel.figure.data for value in trace.x)
    whole = panels(asked(programme, connection))["maturity"]
    assert whole.finding == "4 of 4 organisations have risen in Leadership, where most did"


def test_unknown_is_not_drawn_as_zero(connection):
    programme = Programme().cohort("A").organisation("1", cohort="A").organisation("2", cohort="A")
    programme.action("1", "a", done_on=AS_OF).save(connection)
    shown = panels(asked(programme, connection))
    assert [trace.x for trace in shown["activity"].figure.data if trace.x] == [(0,)]
    assert shown["activity"].notes == ["Of 1 organisation nothing at all is known; it stands first in the table."]
    assert shown["plans"].notes == ["1 organisation has delivered no plan."]
    assert [row["share"] for row in shown["plans"].frame.records()] == [1, None]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n", [0, 1, 70])
def test_every_panel_speaks_every_language(connection, language, n):
    programme = accelerator(n, overdue=[3]).save(connection)
    for name, panel in panels(asked(programme, connection, language=language)).items():
        assert panel.finding, name
        assert panel.counted, name
        assert panel.unavailable or panel.alternative, name
        assert panel.unavailable or isinstance(panel.figure, go.Figure | html.Div), name
        assert "{" not in f"{panel.finding}{panel.alternative}{panel.counted}{panel.n}{panel.notes}"


def test_page_asks_the_database_as_often_for_one_organisation_as_for_many(connection):
    counted = []
    for code, n in (("ONE", 1), ("MANY", 40)):
        programme = accelerator(n)
        programme.code = programme.rows["programme"][0]["code"] = code
        of = asked(programme.save(connection), connection)
        statements = []
        listener = lambda *arguments: statements.append(arguments[2])  # noqa: B023, E731 - removed before the next
        event.listen(connection, "before_cursor_execute", listener)
        panels(of)
        event.remove(connection, "before_cursor_execute", listener)
        counted.append(len(statements))
    assert counted == [7, 7]
