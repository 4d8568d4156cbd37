"""Deliveries: what they write, what they leave, and whose rows they touch."""

from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from data_access import database, intake, ledger
from data_access.models import deliveries, metadata, programmes, rows_of
from data_access.programmes import facts
from tests.data_access.intake import files


def contents(engine):
    """Everything in the database."""
    with engine.connect() as connection:
        return {name: sorted(map(repr, connection.execute(select(table)))) for name, table in metadata.tables.items()}


def current(engine, sheet, *columns):
    table = rows_of(sheet)
    with engine.connect() as connection:
        found = select(*(table.c[column] for column in columns)).where(table.c.superseded.is_(None))
        return sorted(map(tuple, connection.execute(found)))


def as_known_after(engine, number, sheet, *columns):
    table = rows_of(sheet)
    then = (table.c.delivery <= number) & (table.c.superseded.is_(None) | (table.c.superseded > number))
    with engine.connect() as connection:
        return sorted(map(tuple, connection.execute(select(*(table.c[column] for column in columns)).where(then))))


def counts(outcome, sheet):
    return tuple(outcome.sheets[sheet].as_dict().values())


@pytest.fixture
def loaded(engine, tmp_path):
    outcome = files.load(engine, files.xlsx(tmp_path / "first.xlsx", files.programme()))
    assert not outcome.problems
    return outcome


def test_the_first_delivery(engine, loaded):
    assert (loaded.delivery, loaded.programme) == (1, "TEST")
    assert counts(loaded, "attendance") == (2, 0, 0, 0)
    assert current(engine, "organisations", "organisation", "source", "delivery", "file", "line") == [
        ("0001", "programme", 1, "first.xlsx", 2),
        ("0002", "programme", 1, "first.xlsx", 3),
    ]
    with engine.connect() as connection:
        (kept,) = connection.execute(select(deliveries)).all()
    assert kept.files == ["first.xlsx"]
    assert kept.changes["sessions"] == {"added": 1, "changed": 0, "removed": 0, "unchanged": 0}
    assert kept.last_row == sum(change.added for change in loaded.sheets.values())


def test_row_ids_are_unique_in_the_programme(engine, loaded):
    ids = [number for sheet in files.programme() for (number,) in current(engine, sheet, "id")]
    assert sorted(ids) == list(range(1, len(ids) + 1))


def test_the_same_again_writes_nothing_and_says_so(engine, loaded, tmp_path):
    before = contents(engine)
    sheets = files.programme()
    # Other name, other order of sheets and rows: the same facts
    sheets["organisations"] = [sheets["organisations"][0], *reversed(sheets["organisations"][1:])]
    again = files.load(engine, files.xlsx(tmp_path / "again.xlsx", dict(reversed(sheets.items()))))
    assert again.delivery is None
    assert not again.problems
    assert counts(again, "organisations") == (0, 0, 0, 2)
    assert contents(engine) == before


def test_changed_and_missing_rows_are_superseded_and_the_past_stays(engine, loaded, tmp_path):
    organisations = [
        files.ORGANISATIONS[0],
        ["0001", "One and only", "municipality"],
        ["0003", "Three", "ngo"],
        ["0002", "Two", "ngo"],
    ]
    path = files.xlsx(tmp_path / "p.xlsx", {"organisations": organisations})
    outcome = files.load(engine, path)
    assert outcome.delivery == 2
    assert counts(outcome, "organisations") == (1, 1, 0, 1)
    assert current(engine, "organisations", "organisation", "name", "delivery") == [
        ("0001", "One and only", 2),
        ("0002", "Two", 1),
        ("0003", "Three", 2),
    ]
    assert as_known_after(engine, 1, "organisations", "organisation", "name") == [("0001", "One"), ("0002", "Two")]
    # Sheets that the file does not hold are untouched
    assert len(current(engine, "attendance", "session")) == 2


def test_a_column_that_is_missing_is_empty(engine, loaded, tmp_path):
    path = files.xlsx(tmp_path / "p.xlsx", {"sessions": [row[:3] for row in files.SESSIONS]})
    assert counts(files.load(engine, path), "sessions") == (0, 1, 0, 0)
    assert current(engine, "sessions", "session", "hours", "status") == [("S1", None, "held")]


def test_a_problem_stops_everything(engine, loaded, tmp_path):
    before = contents(engine)
    sheets = files.programme(sessions=[*files.SESSIONS, ["S2", "training", "30.2.2025", 1]])
    outcome = files.load(engine, files.xlsx(tmp_path / "p.xlsx", {**sheets, "organisations": files.ORGANISATIONS[:2]}))
    assert outcome.problems
    assert (outcome.delivery, outcome.sheets) == (None, {})
    assert contents(engine) == before


def test_a_dry_run_tells_and_writes_nothing(engine, loaded, tmp_path):
    before = contents(engine)
    path = files.xlsx(tmp_path / "p.xlsx", {"organisations": [*files.ORGANISATIONS, ["0003", "Three", "ngo"]]})
    outcome = files.load(engine, path, dry_run=True)
    assert outcome.delivery is None
    assert counts(outcome, "organisations") == (1, 0, 0, 2)
    assert contents(engine) == before
    assert files.load(engine, path).sheets == outcome.sheets


def test_a_removed_row_must_not_be_referred_to(engine, loaded, tmp_path):
    outcome = files.load(engine, files.xlsx(tmp_path / "p.xlsx", {"participants": files.PARTICIPANTS[:2]}))
    (problem,) = outcome.problems
    assert (problem.sheet, problem.column, problem.found) == ("participants", "participant", "")
    assert "row 3 of the sheet attendance" in str(problem.message)


def test_a_participant_who_answered_must_not_be_removed(engine, tmp_path):
    header = ["survey", "respondent", "answered_on", "question", "answer"]
    answers = [header, ["follow_up", "p2@example.org", date(2024, 9, 1), "uses_skills", "x"]]
    sheets = files.programme(responses=answers, attendance=files.ATTENDANCE[:2])
    assert not files.load(engine, files.xlsx(tmp_path / "p.xlsx", sheets)).problems
    outcome = files.load(engine, files.xlsx(tmp_path / "p.xlsx", {"participants": files.PARTICIPANTS[:2]}))
    assert files.places(outcome.problems) == [("responses", 2, "respondent")]


def test_a_subset_finds_its_programme(engine, loaded, tmp_path):
    path = files.xlsx(tmp_path / "p.xlsx", {"attendance": files.ATTENDANCE[:2]})
    assert files.load(engine, path).programme == "TEST"
    second = [files.PROGRAMME[0], ["code", "OTHER"], *files.PROGRAMME[2:]]
    assert (
        files.load(engine, files.xlsx(tmp_path / "o.xlsx", {"programme": second}), source="other").programme == "OTHER"
    )
    # Two programmes now: the source tells which
    assert files.load(engine, path).programme == "TEST"
    (problem,) = files.load(engine, path, source="a stranger").problems
    assert "which programme" in str(problem.message)


def test_without_a_programme_sheet_there_is_no_first_delivery(engine, tmp_path):
    path = files.xlsx(tmp_path / "p.xlsx", {"organisations": files.ORGANISATIONS})
    (problem,) = files.load(engine, path).problems
    assert "which programme" in str(problem.message)


def test_another_key_is_refused(engine, loaded, tmp_path):
    path = files.xlsx(tmp_path / "p.xlsx", files.programme())
    (problem,) = files.load(engine, path, key=b"another key").problems
    assert "PSEUDONYM_KEY" in str(problem.expected)


def test_a_demonstration_is_marked(engine, tmp_path):
    files.load(engine, files.xlsx(tmp_path / "p.xlsx", files.programme()), demonstration=True)
    with engine.connect() as connection:
        assert connection.execute(select(programmes.c.demonstration)).scalar_one()


def test_progress_is_told_to_the_end(engine, tmp_path):
    stages = []

    class Watched:
        def stage(self, message, done, total):
            stages.append((str(message), done, total))

    files.load(engine, files.xlsx(tmp_path / "p.xlsx", files.programme()), progress=Watched())
    assert [stage[0] for stage in stages if stage[1] == stage[2]] == ["Checking", "Writing rows", "Counting"]


# Two sources for one programme


def test_two_sources_stand_side_by_side(engine, loaded, tmp_path):
    partner = {
        "participants": [
            files.PARTICIPANTS[0],
            ["p1@example.org", "0001", date(2024, 6, 1)],
            ["p3@example.org", "0001", date(2024, 6, 1)],
        ],
        "sessions": [files.SESSIONS[0], ["PA-1", "mentoring", date(2024, 6, 6), 1]],
        "attendance": [
            files.ATTENDANCE[0],
            ["PA-1", "p3@example.org"],
            ["S1", "p3@example.org"],
            ["PA-1", "p2@example.org"],
        ],
    }
    outcome = files.load(engine, files.xlsx(tmp_path / "partner.xlsx", partner), source="partner")
    assert not outcome.problems
    assert len(current(engine, "participants", "participant")) == 4
    again = files.load(engine, files.xlsx(tmp_path / "p.xlsx", files.programme()))
    assert again.delivery is None


@pytest.mark.parametrize(
    ("sheet", "rows", "column"),
    [
        ("sessions", files.SESSIONS, "session"),
        ("organisations", files.ORGANISATIONS[:2], "organisation"),
        ("attendance", files.ATTENDANCE[:2], "session"),
    ],
)
def test_a_key_of_another_source_is_a_problem(engine, loaded, tmp_path, sheet, rows, column):
    outcome = files.load(engine, files.xlsx(tmp_path / "p.xlsx", {sheet: rows}), source="partner")
    assert files.places(outcome.problems) == [(sheet, 2, column)]
    assert "programme" in str(outcome.problems[0].message)


def test_periods_overlap_between_sources_too(engine, tmp_path):
    header = ["period", "starts_on", "ends_on"]
    first = files.programme(periods=[header, ["1", date(2024, 1, 1), date(2024, 6, 30)]])
    files.load(engine, files.xlsx(tmp_path / "p.xlsx", first))
    second = {"periods": [header, ["2", date(2024, 6, 1), date(2024, 12, 31)]]}
    outcome = files.load(engine, files.xlsx(tmp_path / "q.xlsx", second), source="partner")
    assert files.places(outcome.problems) == [("periods", 2, "starts_on")]


def test_sources_agree_on_the_programme(engine, loaded, tmp_path):
    told = [*files.PROGRAMME[:3], ["starts_on", date(2024, 2, 1)], files.PROGRAMME[4], ["funder", "A fund"]]
    outcome = files.load(engine, files.xlsx(tmp_path / "p.xlsx", {"programme": told}), source="partner")
    assert files.places(outcome.problems) == [("programme", 4, "starts_on")]
    alike = files.load(engine, files.xlsx(tmp_path / "q.xlsx", {"programme": files.PROGRAMME}), source="partner")
    assert alike.delivery == 2


def test_what_one_source_leaves_out_of_the_programme_the_other_tells(engine, tmp_path):
    def deliver(name, source, *told):
        path = files.xlsx(tmp_path / name, {"programme": [*files.PROGRAMME, *told]})
        return files.load(engine, path, source=source)

    def known():
        with engine.connect() as connection:
            told = connection.execute(facts()).one()
        return told.counts, told.follow_up_from_days, told.follow_up_to_days, told.funder

    assert (
        deliver("a.xlsx", "first", ["counts", "all"], ["follow_up_from_days", 60], ["funder", "A fund"]).delivery == 1
    )
    assert deliver("b.xlsx", "partner", ["follow_up_to_days", 100]).problems == ()
    assert known() == ("all", 60, 100, "A fund")
    # The first source's row is now the younger one.
    assert deliver("c.xlsx", "first", ["counts", "target_group"], ["funder", "B fund"]).problems == ()
    assert known() == ("target_group", 80, 100, "B fund")
    assert files.places(deliver("d.xlsx", "first", ["follow_up_from_days", 101]).problems) == [
        ("programme", 2, "follow_up_to_days")
    ]


def test_a_session_that_the_other_source_refers_to_must_stay(engine, loaded, tmp_path):
    partner = {
        "attendance": [files.ATTENDANCE[0], ["S1", "p3@example.org"]],
        "participants": [files.PARTICIPANTS[0], ["p3@example.org", "0001", date(2024, 6, 1)]],
    }
    assert not files.load(engine, files.xlsx(tmp_path / "p.xlsx", partner), source="partner").problems
    without = {
        "sessions": [files.SESSIONS[0], ["S2", "training", date(2024, 5, 6), 3]],
        "attendance": [files.ATTENDANCE[0], ["S2", "p1@example.org"]],
    }
    outcome = files.load(engine, files.xlsx(tmp_path / "q.xlsx", without))
    assert [(problem.sheet, problem.found) for problem in outcome.problems] == [("sessions", "S1")]


# Any sequence of deliveries

CELLS = st.tuples(
    st.sampled_from(["a", "b", "c", "d"]), st.sampled_from(["One", "Two"]), st.sampled_from(["", "North"])
)
SHEET = st.lists(CELLS, max_size=5, unique_by=lambda row: row[0])
ANSWERS = st.lists(st.sampled_from(["1", "2"]), max_size=4)


@patch.object(ledger, "rebuild", lambda *_, **__: None)  # makes the many loads five times faster, and has no part in it
@given(st.lists(st.tuples(st.none() | SHEET, st.none() | ANSWERS), min_size=1, max_size=5))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_stands_is_the_last_delivery_of_each_sheet(migrated_file, tmp_path_factory, given_deliveries):
    path = tmp_path_factory.mktemp("deliveries")
    (path / "db.sqlite").write_bytes(migrated_file.read_bytes())
    engine = database.engine(f"sqlite:///{path / 'db.sqlite'}")
    standing = {"organisations": [], "responses": []}
    history = {}
    for number, (organisations, answers) in enumerate(given_deliveries):
        sheets = {"programme": files.PROGRAMME}
        if organisations is not None:
            sheets["organisations"] = [
                ["organisation", "name", "region", "sector"],
                *([*row, "ngo"] for row in organisations),
            ]
            standing["organisations"] = sorted((code, name, region or None) for code, name, region in organisations)
        if answers is not None:
            header = ["survey", "answered_on", "question", "answer"]
            sheets["responses"] = [
                header,
                *(["follow_up", date(2025, 1, 1), "useful_for_work", answer] for answer in answers),
            ]
            standing["responses"] = sorted((answer,) for answer in answers)
        file = files.xlsx(path / f"{number}.xlsx", sheets)
        outcome = files.load(engine, file)
        assert not outcome.problems
        assert current(engine, "organisations", "organisation", "name", "region") == standing["organisations"]
        assert current(engine, "responses", "answer") == standing["responses"]
        assert files.load(engine, file).delivery is None
        if outcome.delivery is not None:
            history[outcome.delivery] = dict(standing)
    for number, then in history.items():
        assert (
            as_known_after(engine, number, "organisations", "organisation", "name", "region") == then["organisations"]
        )
        assert as_known_after(engine, number, "responses", "answer") == then["responses"]
    engine.dispose()


def test_check_with_a_database_knows_what_stands(engine, loaded, tmp_path):
    path = files.xlsx(tmp_path / "p.xlsx", {"attendance": [*files.ATTENDANCE, ["S9", "p1@example.org"]]})
    report = intake.check(engine, [path], key=files.KEY)
    assert files.places(report.problems) == [("attendance", 4, "session")]
    partner = intake.check(engine, [path], key=files.KEY, source="partner")
    assert files.places(partner.problems) == [
        ("attendance", 2, "session"),
        ("attendance", 3, "session"),
        ("attendance", 4, "session"),
    ]
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(deliveries)).scalar_one() == 1
