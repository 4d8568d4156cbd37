from datetime import date

import pytest

from dashboard.charts import Part, Series, bars

HELD, PLANNED = Series("held", "Held"), Series("planned", "Planned", Part.PLAN)


def test_a_wide_frame_has_a_trace_for_each_series(frame, english):
    rows = [{"name": "A", "held": 3, "planned": 5}, {"name": "B", "held": 0, "planned": 4}]
    drawn = bars.figure(frame(rows), words=english, category="name", series=[HELD, PLANNED])
    assert [trace.name for trace in drawn.data] == ["Held", "Planned"]
    assert list(drawn.data[0].y) == [3, 0]
    assert drawn.layout.yaxis.rangemode == "tozero"


def test_a_long_frame_is_parted_by_the_rows_of_its_series(frame, english):
    rows = [
        {"month": "1", "kind": "training", "n": 2},
        {"month": "1", "kind": "network", "n": 7},
        {"month": "2", "kind": "training", "n": 3},
    ]
    training = Series("n", "Training", rows={"kind": "training"})
    drawn = bars.figure(frame(rows), words=english, category="month", series=[training])
    assert list(drawn.data[0].x) == ["1", "2"]
    assert list(drawn.data[0].y) == [2, 3]


def test_actual_is_filled_plan_an_outline_forecast_hatched(frame, english):
    rows = [{"name": "A", "held": 3, "planned": 5, "expected": 4}]
    series = [HELD, PLANNED, Series("expected", "Expected", Part.FORECAST)]
    actual, plan, forecast = bars.figure(frame(rows), words=english, category="name", series=series).data
    assert actual.marker.color == HELD.colour
    assert plan.marker.color == "#ffffff"
    assert plan.marker.line.width > 0
    assert forecast.marker.pattern.shape == "/"


def test_a_hidden_number_is_nowhere_in_the_figure(frame, english):
    rows = [{"name": "A", "held": 3141, "planned": 50}, {"name": "B", "held": 60, "planned": 40}]
    drawn = bars.figure(
        frame(rows, hidden=[(0, "held")]), words=english, category="name", series=[HELD, PLANNED], horizontal=True
    )
    assert "3141" not in drawn.to_json()
    assert "3,141" not in drawn.to_json()
    assert list(drawn.data[0].x) == [None, 60]
    assert "hidden to protect privacy" in drawn.data[0].hovertext[0]


def test_a_row_without_any_bar_says_why(frame, english):
    rows = [{"name": "A", "held": None}, {"name": "B", "held": 3}, {"name": "C", "held": 4.0}]
    drawn = bars.figure(
        frame(rows, hidden=[(1, "held")]), words=english, category="name", series=[HELD], horizontal=True
    )
    said = {note.y: note.text for note in drawn.layout.annotations if note.font.color}
    assert said == {"A": "no data", "B": "hidden to protect privacy"}


def test_marks_carry_the_addresses_of_their_rows(frame, english):
    rows = [{"name": "A", "held": 3}, {"name": "B", "held": 4}]
    drawn = bars.figure(frame(rows), words=english, category="name", series=[HELD], hrefs=["/organisations/a", None])
    assert list(drawn.data[0].customdata) == ["/organisations/a", None]


def test_months_stand_on_an_axis_of_time(frame, english):
    rows = [{"month": date(2025, 1, 1), "held": 3}, {"month": date(2025, 5, 1), "held": 4}]
    drawn = bars.figure(frame(rows), words=english, category="month", series=[HELD])
    assert drawn.layout.xaxis.type == "date"


def test_names_are_text_and_no_markup(frame, english):
    rows = [{"name": "<b>A & B</b>", "held": 3}]
    drawn = bars.figure(frame(rows), words=english, category="name", series=[HELD], horizontal=True)
    assert drawn.layout.annotations[0].text == "&lt;b&gt;A &amp; B&lt;/b&gt;"


def test_a_frame_without_rows_gives_an_empty_figure(frame, english):
    empty = frame([{"name": "A", "held": 1}]).slice(0, 0)
    for horizontal in (True, False):
        drawn = bars.figure(empty, words=english, category="name", series=[HELD], horizontal=horizontal)
        assert list(drawn.data[0].y) == []


@pytest.mark.parametrize(("held", "step"), [((1, 2), 1), ((1, 1.5), None), ((10, 2000), None)])
def test_few_whole_ones_have_no_halves_on_their_axis(frame, english, held, step):
    rows = [{"name": str(at), "held": value} for at, value in enumerate(held)]
    upright = bars.figure(frame(rows), words=english, category="name", series=[HELD])
    lying = bars.figure(frame(rows), words=english, category="name", series=[HELD], horizontal=True)
    assert upright.layout.yaxis.dtick == lying.layout.xaxis.dtick == step


def test_a_zero_that_stands_alone_is_written(frame, english):
    rows = [{"name": "A", "held": 0, "planned": 4}, {"name": "B", "held": None, "planned": 1}]
    alone = bars.figure(frame(rows), words=english, category="name", series=[HELD])
    assert list(alone.data[0].text) == ["0", ""]
    beside = bars.figure(frame(rows), words=english, category="name", series=[HELD, PLANNED])
    assert list(beside.data[0].text) == ["", ""]
