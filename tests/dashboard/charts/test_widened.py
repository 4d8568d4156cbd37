import pytest

from dashboard.charts import bars, bullet
from dashboard.charts.enlarged import enlarged, smallest_letters
from dashboard.charts.series import Series
from dashboard.charts.widened import beside, named_rows, widened

LONG = "O.2.2 Number of local and regional authorities supported to implement integration measures"
ROWS = [{"name": LONG, "value": 42}, {"name": "P.8 Meetings", "value": 7}]


@pytest.fixture
def lying(frame, english):
    return bars.figure(frame(ROWS), words=english, category="name", series=[Series("value", "Value")], horizontal=True)


@pytest.fixture
def bullets(frame, english):
    rows = [{"name": row["name"], "progress": row["value"] / 100} for row in ROWS]
    return bullet.figure(
        frame(rows), words=english, category="name", progress="progress", texts=["16 of 16", "28 of 25"]
    )


def thickness(drawn):
    """Pixels of a bar."""
    layout = drawn.layout
    row = (layout.height - layout.margin.t - layout.margin.b) / abs(layout.yaxis.range[0] - layout.yaxis.range[1])
    share = drawn.data[0].width or 1 - layout.bargap
    return row * share


@pytest.mark.parametrize("kind", ["lying", "bullets"])
def test_names_are_whole_and_bars_as_thick_as_before(kind, request):
    drawn = request.getfixturevalue(kind)
    made = widened(drawn)
    assert any(note.text.startswith(LONG) for note in made.layout.annotations)
    assert made.layout.height < drawn.layout.height
    assert thickness(made) == pytest.approx(thickness(drawn), abs=1)
    assert [list(trace.x) for trace in made.data] == [list(trace.x) for trace in drawn.data]


def test_names_beside_their_rows_are_whole_and_the_rows_stand_closer(lying):
    made = beside(lying)
    assert [note.text.replace("<br>", " ") for note in made.layout.annotations] == [row["name"] for row in ROWS]
    assert {note.xanchor for note in made.layout.annotations} == {"right"}
    assert made.layout.margin.l > 6 * max(len(line) for line in made.layout.annotations[0].text.split("<br>"))
    assert made.layout.height < widened(lying).layout.height
    assert [list(trace.x) for trace in made.data] == [list(trace.x) for trace in lying.data]


def test_a_figure_without_named_rows_stays_as_it_is(frame, english):
    drawn = bars.figure(frame(ROWS), words=english, category="name", series=[Series("value", "Value")])
    assert not named_rows(drawn)
    assert widened(drawn) is drawn


def test_an_upright_bar_narrower_than_its_value_is_drawn_without_it(frame, english):
    many = [{"name": f"{at}", "value": 1000 + at} for at in range(16)]
    few = many[:3]
    narrow, wide = (
        enlarged(
            bars.figure(frame(rows), words=english, category="name", series=[Series("value", "Value")]), 2, height=None
        )
        for rows in (many, few)
    )
    assert narrow.data[0].text is None
    assert list(wide.data[0].text) == ["1,000", "1,001", "1,002"]
    assert list(narrow.data[0].y) == [row["value"] for row in many]


def test_the_smallest_letters_count(lying):
    assert smallest_letters(lying) == 13
    lying.add_annotation(text="A", x=1, y=1, font={"size": 9})
    assert smallest_letters(lying) == 9


def test_a_hidden_number_is_in_no_enlarged_figure(frame, english):
    rows = [{"name": "A", "value": 31415}, {"name": "B", "value": 7}]
    drawn = bars.figure(
        frame(rows, hidden=[(0, "value")]), words=english, category="name", series=[Series("value", "Value")],
        horizontal=True,
    )  # fmt: skip
    told = enlarged(widened(drawn), 2, height=None).to_json()
    assert "31415" not in told
    assert "31,415" not in told
