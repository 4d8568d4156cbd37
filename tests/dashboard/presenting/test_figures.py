"""What a slide shows of a panel: the figure as large as it fits, otherwise the head of its table."""

from dataclasses import replace

import pandas as pd
import pytest
from dash import html

from dashboard.charts import bars, bullet
from dashboard.charts.series import Series
from dashboard.charts.widened import across
from dashboard.i18n import words
from dashboard.panel import Asked, Panel, TableColumn
from dashboard.presenting.figures import ACROSS, SMALLEST, shown
from dashboard.presenting.room import room
from dashboard.selection import Selection
from data_access.protection.frame import seal

ENGLISH = words("en")
ASKED = Asked(None, Selection("/present"), ENGLISH)


def panel(rows, **drawn):
    data = pd.DataFrame({"name": [f"Organisation {at}" for at in range(rows)], "value": range(1, rows + 1)})
    frame = seal(data, pd.DataFrame(False, index=data.index, columns=data.columns))
    figure = bars.figure(frame, words=ENGLISH, category="name", series=[Series("value", "Value")], **drawn)
    columns = [TableColumn("name", "Organisation"), TableColumn("value", "Value")]
    return Panel("Finding", frame, columns, figure, "Alternative", "", ())


def parts(component, kind):
    return [one for one in [component, *component._traverse()] if isinstance(one, kind)]


def graph(component):
    (found,) = [one for one in component._traverse() if type(one).__name__ == "Graph"]
    return found.figure


@pytest.mark.parametrize("rows", [1, 3, 5, 10])
def test_rows_that_fit_are_drawn_and_their_letters_read_from_afar(rows):
    made, more = shown(panel(rows, horizontal=True), ASKED, id="slide-2-x", height=690)
    drawn = graph(made)
    assert more == 0
    assert drawn.layout.height <= 690
    assert min(note.font.size for note in drawn.layout.annotations) >= SMALLEST
    assert list(drawn.data[0].x) == list(range(1, rows + 1))


def test_more_rows_than_fit_are_a_table_that_says_how_many_are_missing():
    made, more = shown(panel(30, horizontal=True), ASKED, id="slide-2-x", height=690)
    rows = len(parts(made, html.Tr)) - 1
    assert not parts(made, html.Figure)
    assert 0 < rows == 30 - more


def test_an_upright_figure_takes_the_room_there_is():
    drawn = graph(shown(panel(3), ASKED, id="slide-2-x", height=690)[0])
    assert drawn.layout.height is None
    assert drawn.layout.font.size >= SMALLEST


def test_beside_a_table_of_its_own_a_figure_is_left_out_and_the_panel_stays_as_it_is():
    both = html.Div([html.Table("numbers"), html.Figure("small")])
    made, _ = shown(replace(panel(1), figure=both), ASKED, id="slide-2-x", height=690)
    assert [type(one) for one in made.children] == [html.Table]
    assert len(both.children) == 2


def test_texts_take_room_from_the_figure():
    free = room("Short", [], [])
    assert free > room("Short", ["A remark"], []) > room("Short", ["A remark"], ["A note"])
    assert free > room("A finding so long that it takes a second line on a slide of four by three", [], [])
    assert room("Short", [], ["a note"] * 6) > room("Short", [], ["a note that is long " * 4] * 6)


NAMES = {
    "long": "O.2.2 Antal lokala och regionala myndigheter som fått stöd för att genomföra integrationsåtgärder",
    "longer": "O.2.2 Niiden paikallis- ja alueviranomaisten lukumäärä, joita on tuettu "
    "kotouttamistoimenpiteiden toteuttamisessa",
}


@pytest.mark.parametrize("name", NAMES)
def test_four_indicators_with_long_names_are_drawn_below_a_finding_of_two_lines_and_not_cut(name):
    data = pd.DataFrame({"name": [NAMES[name], "O.2.3", "O.2.4", "O.2.5"], "progress": [1, 0.5, 0.2, 0.1]})
    frame = seal(data, pd.DataFrame(False, index=data.index, columns=data.columns))
    said = ["1 of 2 · on track"] * 4
    figure = bullet.figure(frame, words=ENGLISH, category="name", progress="progress", texts=said)
    height = room("A finding of two lines on a stage of four by three: behind or ahead", [], [])
    drawn = graph(shown(replace(panel(4), figure=figure), ASKED, id="slide-2-x", height=height)[0])
    assert drawn.layout.height <= height
    assert drawn.layout.annotations[0].font.size >= SMALLEST
    assert across(drawn) <= ACROSS
    assert " ".join(drawn.layout.annotations[0].text.split("<br>")[:-1]) == NAMES[name]
