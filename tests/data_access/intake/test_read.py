"""One programme in every form of file gives the same rows."""

import shutil
from datetime import date

import pytest
import xlsxwriter
from sqlalchemy import select

from data_access.models import rows_of
from tests.data_access.intake import files

SMALL = {
    **files.programme(),
    "periods": [["period", "starts_on", "ends_on"], ["2024H1", "1.1.2024", "30.6.2024"]],
    "dissemination": [
        ["item", "published_on", "channel"],
        ["D1", date(2024, 5, 6), 'Åbo – a "quoted", text; with\ttabs'],
    ],
}


def stored(engine):
    """The current rows of the sheets delivered, without their places."""
    with engine.connect() as connection:
        return {name: sorted(map(repr, connection.execute(select(*list(rows_of(name).c)[7:])).all())) for name in SMALL}


def written(kind, path):
    made = {
        "xlsx": lambda: files.xlsx(path / "p.xlsx", SMALL),
        "ods": lambda: files.ods(path / "p.ods", SMALL),
        "folder": lambda: files.folder(path / "p", SMALL),
        "semicolons": lambda: files.folder(path / "p", SMALL, delimiter=";", encoding="cp1252"),
        "tabs": lambda: files.folder(path / "p", SMALL, delimiter="\t", encoding="utf-16"),
        "marked": lambda: files.folder(path / "p", SMALL, encoding="utf-8-sig"),
        "zip": lambda: files.zipped(path / "p.zip", SMALL),
        "zip of a folder": lambda: files.zipped(path / "p.zip", SMALL, inside="p/"),
    }
    return made[kind]()


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", ["ods", "folder", "semicolons", "tabs", "marked", "zip", "zip of a folder"])
def test_every_form_of_file_gives_the_same_rows(engine, tmp_path, kind):
    first = files.load(engine, written("xlsx", tmp_path), source="s")
    assert not first.problems
    before = stored(engine)
    other = tmp_path / "other"
    other.mkdir()
    again = files.load(engine, written(kind, other), source="s")
    assert not again.problems
    assert again.delivery is None, again.sheets
    assert stored(engine) == before


def test_several_files_are_one_delivery(tmp_path):
    sheets = files.programme()
    made = [files.xlsx(tmp_path / "p.xlsx", {name: sheets.pop(name) for name in ("programme", "organisations")})]
    made += [files.folder(tmp_path / "rest", sheets)]
    assert not files.check(*made).problems


def test_one_csv_is_named_after_its_sheet(tmp_path):
    files.folder(tmp_path / "p", {"tilaisuudet": files.SESSIONS})
    report = files.check(tmp_path / "p" / "tilaisuudet.csv")
    assert not report.problems
    assert not report.warnings


def test_an_unknown_sheet_is_reported_and_ignored(tmp_path):
    path = files.xlsx(tmp_path / "p.xlsx", files.programme(**{"phone numbers": [["name", "phone"], ["N", "040"]]}))
    report = files.check(path)
    assert not report.problems
    assert [warning.sheet for warning in report.warnings] == ["phone numbers"]


def test_empty_rows_and_columns_are_nothing(tmp_path):
    organisations = [files.ORGANISATIONS[0], *[[None] * 3] * 10_000, *files.ORGANISATIONS[1:], *[["  "] * 5] * 100]
    report = files.check(files.xlsx(tmp_path / "p.xlsx", files.programme(organisations=organisations)))
    assert not report.problems


def test_rows_are_numbered_as_in_the_file(tmp_path):
    organisations = [*files.ORGANISATIONS, [None] * 3, ["0003", "Three", "guild"]]
    for path in (
        files.xlsx(tmp_path / "p.xlsx", files.programme(organisations=organisations)),
        files.ods(tmp_path / "p.ods", files.programme(organisations=organisations)),
        files.folder(tmp_path / "p", files.programme(organisations=organisations)),
    ):
        (problem,) = files.check(path).problems
        assert (problem.sheet, problem.row, problem.column, problem.found) == ("organisations", 5, "sector", "guild")
        assert "municipality" in str(problem.expected)


def test_a_formula_counts_by_its_result(tmp_path):
    path = tmp_path / "organisations.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("organisations")
        page.write_row(0, 0, files.ORGANISATIONS[0])
        page.write_row(1, 0, ["0001", "One"])
        page.write_formula(1, 2, '="n"&"go"', None, "ngo")
    assert not files.check(path).problems


@pytest.mark.parametrize("result", ["#REF!", "#N/A", "#DIV/0!"])
def test_a_formula_with_an_error_is_a_problem(tmp_path, result):
    path = tmp_path / "organisations.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("organisations")
        page.write_row(0, 0, [*files.ORGANISATIONS[0], "region"])
        page.write_row(1, 0, ["0001", "One", "ngo"])
        page.write_formula(1, 3, "=A1", None, result)
    (problem,) = files.check(path).problems
    assert (problem.row, problem.column, problem.found) == (2, "region", result)


def test_the_header_is_matched_by_label_case_and_separators(tmp_path):
    header = ["ORGANISAATIO *", "Namn", " sector ", "Joined-On"]
    path = files.xlsx(tmp_path / "p.xlsx", {"Organisationer": [header, ["1", "One", "kunta", "12.3.2025"]]})
    assert not files.check(path).problems


def test_litter_of_operating_systems_is_ignored(tmp_path):
    path = files.folder(tmp_path / "p", files.programme())
    (path / ".DS_Store").write_bytes(b"\x00")
    shutil.make_archive(str(tmp_path / "z"), "zip", path)
    for made in (path, tmp_path / "z.zip"):
        report = files.check(made)
        assert not report.problems
        assert not report.warnings
