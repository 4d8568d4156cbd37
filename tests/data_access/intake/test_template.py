import openpyxl
import pytest
from sqlalchemy import select

from data_access import database
from data_access.intake import headers, template
from data_access.models import rows_of
from data_access.sheets import SHEETS, sheet
from tests.data_access.intake import files

LANGUAGES = ("fi", "sv", "en")


@pytest.fixture
def empty(tmp_path, request):
    path = tmp_path / "template.xlsx"
    template.write(path, request.param)
    return path


def filled(path, source, language):
    """The template with the rows of the workbook ``source``, each cell under its own column."""
    book, rows_from = openpyxl.load_workbook(path), openpyxl.load_workbook(source)
    for name in rows_from.sheetnames:
        declared, page = sheet(name), book[sheet(name).label(language)]
        header, *rows = rows_from[name].iter_rows(values_only=True)
        if declared.turned:
            fields = list(declared.by_name)
            for field, value in rows:
                page.cell(fields.index(field) + 2, 2).value = value
            continue
        places = [list(declared.by_name).index(column) + 1 for column in header]
        for number, row in enumerate(rows, start=2):
            for place, value in zip(places, row, strict=True):
                page.cell(number, place).value = value
    for name in [one.label(language) for one in SHEETS if one.name not in rows_from.sheetnames]:
        del book[name]
    book.save(path)


@pytest.mark.parametrize(("empty", "language"), [(one, one) for one in LANGUAGES], indirect=["empty"])
def test_it_has_a_sheet_and_a_header_for_everything_declared(empty, language):
    book = openpyxl.load_workbook(empty)
    assert [headers.sheet(name) for name in book.sheetnames[1:]] == list(SHEETS)
    for declared in SHEETS:
        page = book[declared.label(language)]
        if declared.turned:
            heads = [page.cell(number, 1) for number in range(2, len(declared.columns) + 2)]
        else:
            heads = list(page[1])
            assert page.freeze_panes == "A2"
        assert [headers.column(declared, head.value) for head in heads] == list(declared.columns)
        assert all(head.comment is not None and head.comment.text for head in heads)
        assert [head.value.endswith(" *") for head in heads] == [column.required for column in declared.columns]
        offered = sum(len(column.choices) > 0 or column.kind == "yes_no" for column in declared.columns)
        assert len(page.data_validations.dataValidation) == offered


@pytest.mark.parametrize("empty", LANGUAGES, indirect=True)
def test_untouched_it_is_told_to_be_empty_and_nothing_else(empty):
    report = files.check(empty)
    assert [str(problem.message) for problem in report.problems] == ["No sheet of the programme holds a row."]
    assert not report.warnings


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("empty", "language"), [(one, one) for one in LANGUAGES], indirect=["empty"])
@pytest.mark.skipif(not files.EXAMPLES.is_dir(), reason=f"no example programmes in {files.EXAMPLES}")
def test_filled_in_it_loads_as_what_was_filled_in(empty, language, migrated_url):
    engine = database.engine(migrated_url)
    example = files.EXAMPLES / "example-1.xlsx"
    first = files.load(engine, example)
    filled(empty, example, language)
    again = files.load(engine, empty)
    assert not again.problems
    assert again.delivery is None, again.sheets
    assert again.sheets.keys() == first.sheets.keys()
    # Only the heads differ, so the same is odd in both
    assert len(again.warnings) == len(first.warnings)
    with engine.connect() as connection:
        assert connection.execute(select(rows_of("programme").c.code)).scalar_one() == "TEST1"
    engine.dispose()


def test_another_language_is_refused(tmp_path):
    with pytest.raises(ValueError, match="fi, sv, en"):
        template.write(tmp_path / "t.xlsx", "de")
