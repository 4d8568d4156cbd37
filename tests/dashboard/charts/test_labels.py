from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.labels import spread, wrapped

HEIGHTS = st.lists(st.floats(0, 1000), min_size=1, max_size=8)


@given(HEIGHTS, st.floats(1, 100))
def test_names_are_spread_until_none_overlaps(centres, size):
    moved = sorted(spread(centres, [size] * len(centres)))
    assert all(upper - lower >= size * 0.999 for lower, upper in pairwise(moved))


@given(HEIGHTS)
def test_names_only_move_up_and_the_lowest_stays(centres):
    moved = spread(centres, [10] * len(centres))
    assert all(after >= before for before, after in zip(centres, moved, strict=True))
    assert min(moved) == min(centres)


@given(st.text(max_size=300), st.integers(8, 40))
def test_a_wrapped_name_holds_no_markup_but_its_breaks(text, width):
    said = wrapped(text, width)
    assert said.count("<br>") <= 1
    assert "<" not in said.replace("<br>", "")


def test_a_long_name_ends_in_an_ellipsis():
    assert wrapped("Joint municipal authority for education", 20, lines=1) == "Joint municipal …"
