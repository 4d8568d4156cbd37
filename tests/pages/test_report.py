"""One report: what was frozen, what has happened to it, and what each reader may do next."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from dashboard.exports.csv import content
from dashboard.i18n import LANGUAGES, words
from dashboard.panel import Asked
from dashboard.selection import Selection
from data_access import reports
from data_access.reports import Judgement, Remark
from data_access.viewer import Forbidden, Role
from pages import report
from pages.report import figures, frozen, head, next_step, preparation, state
from tests.data_access.builders import Programme

PERIOD = "2024H1"
NOW = datetime(2026, 8, 1, 9, 30, tzinfo=UTC)
READERS = (Role.MANAGER, Role.STEERING, Role.FINANCIER)
SAID = {
    "P.3": Remark(Judgement.ON_TRACK, "The spring was full."),
    "P.8": Remark(Judgement.CONSTRAINED, "Two meetings had to be cancelled."),
}
pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def made(connection):
    """Eight people trained in the spring of 2024, three of them by name of the one organisation."""
    programme = Programme(counts="all").organisation("X").session("S1")
    for at in range(8):
        programme.participant(f"p{at}").attendance("S1", f"p{at}")
    return programme.indicator("P.3", target=20, decision="First").indicator("P.1", target=4).rebuild(connection)


def asked(made, connection, *, role=Role.MANAGER, language="en", key=PERIOD, **more):
    return Asked(made.question(connection, role=role), Selection("/reports", key, more=more), words(language))


def prepared(made, connection, remarks=SAID, comment="All in all well."):
    reports.prepare(
        made.question(connection), PERIOD, remarks=remarks, comment=comment, by="manager@example.org", now=NOW
    )


def submitted(made, connection, **more):
    prepared(made, connection, **more)
    reports.submit(made.question(connection), PERIOD, by="manager@example.org", now=NOW)


def returned(made, connection):
    submitted(made, connection)
    question = made.question(connection, role=Role.FINANCIER)
    reports.give_back(question, PERIOD, reason="Say why <two>", by="financier@example.org", now=NOW)


def approved(made, connection):
    submitted(made, connection)
    question = made.question(connection, role=Role.FINANCIER)
    reports.approve(question, PERIOD, by="financier@example.org", now=NOW)


def actions(component):
    """Where the forms of a component are sent."""
    return re.findall(r"action='([^']+)'", str(component))


def test_a_report_of_no_period_or_of_no_version_is_not_there(made, connection):
    prepared(made, connection)
    assert report.title(asked(made, connection)) == "Report 2024H1"
    for wrong in (
        {"key": "2030H1"},
        {"key": ""},
        {"version": "2"},
        {"version": "0"},
        {"version": "x"},
        {"version": "²"},
        {"version": "1" * 99},
    ):
        with pytest.raises(Forbidden):
            report.title(asked(made, connection, **wrong))


@pytest.mark.parametrize("role", [Role.STEERING, Role.FINANCIER])
def test_what_was_not_submitted_is_not_there_for_others(made, connection, role):
    prepared(made, connection)
    theirs = asked(made, connection, role=role)
    assert frozen.of(theirs) is None
    assert "has not been submitted yet" in frozen.unstarted(theirs)
    with pytest.raises(Forbidden):
        figures.panel(theirs)
    with pytest.raises(Forbidden):
        report.title(asked(made, connection, role=role, version="1"))


def test_the_whole_hash_version_and_day_stand_under_the_heading(made, connection):
    prepared(made, connection)
    shown = str(head.identity(asked(made, connection)))
    known = frozen.of(asked(made, connection))
    groups = re.findall(r"Span\('([0-9a-f]{8})'\)", shown)
    assert "".join(groups) == known.hash
    assert "Version 1 · figures as of 30 Jun 2024 · frozen on 1 Aug 2026 at 12:30" in shown


def test_an_older_version_says_so_and_leads_to_the_last_one(made, connection):
    returned(made, connection)
    prepared(made, connection)
    older = asked(made, connection, version="1")
    shown = str(head.identity(older))
    assert "You are reading version 1, not the last one." in shown
    assert "href='/reports/2024H1')" in shown
    assert actions(next_step.section(older)) == []
    assert "not the last one" not in str(head.identity(asked(made, connection)))


def test_others_read_the_submitted_version_while_the_next_is_made(made, connection):
    returned(made, connection)
    prepared(made, connection, comment="Second")
    assert frozen.of(asked(made, connection)).version == 2
    theirs = asked(made, connection, role=Role.FINANCIER)
    assert frozen.of(theirs).version == 1
    assert list(frozen.versions(theirs)) == [1]
    assert "not the last one" not in str(head.identity(theirs))


def test_what_has_happened_is_told_with_who_when_and_which_words(made, connection):
    returned(made, connection)
    panel = state.panel(asked(made, connection))
    assert panel.finding == "Version 1 was returned on 1 Aug 2026 at 12:30"
    lines = content(panel, words("en")).splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == ["prepared", "submitted", "returned"]
    assert "financier@example.org" in lines[3]
    assert "Say why <two>" in lines[3]
    assert "Say why <two>" in str(panel.figure)


MAY = [
    (lambda *_: None, Role.MANAGER, []),
    (prepared, Role.MANAGER, ["/steps/submit?lang=en"]),
    (prepared, Role.FINANCIER, []),
    (submitted, Role.MANAGER, []),
    (submitted, Role.STEERING, []),
    (submitted, Role.FINANCIER, ["/steps/return?lang=en", "/steps/approve?lang=en"]),
    (returned, Role.MANAGER, ["/steps/submit?lang=en"]),
    (returned, Role.FINANCIER, []),
    (approved, Role.MANAGER, []),
    (approved, Role.FINANCIER, []),
]


@pytest.mark.parametrize(("so_far", "role", "forms"), MAY)
def test_each_reader_has_the_forms_of_the_steps_that_are_theirs(made, connection, so_far, role, forms):
    so_far(made, connection)
    assert actions(state.panel(asked(made, connection, role=role)).figure) == forms


def test_a_form_says_how_far_its_reader_saw_the_report_come(made, connection):
    submitted(made, connection)
    shown = str(next_step.section(asked(made, connection, role=Role.FINANCIER)))
    assert "name='seen', value='2'" in shown.replace('"', "'") or "value='2'" in shown
    assert "cannot be undone" in shown
    assert next_step.sends(asked(made, connection)) == {"programme": "TEST", "key": PERIOD, "seen": "2"}


def test_what_a_step_did_is_said_only_where_it_was_the_last(made, connection):
    submitted(made, connection)
    assert "Version 1 is submitted." in str(next_step.done(asked(made, connection, done="submit")))
    assert next_step.done(asked(made, connection, done="approve")) == []
    assert next_step.done(asked(made, connection)) == []


def test_frozen_figures_stay_with_judgement_and_comment(made, connection):
    prepared(made, connection)
    panel = figures.panel(asked(made, connection))
    row = next(row for row in panel.frame.records() if row["code"] == "P.3")
    assert (row["value"], row["target"], row["judgement"], row["decision"]) == (8, 20, "on_track", "First")
    assert panel.finding == "The project judges its indicators: 1 on track, 1 constrained"
    assert "The spring was full." in str(panel.figure)
    assert "All in all well." in str(panel.figure)
    assert panel.day.isoformat() == "2024-06-30"
    assert panel.columns[0].link(row) == "/reports/2024H1?indicator=P.3#report-evidence"


def test_the_steering_group_sees_no_small_number_and_no_way_to_single_entries(connection):
    programme = Programme(counts="all").session("S1").participant("p").attendance("S1", "p")
    programme.indicator("P.3", target=10).rebuild(connection)
    submitted(programme, connection)
    theirs = asked(programme, connection, role=Role.STEERING)
    panel = figures.panel(theirs)
    row = next(row for row in panel.frame.records() if row["code"] == "P.3")
    assert (row["value"], row["progress"], row["pace"]) == (None, None, None)
    assert "P.3: hidden to protect privacy" in panel.alternative
    assert "report-evidence" not in str(panel.figure)
    assert panel.columns[0].link(row) == "/indicators/P.3"
    seen = [exhibit.id for exhibit in report.SCREEN.exhibits if Role.STEERING in exhibit.roles]
    assert seen == ["report-state", "report-figures"]


def test_the_form_is_filled_with_what_was_said_in_the_last_version(made, connection):
    prepared(made, connection)
    shown = str(preparation.panel(asked(made, connection)).figure)
    assert "Textarea(children='The spring was full.'" in shown
    chosen = re.findall(r"Option\([^()]*selected=True[^()]*\)", shown)
    assert ["constrained" in one or "on_track" in one for one in chosen] == [True, True]
    assert "Prepare: freeze the figures of 30 Jun 2024" in shown


def test_a_first_version_begins_empty_beside_the_judgement_of_the_report_before(made, connection):
    submitted(made, connection)
    shown = str(preparation.panel(asked(made, connection, key="2024H2")).figure)
    assert "selected=True" not in shown
    assert "The spring was full." not in shown
    assert "Judgement on P.3 (in the report before: on track)" in shown


@pytest.mark.parametrize("so_far", [submitted, approved])
def test_a_report_that_is_out_of_the_managers_hands_has_no_form(made, connection, so_far):
    so_far(made, connection)
    with pytest.raises(Forbidden):
        preparation.panel(asked(made, connection))


def test_a_period_that_runs_says_from_which_day_it_can_be_prepared(made, connection):
    question = made.question(connection, today=datetime(2026, 6, 30, tzinfo=UTC).date())
    running = Asked(question, Selection("/reports", "2026H1"), words("en"))
    panel = preparation.panel(running)
    assert panel.unavailable == "The period ends on 30 Jun 2026. From 1 Jul 2026 on the report can be prepared here."
    assert panel.figure is None
    assert actions(state.panel(running).figure) == []


def test_a_version_that_must_not_go_out_has_no_form_but_says_why(made, connection, monkeypatch):
    prepared(made, connection)
    known = frozen.of(asked(made, connection))
    blocked = {**known.content, "checks": [{"blocking": True}, {"blocking": False}]}
    monkeypatch.setattr(type(known), "content", blocked)
    shown = next_step.section(asked(made, connection))
    assert actions(shown) == []
    assert "1 check that must pass does not" in str(shown)


def test_the_panels_answer_for_their_own_period_whatever_day_is_chosen(made, connection):
    prepared(made, connection)
    early = made.question(connection, as_of=datetime(2024, 2, 1, tzinfo=UTC).date(), cohort="A")
    panel = preparation.panel(Asked(early, Selection("/reports", PERIOD, cohort="A"), words("en")))
    row = next(row for row in panel.frame.records() if row["code"] == "P.3")
    assert (row["value"], row["target"]) == (8, 20)


@pytest.mark.parametrize("so_far", [prepared, submitted, returned, approved])
@pytest.mark.parametrize("role", READERS)
def test_every_panel_has_its_words_in_every_language(made, connection, so_far, role):
    so_far(made, connection)
    for language in LANGUAGES:
        reader = asked(made, connection, role=role, language=language)
        assert head.identity(reader) is not None
        for panel in (state.panel, figures.panel, preparation.panel):
            try:
                shown = panel(reader)
            except Forbidden:
                continue
            assert shown.finding.strip()
            assert shown.counted.strip()
            assert {column.name for column in shown.columns} <= set(shown.frame.rows.columns)
            assert content(shown, words(language))


def test_the_page_asks_as_often_whatever_has_happened(made, connection):
    counted, times = [], []
    event.listen(connection, "before_cursor_execute", lambda *given: counted.append(given[2]))
    for _ in range(2):
        returned(made, connection)
        prepared(made, connection)
        reader = asked(made, connection)
        counted.clear()
        report.title(reader)
        head.identity(reader)
        for panel in (state.panel, figures.panel, preparation.panel):
            panel(reader)
        times.append(len(counted))
    assert times[0] == times[1] <= 11
