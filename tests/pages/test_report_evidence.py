"""The entries of a frozen report: those it was frozen with, whatever came later."""

import pytest

from dashboard.exports.csv import content
from dashboard.i18n import words
from dashboard.panel import Asked
from dashboard.selection import Selection
from data_access import catalogue, reports
from data_access.viewer import Forbidden, Role
from pages.report import SCREEN, evidence
from tests.data_access.reports.later import BY, NOW, Delivered, submitted

PERIOD = "2024H1"
pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def made(connection):
    """Sixty people trained in the spring of 2024."""
    programme = Delivered(counts="all").session("S1")
    for at in range(60):
        programme.participant(f"p{at}").attendance("S1", f"p{at}")
    return programme.rebuild(connection)


def asked(made, connection, *, role=Role.FINANCIER, **more):
    given = {name.replace("_", "."): value for name, value in more.items()}
    return Asked(made.question(connection, role=role), Selection("/reports", PERIOD, more=given), words("en"))


def test_nothing_is_there_before_a_report_is_submitted(connection, made):
    for panel in (evidence.panel, evidence.sample):
        with pytest.raises(Forbidden):
            panel(asked(made, connection, indicator="P.3"))
    reports.prepare(made.question(connection), PERIOD, remarks={}, by=BY, now=NOW)
    with pytest.raises(Forbidden):
        evidence.panel(asked(made, connection))
    assert evidence.panel(asked(made, connection, role=Role.MANAGER)).finding


def test_without_an_opened_indicator_there_is_one_to_choose_and_no_sample(connection, made):
    submitted(made, connection, PERIOD)
    for more in ({}, {"indicator": "X.1"}):
        choice = evidence.panel(asked(made, connection, **more))
        hrefs = [choice.columns[0].link(row) for row in choice.frame.records()]
        assert "/reports/2024H1?indicator=P.3#report-evidence" in hrefs
        assert len(choice.frame) == len(catalogue.codes())
        with pytest.raises(Forbidden):
            evidence.sample(asked(made, connection, **more))


def test_the_entries_are_those_the_report_was_frozen_with(connection, made):
    submitted(made, connection, PERIOD)
    made.rows["attendance"] = made.rows["attendance"][10:]
    made.deliver(connection)
    shown = evidence.panel(asked(made, connection, indicator="P.3", entries_page="2"))
    assert shown.finding == "60 entries, counted or left out"
    assert len(shown.frame) == 10
    assert len(content(shown, words("en")).splitlines()) == 61
    assert "as frozen in version 1" in str(shown.controls)
    assert shown.day.isoformat() == "2024-06-30"
    found = evidence.panel(asked(made, connection, indicator="P.3", entries_q="no such unit"))
    assert found.unavailable.startswith("No entry matches.")


def test_sorting_and_turning_the_page_stay_with_the_report(connection, made):
    submitted(made, connection, PERIOD)
    shown = evidence.panel(asked(made, connection, indicator="P.3"))
    hrefs = {column.name: column.sorting.href for column in shown.columns}
    assert hrefs["line"] == "/reports/2024H1?indicator=P.3&entries.sort=line#report-evidence"
    assert "href='/reports/2024H1?indicator=P.3&entries.page=2#report-evidence'" in str(shown.controls)
    row = next(shown.frame.records())
    opened = f"/indicators/P.3?as_of=2024-06-30&source=attendance%3A{row['row_id']}#indicator-source"
    assert shown.columns[0].link(row) == opened


def test_a_sample_of_a_frozen_report_can_be_drawn_again_after_a_delivery(connection, made):
    submitted(made, connection, PERIOD)
    drawn = evidence.sample(asked(made, connection, indicator="P.3", sample_seed="5"))
    assert drawn.finding == "25 entries drawn at random of the 60 that count"
    assert drawn.n == "25 of 60 entries, data version 1, seed 5"
    made.rows["attendance"] = made.rows["attendance"][10:]
    made.deliver(connection)
    again = evidence.sample(asked(made, connection, indicator="P.3", sample_seed="5"))
    assert list(again.frame.records()) == list(drawn.frame.records())
    assert again.n == drawn.n


def test_whoever_sees_single_entries_is_noted(connection, made):
    submitted(made, connection, PERIOD)
    assert evidence.sample(asked(made, connection, indicator="P.3", sample_seed="5")).frame.rows["unit"].all()
    noted = {exhibit.id for exhibit in SCREEN.exhibits if exhibit.evidence}
    assert {"report-evidence", "report-sample"} <= noted
