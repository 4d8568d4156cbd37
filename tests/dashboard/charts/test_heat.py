from __future__ import annotations

import pandas as pd

from dashboard.charts import heat
from dashboard.i18n import words
from data_access.protection.frame import seal


def drawn():
    rows = pd.DataFrame({"joined": ["H1", "H1", "H2"], "since": ["0", "1", "0"], "share": [0.5, 0.25, 1.0]})
    hidden = pd.DataFrame({name: [False, name == "share", False] for name in rows})
    frame = seal(rows, hidden)
    english = words("en")
    return heat.figure(frame, words=english, across="since", down="joined", value="share", said=english.percent)


def test_each_row_of_the_frame_is_a_cell_and_places_without_one_are_empty():
    grid = drawn().data[0]
    assert list(grid.x) == ["0", "1"]
    assert list(grid.y) == ["H1", "H2"]
    assert [list(line) for line in grid.text] == [["50%", ""], ["100%", ""]]


def test_a_hidden_share_is_nowhere_but_its_sign():
    figure = drawn()
    assert "25" not in figure.to_json()
    assert [note.text for note in figure.layout.annotations] == ["50%", "··", "100%"]
