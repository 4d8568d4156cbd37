from __future__ import annotations

from contextlib import suppress
from datetime import date

import plotly.graph_objects as go
import pytest
from sqlalchemy import event

from dashboard import layout
from dashboard.i18n import LANGUAGES, words
from dashboard.panel import Asked
from dashboard.selection import Selection
from data_access.viewer import Forbidden, Role
from pages.network import SCREEN
from tests.data_access.builders import Programme

JANUARY, MARCH, AUTUMN = date(2024, 1, 20), date(2024, 3, 5), date(2024, 10, 1)
pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def asked(programme, connection, *, role=Role.MANAGER, language="en", as_of=date(2024, 12, 31), **filters):
    question = programme.question(connection, role=role, as_of=as_of, **filters)
    return Asked(question, Selection("/network", **filters), words(language))


def panels(asked):
    shown = {}
    for one in SCREEN.exhibits:
        with suppress(Forbidden):
            shown[one.id.removeprefix("network-")] = layout.panel(one, asked)
    return shown


def network(*numbers: int, code: str = "TEST") -> Programme:
    """So many new members at meetings in January and in October 2024; the first of January's come again in October."""
    programme, start = Programme(code), 0
    for session, day, n in zip(("N1", "N2"), (JANUARY, AUTUMN), numbers, strict=False):
        came = [f"m{number}" for number in range(start, start + n)]
        for name in came:
            programme.member(name, joined_on=day)
            answer = {"question": "helpful_for_integration", "survey": "network_feedback", "answered_on": day}
            programme.response(name, answer="4", **answer)
        programme.session(session, kind="network", held_on=day, invited=40).network_attendance(session, *came)
        start += n
    if len(numbers) > 1:
        programme.network_attendance("N2", *(f"m{number}" for number in range(numbers[0])))
    return programme


def drawn(figure: go.Figure) -> list[float]:
    return [value for trace in figure.data for value in trace.y if value is not None]


def test_findings_say_what_the_figures_show(connection):
    programme = network(12, 11).target("P.7", "2024H2", 30).rebuild(connection)
    shown = {name: panel.finding for name, panel in panels(asked(programme, connection)).items()}
    assert shown == {
        "reached": "The network has reached 23 people; 30 were planned by 31 Dec 2024",
        "meetings": "2 network meetings have been held",
        "participations": "People came to a meeting 35 times",
        "returning": "In Oct 2024 11 came for the first time and 12 returned",
        "retention": "Of those who joined in H1 2024, 100% came in the half-year after",
        "frequency": "12 of 23 people came to more than one meeting",
        "feedback": "23 of 23 answers on “helpful for my integration” are 4 or 5",
        "invitations": "80 invitations were sent",
    }


def test_months_lead_to_the_entries_behind_them(connection):
    shown = panels(asked(network(12).rebuild(connection), connection))
    panel = shown["meetings"]
    first = next(panel.frame.records())
    assert panel.columns[0].link(first) == "/indicators/P.8?as_of=2024-01-31"
    assert panel.figure.data[0].customdata[0] == "/indicators/P.8?as_of=2024-01-31"
    assert shown["reached"].figure.data[0].customdata[0] == "/indicators/P.7?as_of=2024-01-31"


def test_a_programme_without_a_register_has_headcounts_and_says_what_is_missing(connection):
    programme = Programme().organisation("C1", name="Oulu").organisation("C2", name="Turku")
    programme.session("N1", kind="network", held_on=JANUARY, organisation="C1", headcount=20)
    programme.session("N2", kind="network", held_on=MARCH, organisation="C1")
    programme.session("N3", kind="network", held_on=MARCH, organisation="C2", headcount=5)
    shown = panels(asked(programme.rebuild(connection), connection))
    assert (
        shown["participations"].finding
        == "People came to a meeting 25 times; how many came to 1 of 3 meetings is not known"
    )
    for name in ("reached", "returning", "frequency", "retention", "feedback", "invitations"):
        assert shown[name].unavailable, name
    assert shown["chapters"].finding == "2 chapters have held meetings"
    assert list(shown["chapters"].figure.data[0].customdata) == ["/organisations/C1", "/organisations/C2"]


def test_unknown_is_not_drawn_as_zero(connection):
    programme = Programme().session("N1", kind="network", held_on=JANUARY, headcount=20)
    programme.session("N2", kind="network", held_on=MARCH)
    panel = panels(asked(programme.rebuild(connection), connection))["participations"]
    assert drawn(panel.figure) == [20]


def test_an_empty_programme_says_so_in_every_panel(connection):
    for name, panel in panels(asked(Programme().rebuild(connection), connection)).items():
        assert panel.unavailable, name


def test_a_region_without_members_is_filtered_to_nothing(connection):
    shown = panels(asked(network(12).rebuild(connection), connection, region="North"))
    assert "another region" in shown["meetings"].unavailable
    assert shown["reached"].unavailable


def test_steering_sees_half_years_and_is_told_that_filters_do_not_apply(connection):
    programme = network(12, 11).rebuild(connection)
    shown = panels(asked(programme, connection, role=Role.STEERING, region="North"))
    assert set(shown) == {
        "reached", "meetings", "participations", "returning", "retention", "frequency", "feedback", "invitations",
    }  # fmt: skip
    assert shown["meetings"].finding == "2 network meetings have been held"
    assert list(shown["meetings"].figure.data[0].x) == ["H1 2024", "H2 2024"]
    assert all("closed half-years" in panel.notes[-1] for panel in shown.values())


def test_hidden_numbers_are_in_no_part_of_a_panel(connection):
    programme = network(17, 3).rebuild(connection)
    shown = panels(asked(programme, connection, role=Role.STEERING))
    # 17 at the end of the first half-year would tell the three of the second.
    assert shown["reached"].finding == "The network has reached 20 people"
    assert 17 not in drawn(shown["reached"].figure)
    assert shown["frequency"].finding == "How often people came is partly hidden to protect privacy"
    assert drawn(shown["frequency"].figure) == [0, 0, 0]
    assert shown["frequency"].n == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_panel_is_made_in_every_language(connection, language):
    programme = network(12, 11).rebuild(connection)
    for role in (Role.MANAGER, Role.STEERING):
        for name, panel in panels(asked(programme, connection, role=role, language=language)).items():
            assert panel.finding, name
            assert all(column.name in panel.frame.rows for column in panel.columns), name


def test_the_page_asks_the_same_number_of_questions_whatever_it_shows(connection):
    count: list[str] = []
    event.listen(connection.engine, "before_cursor_execute", lambda *call: count.append(call[2]))
    one, other = network(12, code="ONE"), network(12, 11)
    programmes = [some.target("P.7", "2024H2", 30).rebuild(connection) for some in (one, other)]
    page = [asked(programme, connection) for programme in programmes]
    asked_for = []
    for one in page:
        count.clear()
        panels(one)
        asked_for.append(len(count))
    assert asked_for[0] == asked_for[1] <= 17
