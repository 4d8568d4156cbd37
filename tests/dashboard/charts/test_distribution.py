import pytest

from dashboard.charts import Series, distribution, theme

LEVELS = [Series("low", "Low"), Series("high", "High")]


def test_each_bar_adds_up_to_one(frame, english):
    rows = [{"name": "A", "low": 1, "high": 3}, {"name": "B", "low": 5, "high": 5}]
    low, high = distribution.figure(frame(rows), words=english, category="name", levels=LEVELS).data
    assert [sum(pair) for pair in zip(low.x, high.x, strict=True)] == [1, 1]
    assert list(low.text) == ["1", "5"]


def test_a_row_with_a_hidden_level_shows_no_level_at_all(frame, english):
    rows = [{"name": "A", "low": 2, "high": 30}, {"name": "B", "low": 5, "high": 5}]
    drawn = distribution.figure(frame(rows, hidden=[(0, "low")]), words=english, category="name", levels=LEVELS)
    assert [trace.x[0] for trace in drawn.data] == [None, None]
    assert not any("%" in trace.hovertext[0] for trace in drawn.data)
    assert "hidden to protect privacy" in [note.text for note in drawn.layout.annotations]


def test_no_answers_at_all_is_not_a_bar(frame, english):
    drawn = distribution.figure(
        frame([{"name": "A", "low": 0, "high": 0}]), words=english, category="name", levels=LEVELS
    )
    assert [trace.x[0] for trace in drawn.data] == [None, None]
    assert "no data" in [note.text for note in drawn.layout.annotations]


@pytest.mark.parametrize("n", range(1, 7))
def test_levels_have_colours_of_their_own_from_light_to_dark(n):
    colours = theme.levels(n)
    assert len(set(colours)) == n
    assert theme.ink_on(colours[-1]) == theme.PAPER
