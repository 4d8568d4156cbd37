import pytest

from data_access.intake import headers
from data_access.sheets import SHEETS


@pytest.mark.parametrize("of", SHEETS, ids=lambda of: of.name)
def test_every_label_means_one_column(of):
    for column in of.columns:
        for label in (column.name, column.fi, column.sv, column.en):
            assert headers.column(of, label) is column
            assert headers.column(of, f"  {label.upper()} *") is column
            assert headers.column(of, label.replace("_", "-").replace(" ", "_")) is column


@pytest.mark.parametrize("of", SHEETS, ids=lambda of: of.name)
def test_every_label_means_one_sheet(of):
    for label in (of.name, of.fi, of.sv, of.en):
        assert headers.sheet(label) is of
        assert headers.sheet(label.upper().replace("_", " ")) is of


def test_other_names_mean_nothing():
    assert headers.sheet("phone numbers") is None
    assert headers.column(SHEETS[0], "phone") is None
