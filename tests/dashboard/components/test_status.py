import pytest
from dash import html

from dashboard.charts import theme
from dashboard.components.matrix import Cell, Row, matrix
from dashboard.components.status import STATUSES, badge, word
from dashboard.i18n import words

ENGLISH = words("en")


@pytest.mark.parametrize("code", STATUSES)
def test_every_status_is_a_word_a_symbol_and_a_colour(code, parts):
    symbol, said = parts(badge(code, ENGLISH), html.Span)[1:]
    assert symbol.children
    assert getattr(symbol, "aria-hidden") == "true"
    assert said.children == word(code, ENGLISH)
    assert STATUSES[code].tone in theme.STATUS


def test_no_two_statuses_share_a_word_or_all_they_look_like():
    said = [word(code, ENGLISH) for code in STATUSES]
    assert len(set(said)) == len(said)


def test_a_matrix_says_each_status_in_words(parts, text):
    shown = matrix(
        [Row("A", [Cell("overdue", "+12 d", "/organisations/a"), None], "/organisations/a")],
        columns=["Kick-off", "Plan"],
        corner="Organisation",
        caption="Milestones by organisation",
        words=ENGLISH,
    )
    grid = parts(shown, html.Table)[0]
    assert [one.scope for one in parts(grid, html.Th)] == ["col", "col", "col", "row"]
    overdue, nothing = parts(grid, html.Td)
    assert "overdue" in text(overdue)
    assert overdue.title == "overdue +12 d"
    assert "nothing planned" in text(nothing)
