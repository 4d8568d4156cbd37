"""The demonstration programme: its size, its troubles, and that it comes out alike each time."""

import hashlib
from collections import Counter
from datetime import UTC, date, datetime, time
from statistics import mean

import pytest
from hypothesis import example, given, settings
from hypothesis.strategies import dates, integers
from python_calamine import CalamineWorkbook

from data_access import database, demo, intake
from data_access.identities import normalised
from data_access.sheets import SHEETS

TODAY = date(2025, 11, 22)
DAYS = [TODAY, date(2026, 1, 2), date(2026, 2, 28), date(2026, 7, 15), date(2026, 12, 31), date(2028, 2, 29)]


@pytest.fixture(scope="module")
def made():
    return demo.sheets(today=TODAY)


@pytest.fixture(scope="module", params=DAYS, ids=str)
def any_day(request):
    return request.param, demo.sheets(today=request.param)


def people(rows, column):
    return {normalised(row[column]) for row in rows}


def test_it_has_the_size_of_a_real_programme(any_day):
    _today, sheets = any_day
    assert len(sheets["cohorts"]) == 2
    assert sum("cohort" in row for row in sheets["organisations"]) == 45
    assert len(people(sheets["participants"], "participant")) == 600
    assert len(people(sheets["members"], "member")) == len(sheets["members"]) == 180
    assert len(sheets["practices"]) == 30
    assert len(sheets["periods"]) == 5


def test_all_sheets_are_filled_with_declared_columns(any_day):
    _today, sheets = any_day
    assert set(sheets) == {sheet.name for sheet in SHEETS}
    for sheet in SHEETS:
        assert sheets[sheet.name], sheet.name
        assert set().union(*sheets[sheet.name]) <= set(sheet.by_name)


@settings(max_examples=6)
@given(today=dates(date(2024, 1, 1), date(2032, 12, 31)), seed=integers(1, 99))
@example(today=date(2026, 1, 7), seed=1)
@example(today=date(2026, 9, 28), seed=1)
def test_on_any_day_what_has_happened_is_past_and_within_the_programme(today, seed):
    sheets = demo.sheets(today=today, seed=seed)
    happened = ("done_on", "joined_on", "left_on", "registered_on", "answered_on", "reached_on", "assessed_on",
                "identified_on", "documented_on", "reviewed_on", "published_on", "submitted_on", "on")  # fmt: skip
    days = [row[name] for rows in sheets.values() for row in rows for name in happened if row.get(name)]
    assert date(today.year - 1, 1, 1) <= min(days)
    assert max(days) <= today
    assert all((row["held_on"] > today) == (row["status"] == "planned") for row in sheets["sessions"])
    assert all(sheets.values())


def test_the_same_day_and_seed_give_the_same_file(tmp_path):
    files = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for path in files:
        demo.workbook(path, today=TODAY, seed=7)
    assert len({hashlib.sha256(path.read_bytes()).hexdigest() for path in files}) == 1
    assert demo.sheets(today=TODAY, seed=7) != demo.sheets(today=TODAY, seed=8)


def test_the_file_holds_one_worksheet_for_each_sheet(tmp_path, made):
    demo.workbook(tmp_path / "demo.xlsx", today=TODAY)
    book = CalamineWorkbook.from_path(tmp_path / "demo.xlsx")
    assert book.sheet_names == [sheet.name for sheet in SHEETS]
    for sheet in SHEETS:
        header, *rows = book.get_sheet_by_name(sheet.name).to_python()
        assert header == (["field", "value"] if sheet.turned else list(sheet.by_name))
        assert sheet.turned or len(rows) == len(made[sheet.name])


def test_names_stand_in_three_languages(made):
    for name in ("programme", "cohorts", "milestones", "dimensions", "levels", "practices", "annotations"):
        stem = {"practices": "title", "annotations": "text"}.get(name, "name")
        assert all(row[f"{stem}_{language}"] for row in made[name] for language in ("fi", "sv", "en"))


def test_it_says_that_it_is_a_demonstration(made):
    (programme,) = made["programme"]
    assert programme["code"] == "DEMO"
    assert all(
        word in programme[name]
        for name, word in (("name_fi", "Esittely"), ("name_sv", "Demonstration"), ("name_en", "Demonstration"))
    )
    assert {row["decision"] for row in made["indicators"]} == {"Demonstration decision 1", "Demonstration decision 2"}


def test_two_units_belong_to_a_city_that_takes_no_part(made):
    units = [row for row in made["organisations"] if row.get("parent")]
    (city,) = [row for row in made["organisations"] if "cohort" not in row]
    assert [row["parent"] for row in units] == [city["organisation"]] * 2
    assert all("authority" not in row for row in units)


def test_about_eighteen_of_the_first_cohort_have_completed(any_day):
    _today, sheets = any_day
    first = {row["organisation"] for row in sheets["organisations"] if row.get("cohort") == "C1"}
    completed = [row for row in sheets["progress"] if row["milestone"] == "completed" and row["done_on"]]
    assert 16 <= sum(row["organisation"] in first for row in completed) <= 23


def test_milestones_are_early_late_overdue_and_still_to_come(made):
    kinds = Counter(
        ("early" if row["done_on"] < row["planned_on"] else "late" if row["done_on"] > row["planned_on"] else "on time")
        if row["done_on"]
        else ("overdue" if row["planned_on"] < TODAY else "to come")
        for row in made["progress"]
    )
    assert {"early", "late", "overdue"} <= set(kinds)
    assert kinds["overdue"] < kinds["early"]


def test_one_has_left_and_some_have_been_silent_for_weeks(made):
    assert sum(bool(row.get("left_on")) for row in made["organisations"]) == 1
    held = [row for row in made["sessions"] if row["status"] == "held" and row.get("organisation")]
    last = {row["organisation"]: row["held_on"] for row in sorted(held, key=lambda row: row["held_on"])}
    silent = [code for code, day in last.items() if (TODAY - day).days > 120]
    assert 4 <= len(silent) <= 30


def test_levels_rise_and_some_fall(made):
    own = [row for row in made["assessments"] if row["assessor"] == "self"]
    by_round = {
        name: {(row["organisation"], row["dimension"]): row["level"] for row in own if row["round"] == name}
        for name in ("baseline", "final")
    }
    change = [
        level - by_round["baseline"][key] for key, level in by_round["final"].items() if key in by_round["baseline"]
    ]
    assert mean(change) > 0.4
    assert min(change) < 0


def test_some_baselines_are_missing_but_most_are_there(made):
    given = {row["organisation"] for row in made["assessments"] if row["round"] == "baseline"}
    assert 33 <= len(given) < 45


def test_records_are_incomplete_as_real_ones_are(made):
    people = made["participants"]
    assert any(row["gender"] is None for row in people)
    assert any(not row.get("born_on") and not row.get("age_group") for row in people)
    assert any(row["project_staff"] == "yes" for row in people)
    spelled = {row["participant"] for row in people}
    assert len(spelled) > len({normalised(address) for address in spelled})
    assert any(address != normalised(address) for address in spelled)


def test_people_under_two_organisations_are_told_apart_by_their_key(made):
    keys = [(normalised(row["participant"]), row.get("organisation")) for row in made["participants"]]
    assert len(keys) == len(set(keys)) == 624


def test_about_fifty_members_are_professionals_too(made):
    both = people(made["members"], "member") & people(made["participants"], "participant")
    assert len(both) == 50


def test_attendance_is_of_known_people_once_each(made):
    for sheet, who, register in (
        ("attendance", "participant", "participants"),
        ("network_attendance", "member", "members"),
    ):
        keys = [(row["session"], normalised(row[who])) for row in made[sheet]]
        assert len(keys) == len(set(keys))
        assert {person for _session, person in keys} <= people(made[register], who)


def test_nothing_is_held_in_july(made):
    assert all(row["held_on"].month != 7 for row in made["sessions"])


def test_sessions_are_held_cancelled_planned_and_some_without_a_register(made):
    assert set(Counter(row["status"] for row in made["sessions"])) == {"held", "cancelled", "planned"}
    counted = {row["kind"] for row in made["sessions"] if row.get("headcount")}
    assert counted == {"training", "network", "event"}
    registered = {row["session"] for row in made["attendance"]} | {row["session"] for row in made["network_attendance"]}
    assert not [row for row in made["sessions"] if row.get("headcount") and row["session"] in registered]


def test_practices_stand_at_every_stage(made):
    latest = {}
    for row in sorted(made["adoptions"], key=lambda row: row["reached_on"]):
        latest[row["practice"], row["organisation"]] = row["stage"]
    assert set(latest.values()) == {"planned", "piloted", "in_use", "embedded", "dropped"}
    assert not [row for row in made["practices"] if row["origin"] == "network" and "organisation" in row]


def test_a_second_decision_amends_one_target(made):
    targets = [(row["valid_from"], row["target"]) for row in made["indicators"] if row["indicator"] == "P.3"]
    assert targets == [(date(2024, 1, 1), 500), (date(2024, 11, 15), 620)]
    pathless = {row["indicator"] for row in made["indicators"]} - {row["indicator"] for row in made["targets"]}
    assert pathless == {"P.2", "P.11", "P.13"}


def test_reports_of_closed_periods_were_handed_in_before_they_were_due(made):
    due = {row["period"]: row["report_due_on"] for row in made["periods"]}
    assert {row["period"] for row in made["reported"]} == {"2024-1", "2024-2", "2025-1"}
    assert all(row["submitted_on"] <= due[row["period"]] for row in made["reported"])


def test_no_text_names_a_person(made):
    addresses = people(made["participants"], "participant") | people(made["members"], "member")
    texts = {
        normalised(str(row[column.name]))
        for sheet in SHEETS
        for row in made[sheet.name]
        for column in sheet.columns
        if column.kind == "text" and row.get(column.name)
    }
    assert not [text for text in texts if "@" in text or text in addresses]


@pytest.mark.parametrize("day", [TODAY, date(2026, 2, 28)], ids=str)
def test_it_loads_without_a_problem(migrated_url, tmp_path, day):
    demo.workbook(tmp_path / "demo.xlsx", today=day)
    engine = database.engine(migrated_url)
    outcome = intake.load(
        engine,
        [tmp_path / "demo.xlsx"],
        key=b"a key for the tests, 32 bytes ..",
        loaded_by="test",
        now=datetime.combine(day, time(12), UTC),
        demonstration=True,
    )
    engine.dispose()
    assert not outcome.problems
    assert [str(warning.message) for warning in outcome.warnings] == [
        "The session was not held; the attendance counts nowhere."
    ] * 2
    assert {name: changes.added for name, changes in outcome.sheets.items()} == {
        name: len(rows) for name, rows in demo.sheets(today=day).items()
    }
