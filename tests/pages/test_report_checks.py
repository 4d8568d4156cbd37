"""The panel of checks on a report: what it says first, which records it names, and to whom."""

from datetime import UTC, date, datetime

import pytest
from dash import html
from sqlalchemy import event, insert

from dashboard.i18n import LANGUAGES, words
from dashboard.panel import Asked
from dashboard.selection import Selection
from data_access import reports
from data_access.checks import MEANINGS
from data_access.models import ledger
from data_access.viewer import Forbidden, Role
from pages.report import checks
from tests.data_access.builders import Programme
from tests.data_access.reports.clean import clean

AUTUMN, END, NOW = date(2024, 10, 1), date(2024, 12, 31), datetime(2026, 9, 1, tzinfo=UTC)
pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def programme(sessions: int = 12, code: str = "TEST") -> Programme:
    """Sessions where nobody knows who came, and one of unknown gender."""
    made = Programme(code, counts="all").organisation("A")
    for number in range(sessions):
        made.session(f"S{number:02}", held_on=AUTUMN)
    made.session("FULL", held_on=AUTUMN).session("MEETING", "network", AUTUMN)
    return made.participant("p", gender=None).attendance("FULL", "p")


def asked(made, connection, *, role=Role.MANAGER, language="en", **more):
    return Asked(made.question(connection, role=role), Selection("/reports", "2024H2", more=more), words(language))


def freeze(made, connection):
    reports.prepare(made.question(connection), "2024H2", remarks={}, by="a manager", now=NOW)
    reports.submit(made.question(connection), "2024H2", by="a manager", now=NOW)


def contradict(made, connection):
    """An entry that answers without being asked."""
    entry = {"indicator": "P.5", "measure": "answered", "unit": "planted", "counted_on": AUTUMN, "amount": 1.0}
    source = {"programme_id": made.id, "id": 1000, "sheet": "responses", "row_id": 1, "since": 1}
    connection.execute(insert(ledger).values(**entry, **source))


def test_without_a_frozen_version_the_manager_sees_what_is_found_today(connection):
    panel = checks.panel(asked(programme().rebuild(connection), connection))
    assert panel.finding == "No check stands in the way of the report; 4 warnings"
    assert panel.day == END
    (note,) = panel.notes
    assert note.startswith("Nothing is frozen yet: these are today's findings as of 31 Dec 2024.")


def test_what_blocks_stands_first_and_is_said_first(connection):
    made = programme().response("p", "useful_for_work", "5").rebuild(connection)
    contradict(made, connection)
    panel = checks.panel(asked(made, connection))
    assert panel.finding == "1 check must pass before the report can be submitted; 4 warnings"
    first = panel.figure.children[0]
    assert "More have answered than could" in str(first)
    assert "P.5: 2 answered, 1 could" in str(first)
    assert "failed" in str(first)
    assert "failed" not in str(panel.figure.children[1])
    assert next(panel.frame.records())["blocking"] is True


def test_ten_records_of_a_check_are_listed_with_advice_and_the_rest_in_the_table(connection):
    panel = checks.panel(asked(programme().rebuild(connection), connection))
    listed = next(one for one in panel.figure.children if "nobody is registered as present" in str(one))
    links = {one.children: one.href for one in listed._traverse() if isinstance(one, html.A)}
    assert [said for said in links if said.startswith("S")] == [f"S{number:02}: 1 Oct 2024" for number in range(9)]
    assert links["3 more in the table"] == "/reports/2024H2?report-checks.page=1#report-checks"
    assert links["S00: 1 Oct 2024"].startswith("/indicators/")
    assert links["S00: 1 Oct 2024"].endswith("#indicator-source")
    assert "Deliver the attendance or the headcount" in str(listed)
    assert len([row for row in panel.frame.records() if row["check"] == "no_attendance"]) == 13


def test_what_is_frozen_stays_and_the_financier_sees_it_without_what_is_not_theirs(connection):
    made = programme().rebuild(connection)
    freeze(made, connection)
    made.question(connection)
    contradict(made, connection)
    panel = checks.panel(asked(made, connection, role=Role.FINANCIER))
    assert panel.finding == "No check stands in the way of the report; 4 warnings"
    assert not panel.notes
    said = str(panel.figure)
    assert "MEETING" not in said
    assert "1 record of the peer network, not listed singly" in said
    assert "participants, delivered by workbook: hidden to protect privacy" in said
    # No entry rests on the session, so the financier cannot open it, and reads where it stands.
    assert "S00: 1 Oct 2024 (test.xlsx, sessions, row 2)" in said


def test_before_anything_is_submitted_the_financier_has_no_such_panel(connection):
    with pytest.raises(Forbidden):
        checks.panel(asked(programme().rebuild(connection), connection, role=Role.FINANCIER))


def test_when_all_checks_pass_it_says_so(connection):
    panel = checks.panel(asked(clean().rebuild(connection), connection))
    assert panel.finding == "All checks pass"
    assert "passed" in str(panel.figure)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.FINANCIER])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_panel_can_be_made_for_every_reader(connection, role, language):
    made = programme()
    made.organisation("a").assessment("A", "D", 1).indicator("P.1", baseline=1, target=3, valid_from=AUTUMN)
    made.rebuild(connection)
    freeze(made, connection)
    panel = checks.panel(asked(made, connection, role=role, language=language))
    assert panel.finding
    assert {column.name for column in panel.columns} <= set(panel.frame.rows.columns)
    assert {row["check"] for row in panel.frame.records()} < set(MEANINGS)


def test_the_panel_asks_as_often_whatever_is_found(connection):
    counted, times = [], []
    event.listen(connection, "before_cursor_execute", lambda *_: counted.append(1))
    for sessions in (1, 40):
        made = programme(sessions, code=f"T{sessions}").rebuild(connection)
        question = asked(made, connection)
        counted.clear()
        checks.panel(question)
        times.append(len(counted))
    assert times[0] == times[1]
