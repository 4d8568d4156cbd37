from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.i18n import words
from dashboard.presenting.remarks import marked, said
from data_access.decks import Remark

ENGLISH = words("en")
BEFORE, WITHIN, ALWAYS = (
    Remark("Too early", date(2019, 1, 1)),
    Remark("A pause", date(2025, 7, 1)),
    Remark("So far"),
)


def over_days(**layout):
    return go.Figure(go.Scatter(x=[date(2025, 1, 1), date(2025, 12, 31)], y=[1, 2]), layout=layout)


def signs(figure):
    return [(note.text, note.x) for note in figure.layout.annotations]


def test_a_remark_of_a_day_in_the_figure_has_a_sign_in_it_and_beside_it():
    remarks = [BEFORE, ALWAYS, WITHIN]
    assert signs(marked(over_days(), remarks)) == [("A", WITHIN.on)]
    assert said(over_days(), remarks, ENGLISH) == ["Too early (1 Jan 2019)", "So far", "A A pause (1 Jul 2025)"]


@pytest.mark.parametrize(
    "figure",
    [go.Figure(go.Bar(x=["a"], y=[1])), go.Figure(), None, "a component"],
    ids=["bars", "empty", "none", "other"],
)
def test_where_no_days_stand_nothing_is_marked_and_the_day_is_said(figure):
    assert marked(figure, [WITHIN]) is figure
    assert said(figure, [WITHIN], ENGLISH) == ["A pause (1 Jul 2025)"]


def test_the_last_month_of_bars_is_a_whole_one():
    bars = go.Figure(go.Bar(x=[date(2025, 5, 1), date(2025, 6, 1)], y=[1, 2]))
    assert signs(marked(bars, [Remark("End", date(2025, 6, 30))])) == [("A", date(2025, 6, 30))]


def test_the_panel_s_own_figure_stays_as_it_is():
    figure = over_days()
    marked(figure, [WITHIN])
    assert figure == over_days()
