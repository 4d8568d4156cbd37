from dashboard.charts import Series, dumbbell

TICKS = {1: "Begun", 2: "Under way", 3: "Done"}


def drawn_of(data, english):
    return dumbbell.figure(
        data,
        words=english,
        category="name",
        first=Series("before", "Baseline"),
        last=Series("after", "Latest"),
        ticks=TICKS,
    )


def test_only_rows_with_both_ends_are_joined(frame, english):
    rows = [
        {"name": "A", "before": 1, "after": 2.5},
        {"name": "B", "before": 1.5, "after": None},
        {"name": "C", "before": None, "after": None},
    ]
    joins, before, after = drawn_of(frame(rows), english).data
    assert list(joins.x) == [1, 2.5, None]
    assert list(before.x) == [1, 1.5, None]
    assert list(after.x) == [2.5, None, None]


def test_a_row_with_neither_end_says_so(frame, english):
    rows = [{"name": "A", "before": 1, "after": 2.5}, {"name": "C", "before": None, "after": None}]
    said = [note.text for note in drawn_of(frame(rows), english).layout.annotations]
    assert said == ["A", "C", "no data"]


def test_the_scale_shows_all_of_its_levels(frame, english):
    drawn = drawn_of(frame([{"name": "A", "before": 2, "after": 2}]), english)
    assert list(drawn.layout.xaxis.ticktext) == ["Begun", "Under way", "Done"]
