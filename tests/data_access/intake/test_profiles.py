import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from data_access.intake import conversions
from data_access.intake.conversions import Conversion, converted
from data_access.intake.problem import Misfit
from data_access.models import deliveries, rows_of
from tests.data_access.intake import files

PROFILE = """
[source]
name = "archive"
format = "{format}"
programme = "NETWORK"
{more}

[programme]
name_en = "An archive"
starts_on = 2018-01-01
ends_on = 2019-12-31

[[sheet]]
name = "organisations"
distinct = true
[sheet.columns]
organisation = {{ from = "group.name", as = "code" }}
name = "group.name"
sector = {{ value = "other" }}
region = {{ from = "country", default = "unknown" }}

[[sheet]]
name = "sessions"
where = {{ from = "status", in = ["PAST", "CANCELLED"] }}
[sheet.columns]
session = "id"
kind = {{ value = "network" }}
held_on = {{ from = "at", as = "date" }}
hours = {{ from = "lasted", as = "hours" }}
status = {{ from = "status", map = {{ PAST = "held", CANCELLED = "cancelled" }} }}
organisation = {{ from = "group.name", as = "code" }}
headcount = {{ from = "yes", as = "number" }}
"""


def profile(path, *, form="json", more="", text=PROFILE):
    (path / "archive.toml").write_text(text.format(format=form, more=more))
    return str(path / "archive.toml")


def event(number, **more):
    given = {"id": str(number), "status": "PAST", "at": "2018-05-06T18:00:00+02:00", "lasted": "PT1H30M", "yes": 7}
    return {**given, "group": {"name": "A Chapter"}, **more}


def events(path, *rows, name="events.json"):
    (path / name).write_text(json.dumps(rows))
    return path / name


def stored(engine, sheet, *columns):
    table = rows_of(sheet)
    with engine.connect() as connection:
        found = select(*(table.c[column] for column in columns)).where(table.c.superseded.is_(None))
        return sorted(map(tuple, connection.execute(found)))


def test_one_file_makes_rows_of_several_sheets(engine, tmp_path):
    path = events(
        tmp_path,
        event(1, secret="a name"),
        event(2, at="2019-12-28T00:30:00+01:00", status="CANCELLED", country="fi", yes=None),
        event(3, status="DRAFT"),
        event(4, group={"name": "elsewhere"}, lasted=2),
    )
    outcome = files.load(engine, path, profile=profile(tmp_path))
    assert not outcome.problems
    assert outcome.programme == "NETWORK"
    assert stored(engine, "sessions", "session", "held_on", "hours", "status", "headcount", "line", "source") == [
        ("1", date(2018, 5, 6), 1.5, "held", 7, 1, "archive"),
        ("2", date(2019, 12, 28), 1.5, "cancelled", None, 2, "archive"),
        ("4", date(2018, 5, 6), 2.0, "held", 7, 4, "archive"),
    ]
    (chapter, elsewhere) = stored(engine, "organisations", "organisation", "name", "region")
    assert chapter[0].startswith("a-chapter-")
    assert chapter[1:] == ("A Chapter", "unknown")
    assert elsewhere == ("elsewhere", "elsewhere", "unknown")


def test_like_rows_of_several_files_become_one(engine, tmp_path):
    made = [events(tmp_path, event(1), name="1.json"), events(tmp_path, event(2), name="2.json")]
    assert not files.load(engine, *made, profile=profile(tmp_path)).problems
    assert stored(engine, "sessions", "session", "file", "line") == [("1", "1.json", 1), ("2", "2.json", 1)]


def test_a_value_that_is_not_in_the_map_is_a_problem(tmp_path):
    text = PROFILE.replace('where = {{ from = "status", in = ["PAST", "CANCELLED"] }}', "")
    path = events(tmp_path, event(1), event(2, status="DRAFT"))
    (problem,) = files.check(path, profile=profile(tmp_path, text=text)).problems
    assert problem.as_dict() == {
        "file": "events.json", "sheet": "sessions", "row": 2, "column": "status", "found": "DRAFT",
        "expected": "one of: PAST, CANCELLED", "message": "The profile's map has no such value.",
    }  # fmt: skip


FAULTY = [
    {"at": "2018-02-30"}, {"at": None}, {"at": {"nested": 1}}, {"lasted": "PT"}, {"lasted": "an hour"}, {"lasted": -1},
    {"yes": 1.5}, {"group": None}, {"group": "text"}, {"id": None}, {"id": True}, {"id": ["a"]}, {"id": "\ud800"},
    {"id": "a\x00"},
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTY, ids=str)
def test_a_row_that_does_not_fit_refuses_the_file_or_is_skipped(engine, tmp_path, fault):
    path = events(tmp_path, event(1), event(2, **fault))
    refused = files.load(engine, path, profile=profile(tmp_path))
    assert refused.problems
    assert {problem.row for problem in refused.problems} == {2}
    assert refused.delivery is None
    skipped = files.load(engine, path, profile=profile(tmp_path, more='on_error = "skip"'))
    assert not skipped.problems
    assert (skipped.skipped, skipped.as_dict()["skipped"]) == (1, 1)
    assert stored(engine, "sessions", "session") == [("1",)]
    with engine.connect() as connection:
        (kept,) = connection.execute(select(deliveries.c.skipped)).scalar_one()
    assert (kept["file"], kept["row"]) == ("events.json", 2)
    assert kept["message"]
    reasons = [str(warning.message) for warning in skipped.warnings if warning.row == 2]
    assert reasons[0] == f"The row is left out. {kept['message']}"


def test_all_problems_of_a_row_are_told_at_once(tmp_path):
    path = events(tmp_path, event(1, status="DRAFT"), event(2, at="30.2.2018", lasted="long", yes="many"))
    found = files.check(path, profile=profile(tmp_path)).problems
    assert files.places(found) == [("sessions", 2, "lasted"), ("sessions", 2, "yes"), ("sessions", 2, "at")]


CSV = """
[source]
name = "list"
format = "{format}"
{more}
[[sheet]]
name = "organisations"
[sheet.columns]
organisation = "Nr"
name = "Name, full"
sector = {{ value = "ngo" }}
"""


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_tables_of_every_kind(tmp_path, form):
    rows = [["Nr", "Name, full", "Phone"], ["01", "One", "040"], ["02", "", "041"]]
    made = {
        "csv": lambda: files.folder(tmp_path / "f", {"list": rows}, delimiter=";") / "list.csv",
        "xlsx": lambda: files.xlsx(tmp_path / "list.xlsx", {"other": [["x"]], "list": rows}),
        "ods": lambda: files.ods(tmp_path / "list.ods", {"other": [["x"]], "list": rows}),
    }[form]()
    more = "" if form == "csv" else 'sheet = "list"'
    report = files.check(made, profile=profile(tmp_path, text=CSV, form=form, more=more))
    assert files.places(report.problems) == [("organisations", 3, "Name, full")]
    assert not report.warnings


def test_lines_that_do_not_fit_are_told_with_their_number(tmp_path):
    (tmp_path / "list.csv").write_text('Nr,"Name, full"\n01,One\n02,Two,too much\n\n03\n04,"of\ntwo lines"\n05\n')
    refusing = profile(tmp_path, text=CSV, form="csv")
    assert [problem.row for problem in files.check(tmp_path / "list.csv", profile=refusing).problems] == [3, 5, 7]
    skipping = profile(tmp_path, text=CSV, form="csv", more='on_error = "skip"')
    assert not files.check(tmp_path / "list.csv", profile=skipping).problems


def test_a_column_that_the_file_lacks_is_a_problem(tmp_path):
    (tmp_path / "list.csv").write_text("Nr,Names\n01,One\n")
    (problem,) = files.check(tmp_path / "list.csv", profile=profile(tmp_path, text=CSV, form="csv")).problems
    assert "Name, full" in str(problem.message)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[source", "cannot be read"),
        ("[source]\nname='a'\nformat='pdf'\n", "source.format"),
        ("[source]\nname='a'\nformat='csv'\n", "sheet"),
        (PROFILE.replace("distinct", "distnct"), "distnct"),
        (PROFILE.replace('name = "sessions"', 'name = "sesions"'), "sesions"),
        (PROFILE.replace('session = "id"', 'sesion = "id"'), "sesion"),
        (PROFILE.replace('session = "id"', ""), "session"),
        (PROFILE.replace('as = "hours"', 'as = "minutes"'), "hours.as"),
        (PROFILE.replace('{{ value = "network" }}', '{{ value = "network", from = "x" }}'), "either"),
        (PROFILE.replace('name_en = "An', 'nam_en = "An'), "nam_en"),
        (PROFILE.replace('programme = "NETWORK"', ""), "programme"),
        ("\x00", "cannot be read"),
    ],
)
def test_a_faulty_profile_is_explained(tmp_path, text, told):
    report = files.check(
        events(tmp_path, event(1)), profile=profile(tmp_path, text=text) if "{" in text else _plain(tmp_path, text)
    )
    assert report.problems
    assert any(told in f"{problem.column} {problem.message} {problem.expected}" for problem in report.problems), report


def _plain(path, text):
    (path / "plain.toml").write_text(text)
    return str(path / "plain.toml")


def test_an_unknown_profile_tells_the_shipped_ones(tmp_path):
    for name in ("nobody", "../profiles/carpentries", ""):
        (problem,) = files.check(events(tmp_path, event(1)), profile=name).problems
        assert "carpentries" in str(problem.expected)


@pytest.mark.parametrize(
    ("conversion", "cell", "value"),
    [
        (Conversion.DATE, "2019-12-28T00:30:00+01:00", date(2019, 12, 28)),
        (Conversion.DATE, "2019-12-28T23:30:00Z", date(2019, 12, 28)),
        (Conversion.HOURS, "PT1H30M", 1.5),
        (Conversion.HOURS, "PT90M", 1.5),
        (Conversion.HOURS, "PT1.5H", 1.5),
        (Conversion.HOURS, "P1DT2H", 26),
        (Conversion.HOURS, "PT0S", 0),
        (Conversion.HOURS, "1,5", 1.5),
        (Conversion.HOURS, 2, 2),
        (Conversion.NUMBER, "7", 7),
        (Conversion.TEXT, 7.0, "7"),
        (Conversion.CODE, "rladies-oslo", "rladies-oslo"),
        (Conversion.CODE, 12, "12"),
    ],
)
def test_conversions(conversion, cell, value):
    assert converted(conversion, cell) == value


@pytest.mark.parametrize("cell", ["P", "PT", "P1Y", "P1M", "1H", "-PT1H", "PT1H30", "soon"])
def test_what_is_no_duration(cell):
    with pytest.raises(Misfit):
        converted(Conversion.HOURS, cell)


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=2, max_size=20, unique_by=str.strip))
def test_codes_are_short_stable_and_never_shared(texts):
    codes = [converted(Conversion.CODE, text) for text in texts]
    assert len(set(codes)) == len(codes)
    assert codes == [converted(Conversion.CODE, text) for text in texts]
    assert all(0 < len(code) <= conversions.CODE_LENGTH + conversions.DIGEST + 1 for code in codes)
    assert all(code.isascii() and code.isprintable() for code in codes)
