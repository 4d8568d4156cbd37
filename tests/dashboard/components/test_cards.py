import re
from urllib.parse import unquote

import pytest
from dash import html
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.attention import Matter, attention
from dashboard.components.cards import Card, cards
from dashboard.components.sparkline import sparkline
from dashboard.i18n import words

ENGLISH = words("en")


def test_a_card_without_a_value_says_no_data_and_why(text):
    said = text(cards([Card("Practices in use", None, note="No adoption has been delivered.")], ENGLISH))
    assert "no data" in said
    assert "No adoption has been delivered." in said


def test_a_card_links_to_its_page(parts):
    shown = cards([Card("Trained", "312", "/organisations", "of 500", "behind")], ENGLISH)
    assert [one.href for one in parts(shown, html.A)] == ["/organisations"]


@given(st.lists(st.none() | st.floats(-1e9, 1e9), min_size=1))
def test_a_sparkline_is_a_picture_of_every_run_of_known_values(values):
    picture = sparkline(values, alternative="from then to now")
    path = re.search(r' d="([^"]*)"', unquote(picture.style["maskImage"]))[1]
    runs = sum(one is not None and (at == 0 or values[at - 1] is None) for at, one in enumerate(values))
    assert path.count("M") == runs
    assert (picture.role, getattr(picture, "aria-label")) == ("img", "from then to now")
    assert "nan" not in path


@pytest.mark.parametrize("values", [[0, 0, 0], [5]])
def test_a_sparkline_of_one_value_stays_in_its_picture(values):
    assert "NaN" not in sparkline(values, alternative="level").style["maskImage"]


def test_what_needs_attention_is_a_list_of_links_in_its_order(parts):
    shown = attention([Matter("overdue", "First", "/a"), Matter("behind", "Second", "/b", detail="12 of 20")], ENGLISH)
    assert [one.href for one in parts(shown, html.A)] == ["/a", "/b"]
