from datetime import date

import pytest

from dashboard.charts import Series, bars, bullet, dumbbell, extremes, line


def rows(values):
    return [{"name": f"N{at} & co", "value": value} for at, value in enumerate(values)]


@pytest.mark.parametrize("horizontal", [True, False])
def test_the_highest_and_the_lowest_bar_are_said_in_words(frame, english, horizontal):
    drawn = bars.figure(
        frame(rows([3, 9, 1, 9])), words=english, category="name", series=[Series("value", "Hours")],
        horizontal=horizontal,
    )  # fmt: skip
    assert extremes.said(drawn, english) == "Highest: N1 & co, Hours: 9. Lowest: N2 & co, Hours: 1."


@pytest.mark.parametrize("values", [[3, 1], [2, 2, 2], [None, None, 5], []])
def test_where_nothing_stands_out_nothing_is_said(frame, english, values):
    data = frame(rows(values) or [{"name": "", "value": None}])
    drawn = bars.figure(data, words=english, category="name", series=[Series("value", "Hours")])
    assert extremes.said(drawn, english) == ""


def test_a_hidden_mark_is_no_extreme(frame, english):
    drawn = bars.figure(
        frame(rows([3, 9, 7, 8]), [(1, "value")]), words=english, category="name", series=[Series("value", "Hours")]
    )
    assert extremes.said(drawn, english) == "Highest: N3 & co, Hours: 8. Lowest: N0 & co, Hours: 3."


def test_the_targets_of_bullets_are_no_extremes(frame, english):
    data = frame([{"name": name, "progress": share} for name, share in (("A", 0.2), ("B", 0.9), ("C", 0.5))])
    drawn = bullet.figure(
        data, words=english, category="name", progress="progress", texts=["2 of 10", "9 of 10", "5 of 10"]
    )
    assert extremes.said(drawn, english) == "Highest: B, 9 of 10. Lowest: A, 2 of 10."


def test_of_many_series_the_figure_as_a_whole_is_told(frame, english):
    data = frame([{"on": date(2025, month, 1), "a": month, "b": 5 * month, "c": 2 * month} for month in (1, 2, 3)])
    drawn = line.figure(data, words=english, day="on", series=[Series(name, name.upper()) for name in "abc"])
    said = extremes.said(drawn, english)
    assert said.count("Highest") == 1
    assert "B: 15" in said


def test_points_in_rows_are_compared_along_their_scale(frame, english):
    data = frame([{"name": name, "then": at, "now": 4 - at} for at, name in enumerate("xyz")])
    drawn = dumbbell.figure(
        data, words=english, category="name", first=Series("then", "Then"), last=Series("now", "Now"),
        ticks={0: "low", 4: "high"},
    )  # fmt: skip
    said = extremes.said(drawn, english)
    assert said.startswith("Highest: z, Then: 2. Lowest: x, Then: 0.")
