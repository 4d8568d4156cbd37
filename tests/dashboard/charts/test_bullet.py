from dashboard.charts import bullet

ROWS = [
    {"name": "O.2.3 Participants", "progress": 0.42, "planned": 0.8},
    {"name": "P.8 Meetings", "progress": 1.12, "planned": 0.9},
    {"name": "R.2.9 Helpful", "progress": None, "planned": None},
]


def test_unknown_progress_has_no_bar_but_words(frame, english):
    drawn = bullet.figure(
        frame(ROWS), words=english, category="name", progress="progress", texts=["252 of 600", "28 of 25", "no data"]
    )
    assert list(drawn.data[0].x) == [0.42, 1.12, None]
    assert "R.2.9 Helpful<br><b>no data</b>" in [note.text for note in drawn.layout.annotations]


def test_progress_beyond_the_target_is_in_view(frame, english):
    drawn = bullet.figure(frame(ROWS), words=english, category="name", progress="progress")
    lowest, highest = drawn.layout.xaxis.range
    assert lowest == 0
    assert highest > 1.12


def test_progress_below_the_baseline_is_in_view(frame, english):
    drawn = bullet.figure(frame([{"name": "A", "progress": -0.2}]), words=english, category="name", progress="progress")
    assert drawn.layout.xaxis.range[0] == -0.2


def test_the_plan_is_an_outline(frame, english):
    drawn = bullet.figure(frame(ROWS), words=english, category="name", progress="progress", planned="planned")
    plan = drawn.data[-1]
    assert list(plan.x) == [0.8, 0.9, None]
    assert plan.marker.color == "#ffffff"


def test_a_hidden_number_is_nowhere_in_the_figure(frame, english):
    rows = [{"name": "A", "progress": 0.31415}, {"name": "B", "progress": 0.5}]
    drawn = bullet.figure(frame(rows, hidden=[(0, "progress")]), words=english, category="name", progress="progress")
    assert not any(trace in drawn.to_json() for trace in ("0.314", "31%"))
    assert list(drawn.data[0].x) == [None, 0.5]
