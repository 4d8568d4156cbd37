"""Every hostile file gives a clear refusal, within seconds and in bounded memory, and never an exception."""

import io
import resource
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.sheets import SHEETS
from tests.data_access.hostile import bombs, damaged, makers, misnamed, sound, tables, wrong
from tests.data_access.intake import files

SECONDS = 10.0  # of the processor; a sound workbook of a hundred thousand rows takes half of it
MEGABYTES = 800
CASES = misnamed.CASES | damaged.CASES | bombs.CASES | tables.CASES
INSERTED = (b"", b"<", b">", b'"', b"9" * 12, b"-1", b"A", b"</c>", b"<c/>", b'r="', b"&amp;", b"\xff")
TABLES = [sheet for sheet in SHEETS if not sheet.turned]


def refused(*paths):
    """The problems, found in bounds."""
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    report = files.check(*paths)
    assert time.process_time() - started < SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10 < MEGABYTES
    assert report.problems
    for problem in report.problems:
        told = problem.as_dict()
        assert told["message"]
        assert told["file"] or told["column"]
        assert all("{" not in str(value) or "found" in name for name, value in told.items()), told
        assert "Error" not in str(told["message"])
    return report.problems


def test_what_they_are_made_from_is_sound(tmp_path):
    for made in (files.xlsx(tmp_path / "p.xlsx", sound.programme()), files.ods(tmp_path / "p.ods", sound.programme())):
        report = files.check(made)
        assert not report.problems
        # One session cannot be of both kinds, and one of the network belongs to nobody
        assert files.places(report.warnings) == [
            ("attendance", 2, "session"), ("sessions", 2, "organisation"), ("sessions", 2, "cohort"),
        ]  # fmt: skip


def test_there_are_enough():
    assert len(CASES) + len(list(wrong.cells())) >= 200


@pytest.mark.parametrize("case", CASES)
def test_a_broken_file(case, tmp_path):
    refused(CASES[case](tmp_path))


@pytest.mark.parametrize(
    ("sheet", "column", "cell"), list(wrong.cells()), ids=lambda part: getattr(part, "name", repr(part)[:20])
)
def test_a_wrong_cell_is_found_in_its_place(sheet, column, cell, tmp_path):
    problems = refused(files.folder(tmp_path / "p", wrong.with_cell(sheet, column, cell)))
    places = {(problem.sheet, problem.column) for problem in problems}
    assert (sheet.name, column.name) in places
    row = 2 + (list(sheet.by_name).index(column.name) if sheet.turned else 0)
    assert row in {problem.row for problem in problems if problem.column == column.name}


@pytest.mark.parametrize("sheet", TABLES, ids=lambda sheet: sheet.name)
def test_a_stray_column_is_told_by_name(sheet, tmp_path):
    problems = refused(files.folder(tmp_path / "p", wrong.with_header(sheet, more="Phone number")))
    assert files.places(problems) == [(sheet.name, 1, "Phone number")]


@pytest.mark.parametrize("sheet", TABLES, ids=lambda sheet: sheet.name)
def test_a_repeated_column_is_told_by_name(sheet, tmp_path):
    label = sheet.columns[0].sv.upper()
    problems = refused(files.folder(tmp_path / "p", wrong.with_header(sheet, more=label)))
    assert files.places(problems) == [(sheet.name, 1, sheet.columns[0].name)]


@pytest.mark.parametrize(
    ("sheet", "column"),
    [(sheet, column) for sheet in TABLES for column in sheet.columns if column.required],
    ids=lambda part: part.name,
)
def test_a_missing_column_is_told_by_name(sheet, column, tmp_path):
    problems = refused(files.folder(tmp_path / "p", wrong.with_header(sheet, without=column.name)))
    assert (sheet.name, 1, column.name) in files.places(problems)


@pytest.fixture
def whole(kind, tmp_path):
    """The bytes of a sound file."""
    return makers.workbook(kind)(tmp_path).read_bytes()


def borne(path, content):
    """What is damaged may go unnoticed (the time of an entry, say), but never ends in an exception."""
    path.write_bytes(content)
    for problem in files.check(path).problems:
        assert problem.as_dict()["message"]


@given(st.data())
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("kind", ["xlsx", "ods", "zip"])
def test_any_change_to_the_bytes_is_borne(kind, whole, tmp_path, data):
    content = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    borne(tmp_path / f"changed.{kind}", bytes(content))


@given(st.data())
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize(
    ("kind", "part"),
    [("xlsx", makers.SHEET), ("xlsx", "xl/workbook.xml"), ("xlsx", makers.STRINGS), ("ods", "content.xml")],
)
def test_any_change_to_a_part_with_a_right_checksum_is_borne(kind, part, whole, tmp_path, data):
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        content = archive.read(part)
    place, length = data.draw(st.integers(0, len(content) - 1)), data.draw(st.integers(0, 30))
    changed = content[:place] + data.draw(st.sampled_from(INSERTED)) + content[place + length :]
    maker = makers.with_parts(makers.named(f"changed.{kind}", whole), {part: changed})
    borne(tmp_path / f"again.{kind}", maker(tmp_path).read_bytes())
