import csv
import io
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports.csv import content, file, filename
from dashboard.i18n import words
from dashboard.panel import Format, Panel, TableColumn
from data_access.protection.frame import seal


def panel(rows, *, hidden=(), columns=None):
    """A panel whose table is ``rows``; ``hidden`` names cells by row and column."""
    frame = pd.DataFrame(rows)
    out = pd.DataFrame(False, index=frame.index, columns=frame.columns)
    for row, column in hidden:
        out.loc[row, column] = True
    shown = columns or [TableColumn(name, name) for name in frame.columns]
    return Panel("", seal(frame, out), shown, None, "", "", ())


def table(made, language="en"):
    delimiter = "," if language == "en" else ";"
    return list(csv.reader(io.StringIO(content(made, words(language))), delimiter=delimiter))


def test_numbers_and_days_are_written_as_spreadsheets_in_the_language_read_them():
    made = panel(
        {"n": [12, 3], "share": [0.1 + 0.2, -1.5], "day": [date(2025, 1, 31), None], "month": [date(2025, 1, 1)] * 2},
        columns=[
            TableColumn("n", "n"),
            TableColumn("share", "share"),
            TableColumn("day", "day"),
            TableColumn("month", "month", Format.MONTH),
        ],
    )
    assert table(made)[1:] == [["12", "0.3", "2025-01-31", "2025-01"], ["3", "-1.5", "", "2025-01"]]
    assert table(made, "fi")[1:] == [["12", "0,3", "2025-01-31", "2025-01"], ["3", "-1,5", "", "2025-01"]]


def test_a_hidden_cell_says_so_and_an_unknown_one_is_empty():
    made = panel({"n": [3.0, None, 12.0]}, hidden=[(0, "n")])
    assert table(made) == [["n"], ["hidden to protect privacy"], [""], ["12"]]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_taken_for_a_formula(begins):
    said = [TableColumn("a", f"{begins}label"), TableColumn("b", "b", said=lambda code: f"{begins}{code}")]
    made = panel({"a": [f"{begins}HYPERLINK()"], "b": ["x"]}, columns=said)
    assert all(cell.startswith("'") for row in table(made) for cell in row if cell != "b")


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")), min_size=1))
def test_every_text_comes_back_as_it_was(texts):
    made = panel({"a": texts})
    back = [row[0] if row else "" for row in table(made)[1:]]
    assert [cell.removeprefix("'") for cell in back] == [text.removeprefix("'") for text in texts]


def test_excel_is_told_the_encoding():
    assert file(panel({"a": ["å"]}), words("en")).startswith(b"\xef\xbb\xbfa\r\n\xc3\xa5")


def test_the_name_of_a_file_holds_nothing_to_escape():
    assert filename('P/"1" ö', "page-thing", date(2025, 1, 31)) == "P-1-_page-thing_2025-01-31.csv"
