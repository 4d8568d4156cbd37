"""What is read from an address."""

import pytest

from dashboard.selection import Selection


@pytest.mark.parametrize(
    ("written", "number"),
    [("3", 3), ("0", 0), ("007", 7), ("9" * 9, 999_999_999)]
    + [(written, None) for written in ("", "-1", "1.5", "three", "٣", "²", "9" * 10, "9" * 5_000)],
)
def test_a_number_is_read_that_fits_a_column_and_nothing_else(written, number):
    assert Selection("/reports", more={"version": written}).number("version") == number


def test_a_number_that_the_address_does_not_give_is_none():
    assert Selection("/reports").number("version") is None
