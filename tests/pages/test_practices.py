from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event

from dashboard.i18n import LANGUAGES, words
from dashboard.panel import Asked
from dashboard.selection import Selection
from data_access.viewer import Forbidden, Role
from pages import practice, practices
from pages.practice.origin import followed
from tests.data_access.builders import Programme

JANUARY, MARCH, MAY = date(2024, 1, 20), date(2024, 3, 5), date(2024, 5, 15)
pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def asked(programme, connection, *, role=Role.MANAGER, language="en", key=None, more=None, **filters):
    question = programme.question(connection, role=role, as_of=date(2024, 12, 31), **filters)
    return Asked(question, Selection("/practices", key, more=more or {}, **filters), words(language))


def panels(asked, screen=practices.SCREEN):
    role = asked.question.viewer.role
    return {one.id.partition("-")[2]: one.panel(asked) for one in screen.exhibits if role in one.roles}


def programme() -> Programme:
    """Two practices, of which one is in use at Alpha and was dropped at Beta; one item, used outside."""
    made = Programme().organisation("A", name="Alpha").organisation("B", name="Beta", sector="ngo")
    made.practice(
        "P1", identified_on=JANUARY, documented_on=MARCH, theme="recruitment", origin="accelerator", organisation="A",
        link="https://example.org/p1",
    )  # fmt: skip
    made.practice("P2", identified_on=MARCH, published_on=MAY, theme="leadership", title_sv="Ledning")
    made.adoption("P1", "A", "piloted", MARCH).adoption("P1", "A", "in_use", MAY)
    made.adoption("P1", "B", "piloted", MARCH).adoption("P1", "B", "dropped", MAY)
    return made.dissemination("D1", kind="media", reach=120, practice="P1", uptake_by="An association")


def test_findings_say_what_the_figures_show(connection):
    shown = panels(asked(programme().rebuild(connection), connection))
    assert {name: panel.finding for name, panel in shown.items()} == {
        "pipeline": "2 practices: 1 documented, 1 published, 1 taken into use",
        "adoption": "1 organisation has had a practice in use; in use now: 1",
        "list": "1 practice of 2 is in use in at least one organisation",
        "matrix": "2 organisations have taken up a practice",
        "themes": "Most practices are about “leadership”: 1",
        "reach": "1 item was published, with a reach of 120",
        "outside": "1 case of uptake outside the programme is known",
        "users": "1 item is used outside the programme",
    }


def test_steering_sees_numbers_and_no_organisation_by_name(connection):
    kept = programme().rebuild(connection)
    shown = panels(asked(kept, connection, role=Role.STEERING))
    assert set(shown) == {"pipeline", "adoption", "list", "themes", "reach", "outside"}
    opened = panels(asked(kept, connection, role=Role.STEERING, key="P1"), practice.SCREEN)
    assert set(opened) == {"origin", "story", "uptake", "material", "outside"}
    for panel in (*shown.values(), *opened.values()):
        everything = f"{panel} {panel.figure} {list(panel.frame.records())}"
        assert not any(name in everything for name in ("Alpha", "Beta", "An association"))


def test_marks_and_rows_lead_to_practices_organisations_and_evidence(connection):
    shown = panels(asked(programme().rebuild(connection), connection, more={"theme": "recruitment"}))
    assert next(iter(shown["list"].figure.data[1].customdata)) == "/practices/P1"
    row = next(shown["matrix"].frame.records())
    assert [column.link(row) for column in shown["matrix"].columns[:2]] == ["/organisations/A", "/practices/P1"]
    assert "/indicators/P.9" in shown["pipeline"].figure.data[0].customdata


def test_a_theme_narrows_the_page_and_its_own_link_leads_back(connection):
    shown = panels(asked(programme().rebuild(connection), connection, more={"theme": "leadership"}))
    assert shown["list"].finding == "0 practices of 1 are in use in at least one organisation"
    assert shown["matrix"].unavailable
    assert "/practices" in shown["themes"].figure.data[0].customdata
    assert "/practices?theme=recruitment" in shown["themes"].figure.data[0].customdata
    nothing = panels(asked(programme_without("T").rebuild(connection), connection, more={"theme": "none"}))
    assert "Choose another theme" in nothing["pipeline"].unavailable


def programme_without(code: str) -> Programme:
    return Programme(code).practice("P9", identified_on=JANUARY, theme="other")


def test_filters_choose_organisations_and_the_page_says_so(connection):
    shown = panels(asked(programme().rebuild(connection), connection, sector="ngo"))
    assert shown["adoption"].unavailable
    assert shown["matrix"].finding == "1 organisation has taken up a practice"
    assert "the practices themselves are all there are" in shown["pipeline"].notes[0]


def test_an_empty_programme_says_so_in_every_panel(connection):
    for name, panel in panels(asked(Programme().rebuild(connection), connection)).items():
        assert panel.unavailable, name


def test_the_matrix_shows_25_organisations_at_a_time(connection):
    made = Programme().practice("P1", identified_on=JANUARY)
    for number in range(30):
        made.organisation(f"{number:02}").adoption("P1", f"{number:02}", "piloted", MARCH)
    kept = made.rebuild(connection)
    first = str(panels(asked(kept, connection))["matrix"].figure)
    assert "Organisation 24" in first
    assert "Organisation 25" not in first
    second = str(panels(asked(kept, connection, more={"practices-matrix.rows": "2"}))["matrix"].figure)
    assert "Organisation 25" in second
    assert "Organisation 24" not in second


def test_a_practice_tells_its_story_to_the_manager(connection):
    ask = asked(programme().rebuild(connection), connection, key="P1")
    shown = panels(ask, practice.SCREEN)
    assert practice.SCREEN.title(ask) == "Practice P1"
    assert {name: panel.finding for name, panel in shown.items()} == {
        "origin": "It arose in: accelerator, at Alpha",
        "story": "The latest step: in use, 15 May 2024",
        "uptake": "1 organisation of 2 that took it up has it in use",
        "adopters": "2 organisations have taken it up",
        "material": "1 item was published of it, with a reach of 120",
        "outside": "1 item is used outside the programme",
    }
    assert "href='https://example.org/p1', rel='noopener" in str(shown["origin"].figure)


def test_an_unknown_practice_is_refused(connection):
    ask = asked(programme().rebuild(connection), connection, key="nothing")
    with pytest.raises(Forbidden):
        practice.SCREEN.title(ask)


@pytest.mark.parametrize(
    ("link", "may_be"),
    [
        ("https://example.org/a", True), ("http://example.org", True), ("javascript:alert(1)", False),
        ("data:text/html,x", False), ("//example.org", False), ("https://[", False), ("guide.pdf", False),
        (None, False),
    ],
)  # fmt: skip
def test_only_pages_of_the_web_may_be_followed(link, may_be, backend):
    assert followed(link) is may_be


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_panel_is_made_in_every_language(connection, language):
    kept = programme().rebuild(connection)
    for role in (Role.MANAGER, Role.STEERING):
        for screen, key in ((practices.SCREEN, None), (practice.SCREEN, "P1")):
            shown = panels(asked(kept, connection, role=role, language=language, key=key), screen)
            for name, panel in shown.items():
                assert panel.finding, name
                assert all(column.name in panel.frame.rows for column in panel.columns), name


def test_the_pages_ask_the_same_number_of_questions_whatever_they_show(connection):
    count: list[str] = []
    event.listen(connection.engine, "before_cursor_execute", lambda *call: count.append(call[2]))
    asked_for = []
    for made in (Programme("EMPTY"), programme()):
        one = asked(made.rebuild(connection), connection)
        count.clear()
        panels(one)
        asked_for.append(len(count))
    assert asked_for == [8, 8]
