from datetime import date

import pandas as pd

from dashboard.charts import Part, Series, days
from dashboard.i18n import words
from data_access.protection.frame import seal

AS_OF = date(2025, 1, 1)


def drawn(*rows):
    frame = pd.DataFrame(rows, columns=["name", "due_on", "done_on"]).astype(object)
    return days.figure(
        seal(frame, pd.DataFrame(False, index=frame.index, columns=frame.columns)),
        words=words("en"),
        category="name",
        planned=Series("due_on", "Planned", Part.PLAN),
        done=Series("done_on", "Done"),
        as_of=AS_OF,
    )


def test_what_is_not_done_has_its_plan_alone():
    figure = drawn(("Start", date(2024, 3, 1), date(2024, 3, 5)), ("End", date(2025, 3, 1), None))
    joins, planned, done = figure.data
    assert joins.x == (date(2024, 3, 1), date(2024, 3, 5), None)
    assert planned.x == (date(2024, 3, 1), date(2025, 3, 1))
    assert done.x == (date(2024, 3, 5), None)
    assert planned.hovertext[1] == "End<br />Planned: <b>1 Mar 2025</b>"


def test_row_without_any_day_says_so_and_does_not_stretch_the_axis_back_to_1970():
    figure = drawn(("Start", date(2024, 3, 1), None), ("Some day", None, None))
    said = {note.text: note.x for note in figure.layout.annotations}
    assert said["no data"] == date(2024, 3, 1)


def test_line_marks_the_day_and_the_legend_says_which():
    (line,) = drawn(("Start", None, None)).layout.shapes
    assert (line.x0, line.name, line.showlegend) == (AS_OF, "As of 1 Jan 2025", True)
