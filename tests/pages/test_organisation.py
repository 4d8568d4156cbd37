from datetime import date, timedelta

import pytest
from sqlalchemy import event

from dashboard.i18n import LANGUAGES, words
from dashboard.panel import Asked
from dashboard.selection import Selection
from data_access.viewer import Forbidden, Role
from pages.organisation import SCREEN, title
from tests.data_access.builders import Programme

AS_OF = date(2024, 12, 31)
pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def asked(programme, connection, key="1", *, role=Role.MANAGER, own=None, language="en"):
    question = programme.question(connection, role=role, organisation=own, as_of=AS_OF)
    return Asked(question, Selection("/organisations", key), words(language))


def panels(asked):
    role = asked.question.viewer.role
    return {one.id.removeprefix("organisation-"): one.panel(asked) for one in SCREEN.exhibits if role in one.roles}


def story(code="TEST"):
    """An organisation with something of everything, among four others."""
    programme = Programme(code).cohort("A", starts_on=date(2024, 3, 1), name_fi="Ryhmä A")
    programme.milestone("start", due_week=0, name_en="Start").milestone("middle", name_en="Middle", due_week=40)
    programme.milestone("end", name_en="End", due_week=52, completes=True)
    programme.row("dimensions", dimension="d", position=1, name_en="Leadership").row("levels", level=1)
    for at in "12345":
        programme.organisation(at, cohort="A", region="Uusimaa", name_sv=f"Organisationen {at}")
        programme.assessment(at, "d", 1).assessment(at, "d", 2, round="final")
    programme.progress("1", "start", done_on=date(2024, 3, 3))
    programme.session("T", hours=3, title="Listening").participant("p", organisation="1").attendance("T", "p")
    programme.session("M", kind="mentoring", hours=1.5, organisation="1", held_on=date(2024, 6, 1))
    programme.action("1", "a", due_on=AS_OF - timedelta(3), title="A rule", dimension="d")
    programme.action("1", "b", done_on=date(2024, 9, 9)).practice("K1").practice("K2", organisation="1")
    return programme.adoption("K1", "1", "piloted").adoption("K1", "1", "in_use", date(2024, 8, 1))


def test_findings_tell_the_story_of_the_organisation(connection):
    shown = panels(asked(story().rebuild(connection), connection))
    assert {name: panel.finding for name, panel in shown.items()} == {
        "milestones": "1 of 3 milestones is done, one is 25 days overdue",
        "hours": "3 h of training (cohort’s median 0 h); 1.5 h of mentoring (cohort’s median 0 h)",
        "assessments": "Risen in 1 of 1 dimensions",
        "plan": "1 of 2 actions is done, 1 is overdue",
        "practices": "1 practice in use, 1 arose here",
        "sessions": "2 sessions, 1 participation, unknown for 1 session",
        "indicators": shown["indicators"].finding,
    }
    assert shown["milestones"].notes == ["Cohort A · municipality · Uusimaa · late"]


def test_hours_that_nobody_wrote_down_are_said_to_be_unknown(connection):
    programme = Programme().organisation("1").session("S", organisation="1").save(connection)
    panel = panels(asked(programme, connection))["hours"]
    assert panel.finding == "Hours of training unknown"
    assert panel.figure.data[0].x == (None, 0)


def test_title_is_the_name_in_the_readers_language(connection):
    programme = story().save(connection)
    said = [title(asked(programme, connection, language=language)) for language in ("fi", "sv", "en")]
    assert said == ["Organisation 1", "Organisationen 1", "Organisation 1"]


@pytest.mark.parametrize("key", ["9", "", None])
def test_there_is_no_page_of_an_organisation_that_is_none(connection, key):
    with pytest.raises(Forbidden):
        title(asked(story().save(connection), connection, key))


def test_own_people_see_everything_and_no_way_to_pages_they_may_not_open(connection):
    programme = story().rebuild(connection)
    shown = panels(asked(programme, connection, role=Role.ORGANISATION, own="1"))
    assert len(shown) == len(SCREEN.exhibits)
    assert [row["participations"] for row in shown["sessions"].frame.records()] == [None, 1]
    for name in ("practices", "indicators"):
        rows = list(shown[name].frame.records())
        assert rows
        assert {shown[name].columns[0].link(row) for row in rows} == {None}


def test_own_people_see_no_other_organisation(connection):
    programme = story().save(connection)
    for exhibit in SCREEN.exhibits:
        with pytest.raises(Forbidden):
            exhibit.panel(asked(programme, connection, "2", role=Role.ORGANISATION, own="1"))


def test_average_of_the_programme_stands_beside_where_there_are_enough(connection):
    programme = story().row("levels", level=3)
    # Of organisations that all say the same each would be known.
    programme.assessment("4", "d", 1, round="follow_up").assessment("5", "d", 3, round="follow_up").save(connection)
    panel = panels(asked(programme, connection, role=Role.ORGANISATION, own="1"))["assessments"]
    assert [trace.x for trace in panel.figure.data if trace.name == "All organisations, latest"] == [(2.0,)]


def test_steering_group_sees_milestones_alone(connection):
    assert set(panels(asked(story().save(connection), connection, role=Role.STEERING))) == {"milestones"}


def test_manager_goes_on_to_practices_and_indicators(connection):
    shown = panels(asked(story().rebuild(connection), connection))
    row = next(shown["practices"].frame.records())
    assert shown["practices"].columns[0].link(row) == "/practices/K1"
    row = next(shown["indicators"].frame.records())
    assert shown["indicators"].columns[0].link(row) == f"/indicators/{row['indicator']}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_organisation_of_which_nothing_is_known_says_what_to_deliver(connection, language):
    programme = Programme().organisation("1").save(connection)
    for name, panel in panels(asked(programme, connection, language=language)).items():
        assert panel.unavailable, name
        assert panel.finding, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_panel_speaks_every_language(connection, language):
    for name, panel in panels(asked(story().rebuild(connection), connection, language=language)).items():
        assert not panel.unavailable, name
        assert "{" not in f"{panel.finding}{panel.alternative}{panel.counted}{panel.n}{panel.notes}"
        assert panel.figure is None or panel.alternative


def test_page_asks_the_database_as_often_for_little_as_for_much(connection):
    counted = []
    for programme in (story(), Programme("LITTLE").organisation("1")):
        of = asked(programme.save(connection), connection)
        statements = []
        listener = lambda *arguments: statements.append(arguments[2])  # noqa: B023, E731 - removed before the next
        event.listen(connection, "before_cursor_execute", listener)
        panels(of)
        title(of)
        event.remove(connection, "before_cursor_execute", listener)
        counted.append(len(statements))
    assert counted == [8, 8]
