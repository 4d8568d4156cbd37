"""The list of reports: where each stands, what presses, what is next for whom."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from dashboard.components.stepper import Place
from dashboard.exports.csv import content
from dashboard.i18n import LANGUAGES, words
from dashboard.panel import Asked
from dashboard.reporting import way
from dashboard.selection import Selection
from data_access import reports
from data_access.reports import State
from data_access.viewer import Forbidden, Role
from pages.reports import SCREEN, listing
from tests.data_access.builders import TODAY, Programme

NOW = datetime(2026, 8, 1, 9, 30, tzinfo=UTC)
READERS = (Role.MANAGER, Role.STEERING, Role.FINANCIER)
pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def programme(*due):
    """A programme with a period P1, P2 … for each due day, each over since the spring of 2026."""
    made = Programme(periods=False)
    for at, day in enumerate(due, start=1):
        made.period(f"P{at}", starts_on=date(2026, at, 1), ends_on=date(2026, at, 28), report_due_on=day)
    return made


def asked(made, connection, *, role=Role.MANAGER, language="en"):
    return Asked(made.question(connection, role=role), Selection("/reports"), words(language))


def moved(made, connection, period, *steps):
    """The report of the period after the steps."""
    manager, financier = made.question(connection), made.question(connection, role=Role.FINANCIER)
    for step in steps:
        match step:
            case "prepare":
                reports.prepare(manager, period, remarks={}, by="m@example.org", now=NOW)
            case "submit":
                reports.submit(manager, period, by="m@example.org", now=NOW)
            case "return":
                reports.give_back(financier, period, reason="Mend it", by="f@example.org", now=NOW)
            case "approve":
                reports.approve(financier, period, by="f@example.org", now=NOW)


def rows(panel, language="en"):
    return list(csv.DictReader(io.StringIO(content(panel, words(language)))))


def test_the_title_names_what_presses_most_and_how_many_are_approved(connection):
    made = programme(TODAY - timedelta(83), TODAY - timedelta(2), TODAY + timedelta(9)).rebuild(connection)
    moved(made, connection, "P3", "prepare", "submit", "approve")
    panel = listing.panel(asked(made, connection))
    assert panel.finding == "The report of P1 is 83 days overdue; 1 of 3 is approved"


def test_what_is_with_the_financier_is_not_overdue_and_waits_for_them(connection):
    made = programme(TODAY - timedelta(83)).rebuild(connection)
    moved(made, connection, "P1", "prepare", "submit")
    assert listing.panel(asked(made, connection)).finding == "No report is overdue; 0 of 1 are approved"
    theirs = listing.panel(asked(made, connection, role=Role.FINANCIER))
    assert theirs.finding == "The report of P1 waits for you; 0 of 1 are approved"


NEXT = [
    ((), Role.MANAGER, "not started", "Prepare the report"),
    ((), Role.FINANCIER, "not submitted", "Waiting for the project to submit it"),
    (("prepare",), Role.MANAGER, "prepared", "Look at the checks and submit the report"),
    (("prepare",), Role.FINANCIER, "not submitted", "Waiting for the project to submit it"),
    (("prepare",), Role.STEERING, "not submitted", "Waiting for the project to submit it"),
    (("prepare", "submit"), Role.MANAGER, "submitted", "Waiting for the financier"),
    (("prepare", "submit"), Role.FINANCIER, "submitted", "Approve the report, or return it with a reason"),
    (("prepare", "submit", "return"), Role.MANAGER, "returned", "Mend what the financier asked and prepare again"),
    (
        ("prepare", "submit", "return"),
        Role.STEERING,
        "returned",
        "Waiting for the project to mend it and submit it again",
    ),
    (("prepare", "submit", "approve"), Role.STEERING, "approved", "Nothing more to do"),
]


@pytest.mark.parametrize(("steps", "role", "state", "said"), NEXT)
def test_each_reader_is_told_what_is_next_for_them(connection, steps, role, state, said):
    made = programme(TODAY + timedelta(12)).rebuild(connection)
    moved(made, connection, "P1", *steps)
    (row,) = rows(listing.panel(asked(made, connection, role=role)))
    assert (row["State"], row["What is next"]) == (state, said)


@pytest.mark.parametrize("role", READERS)
def test_of_figures_submitted_without_a_report_it_is_said_that_they_were(connection, role):
    made = programme(TODAY - timedelta(83)).row("reported", indicator="P.1", period="P1", value=3).rebuild(connection)
    panel = listing.panel(asked(made, connection, role=role))
    assert panel.finding == "No report is overdue; 0 of 1 are approved"
    (row,) = rows(panel)
    assert row["What is next"] == "The sheet reported records figures as submitted; there is no report of them here"


def test_a_period_that_runs_says_until_when(connection):
    made = Programme(periods=False).period("P1", starts_on=TODAY, ends_on=TODAY + timedelta(30)).rebuild(connection)
    (row,) = rows(listing.panel(asked(made, connection)))
    assert row["What is next"] == "The period runs until 1 Oct 2026"
    assert row["Due on"] == "no day set"


@pytest.mark.parametrize(
    ("steps", "places"),
    [
        ((), "done now to_come to_come to_come"),
        (("prepare",), "done done now to_come to_come"),
        (("prepare", "submit"), "done done done now to_come"),
        (("prepare", "submit", "return"), "done sent_back to_come to_come to_come"),
        (("prepare", "submit", "approve"), "done done done done done"),
    ],
)
def test_the_way_shows_what_is_done_and_what_is_next(connection, steps, places):
    made = programme(TODAY).rebuild(connection)
    moved(made, connection, "P1", *steps)
    question = made.question(connection)
    stages = way(reports.standing(question, "P1"), question, words("en"))
    assert [stage.place for stage in stages] == [Place(one) for one in places.split()]


def test_readers_who_do_not_see_it_prepared_see_four_steps(connection):
    made = programme(TODAY).rebuild(connection)
    moved(made, connection, "P1", "prepare")
    question = made.question(connection, role=Role.FINANCIER)
    stages = way(reports.standing(question, "P1"), question, words("en"))
    assert [(stage.name, stage.place) for stage in stages][:2] == [
        ("period over", Place.DONE),
        ("submitted", Place.NOW),
    ]
    assert len(stages) == 4


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_its_words_in_every_language(connection, role, language):
    made = programme(*[TODAY + timedelta(at) for at in (-3, 0, 3, 40, 50)]).rebuild(connection)
    for period, steps in (
        ("P1", ("prepare",)),
        ("P2", ("prepare", "submit")),
        ("P3", ("prepare", "submit", "return")),
        ("P4", ("prepare", "submit", "approve")),
    ):
        moved(made, connection, period, *steps)
    panel = listing.panel(asked(made, connection, role=role, language=language))
    assert panel.finding
    assert len(panel.frame) == 5
    assert "/reports/P3" in str(panel.figure)
    states = {row["state"] for row in panel.frame.records()}
    seen = set(State) if role is Role.MANAGER else set(State) - {State.PREPARED}
    assert states == seen


def test_reports_are_no_page_of_an_organisation(connection):
    made = programme(TODAY).organisation("A").rebuild(connection)
    question = made.question(connection, role=Role.ORGANISATION, organisation="A")
    with pytest.raises(Forbidden):
        listing.panel(Asked(question, Selection("/reports"), words("en")))
    assert Role.ORGANISATION not in SCREEN.roles


def test_the_page_asks_as_often_whatever_there_is(connection):
    counted, times = [], []
    event.listen(connection, "before_cursor_execute", lambda *given: counted.append(given[2]))
    for periods in (1, 6):
        made = programme(*[TODAY] * periods)
        made.code = made.rows["programme"][0]["code"] = f"T{periods}"
        question = asked(made.rebuild(connection), connection)
        counted.clear()
        listing.panel(question)
        times.append(len(counted))
    assert times == [4, 4]
