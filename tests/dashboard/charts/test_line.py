from datetime import date

from dashboard.charts import Part, Series, line
from dashboard.i18n import words

DAYS = [date(2025, month, 1) for month in range(1, 7)]
TRAINED, PLAN = Series("trained", "Trained"), Series("plan", "Plan", Part.PLAN)


def rows(trained, plan=(10, 20, 30, 40, 50, 60)):
    return [{"day": d, "trained": t, "plan": p} for d, t, p in zip(DAYS, trained, plan, strict=True)]


def test_an_unknown_value_interrupts_the_line(frame, english):
    drawn = line.figure(frame(rows([1, 2, None, 4, 5, 6])), words=english, day="day", series=[TRAINED])
    assert list(drawn.data[0].y) == [1, 2, None, 4, 5, 6]
    assert drawn.data[0].connectgaps is False


def test_a_value_alone_between_gaps_is_drawn_as_a_point(frame, english):
    many = [{"day": date(2025, 1, day), "trained": None if day in (9, 11) else day} for day in range(1, 29)]
    sizes = line.figure(frame(many), words=english, day="day", series=[TRAINED]).data[0].marker.size
    assert [day for day, size in enumerate(sizes, start=1) if size] == [10]


def test_a_hidden_number_is_nowhere_in_the_figure(frame, english):
    drawn = line.figure(
        frame(rows([1, 2, 2718, 4, 5, 6]), hidden=[(2, "trained")]), words=english, day="day", series=[TRAINED, PLAN]
    )
    assert "2718" not in drawn.to_json()
    assert "2,718" not in drawn.to_json()


def test_each_line_is_named_at_its_end_and_names_do_not_overlap(frame, english):
    drawn = line.figure(frame(rows([1, 2, 3, 4, 5, 60])), words=english, day="day", series=[TRAINED, PLAN])
    trained, plan = drawn.layout.annotations
    assert {trained.text, plan.text} == {"Trained", "Plan"}
    assert abs(trained.y - plan.y) >= 60 * 18 / 240


def test_what_happened_is_numbered_and_explained(frame, english):
    happened = [line.Annotation(date(2025, 3, 15), "Second cohort")]
    drawn = line.figure(
        frame(rows([1, 2, 3, 4, 5, 6])), words=english, day="day", series=[TRAINED], annotations=happened
    )
    assert drawn.layout.shapes[0].x0 == date(2025, 3, 15)
    assert line.notes(happened, english) == ["1 Second cohort (15 Mar 2025)"]


def test_signs_of_one_day_do_not_cover_each_other(frame, english):
    events = [line.Annotation(date(2025, 2, 1), text) for text in ("Decision", "Target changed")]
    data = frame([{"on": date(2025, month, 1), "n": month} for month in (1, 2, 3)])
    drawn = line.figure(data, words=english, day="on", series=[Series("n", "N")], annotations=events)
    drawn = line.marked(drawn, {"A": line.Annotation(date(2025, 2, 1), "Remark")})
    assert [one.text for one in line.day_marks(drawn)] == ["1, 2, A"]
    assert len(drawn.layout.shapes) == 1


def test_hover_speaks_the_readers_language(frame):
    drawn = line.figure(frame(rows([1.5, 2, 3, 4, 5, 6])), words=words("fi"), day="day", series=[TRAINED])
    assert drawn.data[0].hovertext[0] == "1.1.2025<br />Trained: <b>1,5</b>"
    assert drawn.layout.separators == ",\u00a0"


def test_the_axis_ends_with_the_last_day_whatever_the_names_beside_it(frame, english):
    drawn = line.figure(frame(rows([1, 2, 3, None, None, None])), words=english, day="day", series=[TRAINED])
    assert list(drawn.layout.xaxis.range) == [DAYS[0], DAYS[-1]]


def test_a_plan_runs_straight_between_the_days_it_was_agreed_for(frame, english):
    agreed = rows([1] * 6, plan=(10, None, None, None, None, 60))
    assert line.figure(frame(agreed), words=english, day="day", series=[PLAN]).data[0].connectgaps is True


def test_nothing_known_gives_a_figure_all_the_same(frame, english):
    drawn = line.figure(frame(rows([None] * 6)), words=english, day="day", series=[TRAINED])
    assert not drawn.layout.annotations


def test_what_happened_before_the_first_value_is_in_the_figure(frame, english):
    began = line.Annotation(date(2024, 12, 1), "It began")
    drawn = line.figure(
        frame(rows([1, 2, 3, 4, 5, 6])), words=english, day="day", series=[TRAINED], annotations=[began]
    )
    assert drawn.layout.xaxis.range[0] == began.on
