"""What is delivered and not kept: nothing stored leads from a member of the network to an organisation."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, update

from data_access import removal
from data_access.models import programmes, rows_of
from tests.data_access.figures import figures
from tests.data_access.intake import files

SESSIONS = [
    ["session", "kind", "held_on", "hours", "organisation", "cohort"],
    ["S1", "training", date(2024, 5, 6), 3, "0001", ""],
    ["N1", "network", date(2024, 5, 7), 2, "0002", "C"],
]
COHORTS = [["cohort", "starts_on", "ends_on"], ["C", date(2024, 1, 1), date(2024, 12, 31)]]
MEMBERS = [
    ["member", "joined_on", "born_on", "gender"],
    ["m1@example.org", date(2024, 5, 1), date(2006, 5, 2), "female"],
]
VISITS = [["session", "member"], ["N1", "m1@example.org"]]
WITHOUT = ("members", "network_attendance")


def book(tmp_path, name="book", **sheets):
    given = {"cohorts": COHORTS, "sessions": SESSIONS, "members": MEMBERS, "network_attendance": VISITS, **sheets}
    kept = {name: rows for name, rows in files.programme(**given).items() if rows is not None}
    return files.folder(tmp_path / name, kept)


def sessions(engine):
    table = rows_of("sessions")
    with engine.connect() as connection:
        rows = connection.execute(select(table.c.session, table.c.organisation, table.c.cohort).order_by(table.c.id))
        return [tuple(row) for row in rows]


APART = [("S1", "0001", None), ("N1", None, None)]


def test_a_session_of_the_network_is_kept_without_organisation_where_members_are_registered(engine, tmp_path):
    path = book(tmp_path)
    outcome = files.load(engine, path)
    assert not outcome.problems
    assert [one.column for one in outcome.warnings if one.sheet == "sessions"] == ["organisation", "cohort"]
    assert sessions(engine) == APART
    again = files.load(engine, path)
    assert (again.delivery, again.sheets["sessions"].unchanged) == (None, 2)


def test_without_a_register_it_keeps_the_organisation(engine, tmp_path):
    files.load(engine, book(tmp_path, members=None, network_attendance=None))
    assert sessions(engine) == [("S1", "0001", None), ("N1", "0002", "C")]


@pytest.mark.parametrize("source", [None, "partner"])
def test_a_register_that_comes_later_takes_the_organisation_away(engine, tmp_path, source):
    first = book(tmp_path, members=None, network_attendance=None)
    files.load(engine, first)
    later = files.folder(tmp_path / "later", {"programme": files.PROGRAMME, "members": MEMBERS})
    assert files.load(engine, later, source=source).sheets["members"].added == 1
    assert sessions(engine) == APART
    assert files.load(engine, first).delivery is None
    changed = [*SESSIONS[:2], ["N1", "network", date(2024, 5, 8), 2, "0001", "C"]]
    files.load(engine, files.folder(tmp_path / "more", {"programme": files.PROGRAMME, "sessions": changed}))
    assert sessions(engine)[-1] == ("N1", None, None)


def test_a_register_that_was_taken_back_counts_still(engine, tmp_path):
    files.load(engine, book(tmp_path))
    nobody = {"members": MEMBERS[:1], "network_attendance": VISITS[:1]}
    files.load(engine, book(tmp_path, "empty", **nobody))
    files.load(
        engine,
        book(tmp_path, "again", sessions=[*SESSIONS, ["N2", "network", date(2024, 6, 1), 1, "0001", ""]], **nobody),
    )
    assert sessions(engine)[-1] == ("N2", None, None)


def test_of_a_member_the_age_group_is_kept_in_place_of_the_date_of_birth(engine, tmp_path):
    path = book(tmp_path)
    files.load(engine, path)
    table = rows_of("members")
    with engine.connect() as connection:
        [row] = connection.execute(select(table.c.born_on, table.c.age_group))
        number = connection.execute(select(programmes.c.id)).scalar_one()
        found = figures(connection, number, date(2030, 1, 1))["P.7"]
    assert tuple(row) == (None, "under_18")
    assert found["value"] == 1


def test_a_date_of_birth_after_joining_is_still_wrong(tmp_path):
    wrong = [MEMBERS[0], ["m1@example.org", date(2024, 5, 1), date(2025, 1, 1), ""]]
    assert ("members", 2, "born_on") not in files.places(files.check(book(tmp_path)).problems)
    assert files.places(files.check(book(tmp_path, "wrong", members=wrong)).problems) == [("members", 2, "joined_on")]


def test_members_at_an_organisation_s_own_session_are_refused_whichever_comes_first(engine, tmp_path):
    at_one = [*VISITS, ["S1", "m1@example.org"]]
    outcome = files.load(engine, book(tmp_path, network_attendance=at_one))
    assert files.places(outcome.problems) == [("network_attendance", 3, "session")]
    free = [[*row[:4], "", ""] for row in SESSIONS[1:]]
    files.load(engine, book(tmp_path, "free", sessions=[SESSIONS[0], *free], network_attendance=at_one))
    bound = files.folder(tmp_path / "bound", {"programme": files.PROGRAMME, "sessions": SESSIONS})
    assert files.places(files.load(engine, bound).problems) == [("network_attendance", 3, "session")]


def test_feedback_of_members_on_an_organisation_s_own_session_is_refused(tmp_path):
    said = [["survey", "respondent", "session", "answered_on", "question", "answer"],
            ["network_feedback", "m1@example.org", "S1", date(2024, 6, 1), "helpful_for_integration", 5],
            ["training_feedback", "p1@example.org", "S1", date(2024, 6, 1), "useful_for_work", 5]]  # fmt: skip
    assert files.places(files.check(book(tmp_path, responses=said)).problems) == [("responses", 2, "session")]


def test_an_erased_person_stays_away_and_the_load_says_how_many_rows(engine, tmp_path):
    path = book(tmp_path)
    files.load(engine, path)
    with engine.begin() as connection:
        gone = removal.erase(connection, "TEST", ["P1@example.org"], key=files.KEY, by="a test", now=files.NOW)
    assert gone == {"participants": 1, "attendance": 1}
    for dry_run in (True, False):
        again = files.load(engine, path, dry_run=dry_run)
        assert (again.problems, again.delivery, again.erased) == ((), None, 2)
    assert again.as_dict()["erased"] == 2
    both = book(tmp_path, "both", members=[*MEMBERS, ["p1@example.org", date(2024, 5, 1), "", ""]])
    assert files.load(engine, both).erased == 3


def test_nothing_is_loaded_once_the_records_were_removed(engine, tmp_path):
    path = book(tmp_path)
    files.load(engine, path)
    with engine.begin() as connection:
        connection.execute(update(programmes).values(removed_on=date(2032, 1, 1)))
    outcome = files.load(engine, path)
    assert [str(one.message) for one in outcome.problems] == [
        "The records of this programme were removed on 2032-01-01, for good."
    ]


@pytest.mark.parametrize(
    ("sheets", "fits"),
    [
        (("members", "participants"), False),
        (("members", "organisations"), False),
        (("members", "network_attendance"), True),
        (("participants", "organisations"), True),
    ],
)
def test_a_profile_makes_no_member_and_no_organisation_of_one_line(tmp_path, sheets, fits):
    columns = {
        "members": 'member = "who"\njoined_on = "day"',
        "network_attendance": 'session = "what"\nmember = "who"',
        "participants": 'participant = "who"\nregistered_on = "day"\norganisation = "where"',
        "organisations": 'organisation = "where"\nname = "where"\nsector = { value = "ngo" }',
    }
    tables = "".join(f'[[sheet]]\nname = "{name}"\n[sheet.columns]\n{columns[name]}\n' for name in sheets)
    profile = tmp_path / "profile.toml"
    profile.write_text(f'[source]\nname = "list"\nformat = "csv"\nprogramme = "TEST"\n{tables}')
    (tmp_path / "list.csv").write_text("who,day,where,what\n")
    said = " ".join(str(one.message) for one in files.check(tmp_path / "list.csv", profile=str(profile)).problems)
    assert ("come from different files" in said) is not fits
