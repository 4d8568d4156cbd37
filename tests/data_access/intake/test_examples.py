import openpyxl
import pytest

from data_access.models import rows_of
from tests.data_access.intake import files

pytestmark = pytest.mark.skipif(not files.EXAMPLES.is_dir(), reason=f"no example programmes in {files.EXAMPLES}")


@pytest.mark.parametrize("number", [1, 2])
def test_the_examples_load_row_by_row_and_only_once(engine, number):
    path = files.EXAMPLES / f"example-{number}.xlsx"
    outcome = files.load(engine, path)
    assert not outcome.problems
    book = openpyxl.load_workbook(path, read_only=True)
    rows = {
        name: sum(any(cell is not None for cell in row) for row in book[name].iter_rows(min_row=2, values_only=True))
        for name in book.sheetnames
    }
    rows["programme"] = 1
    assert {name: changes.added for name, changes in outcome.sheets.items()} == rows
    again = files.load(engine, path)
    assert again.delivery is None
    assert {name: changes.unchanged for name, changes in again.sheets.items()} == rows


def test_both_examples_stand_side_by_side(engine):
    first, second = (files.load(engine, files.EXAMPLES / f"example-{number}.xlsx") for number in (1, 2))
    assert (first.programme, second.programme) == ("TEST1", "TEST2")
    with engine.connect() as connection:
        ids = {row.programme_id for row in connection.execute(rows_of("organisations").select())}
    assert len(ids) == 2
