"""Rows of marks are read from the figure: what it draws and says, and nothing of what it hides."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts import Part, Series, bars, bullet, days, dumbbell, theme
from dashboard.exports.handout.lanes import Sign, lanes
from dashboard.exports.handout.pdf.lanes import lanes as on_paper
from dashboard.i18n import words
from data_access.protection.frame import seal

ENGLISH = words("en")


def frame(rows, hidden=()):
    data = pd.DataFrame(rows)
    mask = pd.DataFrame(False, index=data.index, columns=data.columns)
    for at, column in hidden:
        mask.loc[at, column], data.loc[at, column] = True, None
    return seal(data, mask)


def bullets(hidden=()):
    rows = [{"name": name, "progress": share, "planned": 0.5} for name, share in (("A & B", 0.25), ("C", 1.2))]
    return bullet.figure(
        frame(rows, hidden), words=ENGLISH, category="name", progress="progress", planned="planned",
        texts=["1 of 4 · ▼ behind plan", "6 of 5"],
    )  # fmt: skip


def test_a_bullet_is_a_bar_a_target_and_a_plan():
    found = lanes(bullets())
    first, second = found.lanes
    assert (first.name, first.said, second.name) == ("A & B", "1 of 4 · ▼ behind plan", "C")
    assert [(one.start, one.end, one.colour, one.thick) for one in first.spans] == [(0.0, 0.25, theme.ACTUAL, True)]
    assert [(one.at, one.sign) for one in first.spots] == [(1, Sign.UPRIGHT), (0.5, Sign.DIAMOND)]
    assert [said for _, said in found.ticks if said] == ["baseline", "50%", "target"]
    assert (found.share(0.0), found.keys) == (0.0, [])
    assert found.share(1.2) < 1


def test_of_what_is_hidden_no_mark_is_left():
    first, _ = lanes(bullets([(0, "progress"), (0, "planned")])).lanes
    assert (first.spans, [one.sign for one in first.spots]) == ((), [Sign.UPRIGHT])


def test_points_from_then_to_now_are_joined_and_named():
    rows = [{"name": "A", "then": 1, "now": 3}, {"name": "B", "then": 2, "now": None}, {"name": "C", "then": None}]
    drawn = dumbbell.figure(
        frame(rows), words=ENGLISH, category="name", first=Series("then", "Then", part=Part.PLAN),
        last=Series("now", "Now"), ticks={1: "low", 2: "", 3: "high"},
    )  # fmt: skip
    found = lanes(drawn)
    assert [(one.name, one.sign) for one in found.keys] == [("Then", Sign.RING), ("Now", Sign.DOT)]
    joined, alone, none = found.lanes
    assert [(one.start, one.end, one.thick) for one in joined.spans] == [(1, 3, False)]
    assert [(one.at, one.sign) for one in joined.spots] == [(1, Sign.RING), (3, Sign.DOT)]
    assert (alone.spans, [one.at for one in alone.spots]) == ((), [2])
    assert (none.said, none.spots) == ("no data", ())


@pytest.mark.parametrize(
    "figure",
    [
        None,
        go.Figure(),
        bars.figure(frame([{"name": "A", "n": 1}]), words=ENGLISH, category="name", series=[Series("n", "N")],
                    horizontal=True),
        days.figure(
            frame([{"name": "A", "due": date(2025, 1, 1), "done": date(2025, 2, 1)}]), words=ENGLISH, category="name",
            planned=Series("due", "Due"), done=Series("done", "Done"), as_of=date(2025, 3, 1),
        ),
    ],
)  # fmt: skip
def test_other_figures_are_none_of_these(figure):
    assert lanes(figure) is None


def test_on_paper_the_words_stand_without_symbols():
    plot = on_paper(lanes(bullets()), "All in all")
    assert [text.said for text in plot.texts[:2]] == ["A & B: 1 of 4 · behind plan", "C: 6 of 5"]
    assert len(plot.boxes) == 2
    assert [spot.sign for spot in plot.spots] == ["upright", "diamond"] * 2
