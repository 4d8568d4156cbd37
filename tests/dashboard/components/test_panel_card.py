import plotly.graph_objects as go
import pytest
from dash import dcc, html

from dashboard.components.panel_card import Failure, panel_card
from dashboard.panel import MANAGER, Exhibit, Panel, TableColumn
from data_access.message import N_

COLUMNS = [TableColumn("name", "Name"), TableColumn("n", "People")]


@pytest.fixture
def card(frame, asked):
    def made(hidden=(), at=None, **changes):
        values = {
            "finding": "Four of five are on time",
            "frame": frame([{"name": "A", "n": 31415.0}, {"name": "B", "n": 8.0}], hidden),
            "columns": COLUMNS,
            "figure": go.Figure(),
            "alternative": "A bar for each of two organisations",
            "counted": "Each organisation counts once.",
            "source": ["organisations"],
            "n": "5 organisations",
        }
        exhibit = Exhibit("organisations-time", N_("Milestones"), MANAGER, lambda _: Panel(**values))
        return panel_card(exhibit, Panel(**(values | changes)), at or asked())

    return made


def test_the_finding_is_the_heading_under_the_panels_id(card, parts):
    shown = card()
    assert shown.id == "organisations-time"
    heading = parts(shown, html.H2)[0]
    assert heading.children == "Four of five are on time"
    assert heading.id == getattr(shown, "aria-labelledby")


def test_the_panel_links_to_itself_and_to_its_file(card, parts):
    assert [one.href for one in parts(card(), html.A)] == ["#organisations-time", "/panels/organisations-time.csv"]


def test_the_file_is_of_what_is_chosen_here(asked):
    exhibit = Exhibit("organisation-plan", N_("Plan"), MANAGER, lambda _: None)
    selection = asked("/organisations", key="00/1", cohort="C1", **{"x.page": "2"}).selection
    assert selection.file(f"/panels/{exhibit.id}.csv").href == "/panels/organisation-plan.csv?cohort=C1&key=00%2F1"


def test_a_figure_has_words_and_a_table_with_the_same_data(card, parts):
    shown = card()
    image = next(one for one in parts(shown, html.Div) if getattr(one, "role", None) == "img")
    assert getattr(image, "aria-label") == "A bar for each of two organisations"
    graph = parts(shown, dcc.Graph)[0]
    assert graph.id == {"type": "figure", "panel": "organisations-time"}
    assert graph.config["showSendToCloud"] is False
    assert len(parts(shown, html.Table)) == 1


def test_without_a_figure_the_table_takes_its_place(card, parts):
    shown = card(figure=None)
    assert not parts(shown, dcc.Graph)
    assert len(parts(shown, html.Table)) == 1
    assert not any(parts(one, html.Table) for one in parts(shown, html.Details))


def test_the_table_is_open_while_its_pages_are_turned(card, parts, asked):
    turned = card(at=asked(**{"organisations-time.page": "1"}))
    assert [one.open for one in parts(turned, html.Details)] == [True, False]


def test_a_figure_with_hidden_numbers_says_so_and_holds_none(card, text):
    shown = card(hidden=[(0, "n")])
    assert "Numbers that are hidden to protect privacy are missing from the figure." in text(shown)
    assert "31415" not in str(shown.to_plotly_json())


def test_what_is_hidden_of_numbers_that_the_panel_does_not_tell_is_missing_nowhere(card, text):
    assert "missing from the figure" not in text(card(hidden=[(0, "n")], columns=COLUMNS[:1]))


def test_nothing_to_show_is_said_in_words(card, parts, text):
    shown = card(unavailable="Nobody has answered yet.")
    assert "Nobody has answered yet." in text(shown)
    assert not parts(shown, dcc.Graph)
    assert not parts(shown, html.Table)


def test_a_failure_says_what_to_do(asked, text):
    exhibit = Exhibit("organisations-time", N_("Milestones"), MANAGER, lambda _: None)
    said = text(panel_card(exhibit, Failure("a1b2"), asked()))
    assert "This panel could not be made" in said
    assert "a1b2" in said


def test_it_says_what_it_rests_on(card, text):
    assert "Source: organisations · as of 31 Dec 2025 · 5 organisations" in text(card())
