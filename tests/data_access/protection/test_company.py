"""Cells that add up to a total shown: none that is hidden follows from the others."""

from types import SimpleNamespace

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data_access.protection import protect
from data_access.viewer import Role, Viewer

K = 5
numbers = st.lists(st.integers(0, 12), min_size=1, max_size=9)


def question(role=Role.FINANCIER):
    return SimpleNamespace(viewer=Viewer(1, role))


def shown(cells, **values):
    """The cells as the financier sees them, None where hidden."""
    rows = pd.DataFrame({"value": pd.Series(cells, dtype="float64")})
    totals = values.pop("totals", pd.Series("all", index=rows.index))
    frame = protect(rows, question(), counts=["value"], totals=totals, **values)
    return [row["value"] for row in frame.records()]


@given(numbers)
def test_hidden_cells_of_a_total_are_several_and_reach_the_threshold(cells):
    hidden = [cell for cell, seen in zip(cells, shown(cells), strict=True) if seen is None]
    assert {cell for cell in cells if 0 < cell < K} <= set(hidden)
    # Where it cannot be, nothing of the total is left that could be hidden.
    assert not hidden or len(hidden) == len(cells) or (len(hidden) > 1 and sum(hidden) >= K)


@given(numbers)
def test_no_hidden_cell_follows_from_the_total(cells):
    seen = shown(cells)
    rest = sum(cells) - sum(cell for cell in seen if cell is not None)
    unknown = seen.count(None)
    # Whoever knows that each hidden cell is at least 1 must be left with a choice wider than the small numbers.
    assert not unknown or unknown == len(cells) or (unknown > 1 and rest >= K)


@given(numbers)
def test_nothing_is_hidden_where_nothing_is_small(cells):
    large = [cell for cell in cells if cell == 0 or cell >= K]
    assert shown(large) == large


def test_the_next_smallest_goes_with_the_only_one():
    assert shown([3, 20, 0, 7]) == [None, 20, 0, None]
    assert shown([1, 1, 30, 9]) == [None, None, 30, None]


def test_an_empty_cell_stays_unknown_and_zeros_go_last():
    assert shown([3, None, 0]) == [None, None, None]
    assert shown([3, 0, 6]) == [None, 0, None]


def test_totals_are_apart_and_rows_without_one_alone():
    assert shown([3, 20, 30, 40, 2], totals=pd.Series(["a", "a", "b", "b", None])) == [None, None, 30, 40, None]


def test_what_counts_no_people_is_no_company():
    assert shown([3, 6, 20], people=pd.Series([True, False, True])) == [None, 6, None]


def test_the_threshold_of_the_network_holds_for_its_totals():
    assert shown([9, 1, 30], network=True) == [None, None, 30]
    assert shown([9, 10, 30], network=True) == [None, None, 30]


def test_the_manager_sees_everything():
    rows = pd.DataFrame({"value": [3.0, 20.0]})
    frame = protect(rows, question(Role.MANAGER), counts=["value"], totals=pd.Series("all", index=rows.index))
    assert not frame.hides
