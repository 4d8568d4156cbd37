"""Checks before submission: each finds its planted case and nothing else, and a clean programme gives none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, event, insert, select

from data_access import reports
from data_access.catalogue import indicators
from data_access.checks import BLOCKING, CONTRADICTIONS, MEANINGS, Check
from data_access.models import ledger, rows_of
from data_access.queries.evidence import source_row
from data_access.reports import checks
from data_access.reports.checks.shown import shown
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import Programme
from tests.data_access.reports.clean import clean

MAY, JUNE, AUTUMN = date(2024, 5, 15), date(2024, 6, 30), date(2024, 10, 1)
FIRST_END, SECOND_END, THIRD_END = JUNE, date(2024, 12, 31), date(2025, 6, 30)
NOW = datetime(2026, 9, 1, tzinfo=UTC)


def found(question, *only: Check):
    """Check, code, record, found and expected of the findings, of the checks named or of all."""
    rows = checks.findings(question)
    wanted = rows[rows["check"].isin(only)] if only else rows
    return [tuple(row) for row in wanted[["check", "code", "record", "found", "expected"]].itertuples(index=False)]


def plant(connection, made: Programme, code: str, *, measure="value", counted_on=MAY, **values) -> None:
    """An entry that no record gives."""
    given = {"unit": "planted", "amount": 1.0, "sheet": "attendance", "row_id": 1, "since": 1} | values
    number = len(connection.execute(select(ledger.c.id)).all()) + 1000
    entry = {"programme_id": made.id, "id": number, "indicator": code, "measure": measure, "counted_on": counted_on}
    connection.execute(insert(ledger).values(**entry, **given))


def freeze(connection, made: Programme, period: str):
    """The report of the period, prepared and submitted."""
    question = made.question(connection)
    report = reports.prepare(question, period, remarks={}, by="a manager", now=NOW)
    reports.submit(made.question(connection), period, by="a manager", now=NOW)
    return report


def test_every_check_has_its_words():
    assert list(MEANINGS) == list(Check)
    assert BLOCKING < CONTRADICTIONS


@pytest.mark.parametrize("day", [FIRST_END, SECOND_END, THIRD_END])
def test_a_clean_programme_gives_no_finding(connection, day):
    made = clean().rebuild(connection)
    assert found(made.question(connection, as_of=day)) == []


def test_more_in_a_part_than_in_the_whole_blocks(connection):
    made = clean().rebuild(connection)
    for number in range(7):
        plant(connection, made, "O.2.3.3", unit=f"planted {number}")
    question = made.question(connection)
    assert found(question) == [("sub_above_main", "O.2.3.3", None, 13.0, 12.0)]
    assert bool(checks.findings(question)["blocking"].all())


def test_cells_that_do_not_make_up_the_value_block_and_name_the_entry(connection):
    made = clean().rebuild(connection)
    plant(connection, made, "P.3", gender="unheard of", age_group="18_60", row_id=77)
    question = made.question(connection)
    assert found(question) == [("cells_differ", "P.3", None, 6.0, 7.0)]
    row = checks.findings(question).iloc[0]
    assert (row["sheet"], row["row_id"], bool(row["blocking"])) == ("attendance", 77, True)


def test_an_entry_to_blame_that_may_be_the_networks_is_shown_to_the_manager_alone(connection):
    made = clean().rebuild(connection)
    plant(connection, made, "O.2.3", gender="unheard of", age_group="18_60", sheet="network_attendance", row_id=77)
    rows = checks.findings(made.question(connection))
    for role, told in ((Role.MANAGER, (77, 12.0, 13.0)), (Role.FINANCIER, (None, None, None))):
        (row,) = shown(made.question(connection, role=role), rows).records()
        assert (row["check"], row["row_id"], row["found"], row["expected"]) == ("cells_differ", *told)


def test_more_answers_than_people_who_could_block(connection):
    made = clean().rebuild(connection)
    for number in range(3):
        plant(connection, made, "P.5", measure="answered", unit=f"planted {number}")
    assert found(made.question(connection)) == [("answered_above_eligible", "P.5", None, 9.0, 6.0)]


def test_a_value_that_fell_is_found_against_the_end_of_the_period_before(connection):
    made = clean().rebuild(connection)
    plant(connection, made, "P.8", counted_on=AUTUMN, amount=-1.0, sheet="sessions")
    assert found(made.question(connection, as_of=SECOND_END)) == [("fell", "P.8", None, 0.0, 1.0)]


def test_a_value_that_fell_is_found_against_the_report_submitted_before(connection):
    made = clean().rebuild(connection)
    freeze(connection, made, "2024H1")
    connection.execute(ledger.delete().where(ledger.c.indicator == "P.9"))
    assert found(made.question(connection, as_of=SECOND_END), Check.FELL) == []
    assert found(made.question(connection, as_of=SECOND_END)) == [("fell_since_report", "P.9", None, 0.0, 1.0)]


def test_a_report_that_was_only_prepared_is_nothing_to_compare_with(connection):
    made = clean().rebuild(connection)
    reports.prepare(made.question(connection), "2024H1", remarks={}, by="a manager", now=NOW)
    connection.execute(ledger.delete().where(ledger.c.indicator == "P.9"))
    assert found(made.question(connection, as_of=SECOND_END)) == []


def practices(*numbers: int) -> Programme:
    """As many documented practices in each half-year."""
    made, days = clean(), (MAY, AUTUMN, date(2025, 3, 1))
    for day, number in zip(days, numbers, strict=False):
        for one in range(number):
            made.practice(f"{day} {one}", documented_on=day)
    return made


@pytest.mark.parametrize(("now", "jump"), [(6, []), (7, [("jump", "P.9", None, 7.0, 6.0)])])
def test_a_rise_beyond_three_times_the_usual_pace_is_a_jump(connection, now, jump):
    # One more in the first half-year, which the clean programme has
    made = practices(1, 2, now).rebuild(connection)
    assert found(made.question(connection, as_of=THIRD_END)) == jump


def test_of_one_earlier_period_or_of_none_no_pace_is_usual(connection):
    made = practices(1, 90).rebuild(connection)
    assert found(made.question(connection, as_of=SECOND_END)) == []
    made = practices(0, 0, 90)
    made.rows["practices"] = made.rows["practices"][1:]
    made.rows["adoptions"] = []
    made.code, made.rows["programme"][0]["code"] = "OTHER", "OTHER"
    made.rebuild(connection)
    assert found(made.question(connection, as_of=THIRD_END), Check.JUMP) == []


def test_people_without_an_answer_are_found_by_their_last_training_while_the_window_is_open(connection):
    made = clean(follow_up_from_days=80, follow_up_to_days=120)
    made.session("T", held_on=date(2024, 9, 20)).session("U", held_on=date(2024, 10, 1))
    for person in ("a", "b", "c", "staff", "absent"):
        made.participant(person, project_staff=person == "staff")
        made.attendance("T", person, present=person != "absent")
    made.attendance("U", "b")
    made.response("c", "uses_skills", "no", survey="follow_up", answered_on=date(2024, 12, 10))
    made.response("a", "uses_skills", "no", survey="follow_up", answered_on=date(2024, 12, 8))  # too early
    made.rebuild(connection)
    question = made.question(connection, as_of=SECOND_END)
    rows = checks.findings(question)
    named = rows[["check", "code", "sheet", "record", "found", "on", "until"]]
    assert [tuple(row) for row in named.itertuples(index=False)] == [
        ("follow_up_missing", "P.6", "sessions", "T", 1.0, date(2024, 9, 20), date(2025, 1, 18)),
        ("follow_up_missing", "P.6", "sessions", "U", 1.0, date(2024, 10, 1), date(2025, 1, 29)),
    ]
    assert list(rows["row_id"]) == [made.row_id(connection, "sessions", session=code) for code in ("T", "U")]
    for day, open_sessions in ((date(2025, 1, 18), 2), (date(2025, 1, 19), 1), (date(2025, 1, 30), 0)):
        assert len(found(made.question(connection, as_of=day))) == open_sessions


def test_held_sessions_are_found_where_nobody_knows_who_came(connection):
    made = clean().session("HEADS", headcount=12).session("PLANNED", status="planned").session("LATER", held_on=AUTUMN)
    made.session("GONE").session("ABSENT").participant("x").attendance("ABSENT", "x", present=False)
    made.session("MEETING", "network")
    made.rebuild(connection)
    question = made.question(connection, as_of=JUNE)
    assert [row[:3] for row in found(question, Check.NO_ATTENDANCE)] == [
        ("no_attendance", None, code) for code in ("ABSENT", "GONE", "MEETING")
    ]
    rows = checks.findings(question)
    rows = rows[rows["check"] == Check.NO_ATTENDANCE]
    assert list(rows["network"]) == [False, False, True]
    assert list(rows["row_id"])[1] == made.row_id(connection, "sessions", session="GONE")


def test_people_of_unknown_gender_or_age_are_numbered_by_source(connection):
    made = clean().session("T").session("V", "network")
    made.participant("a", gender=None, source="partner").participant("b", gender=None, age_group=None)
    made.participant("c", gender=None, age_group=None, born_on=date(1990, 1, 1), source="partner")
    # Known where she registered first; unknown where she registered again
    made.participant("d").participant("d", gender=None, source="partner", registered_on=AUTUMN)
    made.participant("staff", gender=None, project_staff=True).participant("nowhere", gender=None)
    made.attendance("T", "a", "b", "c", "d", "staff")
    made.member("m", age_group=None, source="partner").network_attendance("V", "m")
    for person in "abcd":
        made.response(person, "uses_skills", "yes", survey="follow_up", answered_on=MAY + timedelta(days=90))
    made.rebuild(connection)
    rows = checks.findings(made.question(connection))
    named = rows[["check", "sheet", "source", "found"]]
    assert [tuple(row) for row in named.itertuples(index=False)] == [
        ("gender_unknown", "participants", "partner", 2.0),
        ("gender_unknown", "participants", "workbook", 1.0),
        ("age_unknown", "participants", "workbook", 1.0),
        ("age_unknown", "members", "partner", 1.0),
    ]


def test_a_baseline_decided_after_the_start_is_found_and_a_later_amendment_is_not(connection):
    made = clean()
    made.rows["indicators"] = [row for row in made.rows["indicators"] if row["indicator"] not in ("P.1", "P.2")]
    made.indicator("P.1", target=10).indicator("P.1", baseline=2, target=10, valid_from=MAY)
    made.indicator("P.2", baseline=0, target=10, valid_from=date(2024, 1, 1))
    made.indicator("P.2", baseline=1, target=10, valid_from=MAY).indicator("P.3", baseline=1, target=9, valid_from=MAY)
    made.rebuild(connection)
    rows = checks.findings(made.question(connection))
    assert list(rows["check"]) == ["baseline_late"]
    row = rows.iloc[0]
    expected = made.row_id(connection, "indicators", indicator="P.1", baseline=2)
    assert (row["code"], row["row_id"], row["on"], row["until"]) == ("P.1", expected, MAY, date(2024, 1, 1))
    assert found(made.question(connection, as_of=date(2024, 5, 14)), Check.BASELINE_LATE) == []


@pytest.mark.parametrize(
    ("milestones", "due"),
    [
        ((), date(2024, 3, 1)),
        ((("start", None),), date(2024, 3, 1)),
        ((("start", None), ("plan", 2), ("training", 4)), date(2024, 3, 15)),
        ((("start", 1), ("baseline", 5)), date(2024, 4, 5)),
    ],
)
def test_a_baseline_assessed_late_is_found_once_for_its_organisation(connection, milestones, due):
    made = clean().organisation("B", cohort="X").organisation("C")
    made.rows["milestones"] = []
    for milestone, week in (*milestones, ("completed", None)):
        made.milestone(milestone, due_week=week, completes=milestone == "completed")
    for dimension in ("D1", "D2"):
        made.assessment("B", dimension, 2, assessed_on=due + timedelta(days=1)).assessment("C", dimension, 2)
        made.assessment("A", dimension, 3, assessed_on=MAY, round="midway")
    made.assessment("A", "D2", 2, assessed_on=due)
    made.rebuild(connection)
    rows = checks.findings(made.question(connection))
    named = rows[["check", "sheet", "record", "on", "until"]]
    assert [tuple(row) for row in named.itertuples(index=False)] == [
        ("assessed_late", "assessments", "B", due + timedelta(days=1), due)
    ]
    assert rows.iloc[0]["row_id"] == made.row_id(connection, "assessments", organisation="B", dimension="D1")


def test_codes_that_differ_in_spelling_alone_are_both_named_with_their_sources(connection):
    made = clean().organisation("ORG-01").organisation("org 01", source="partner").organisation("ORG-011")
    made.practice("Ä1").practice("a\N{COMBINING DIAERESIS}１").dissemination("---").dissemination("#")
    made.session("ORG-01", status="planned")  # another sheet is another matter
    made.rebuild(connection)
    rows = checks.findings(made.question(connection))
    named = rows[["check", "sheet", "record", "source", "like"]]
    assert [tuple(row) for row in named.itertuples(index=False)] == [
        ("spelled_alike", "organisations", "ORG-01", "workbook", "org 01"),
        ("spelled_alike", "organisations", "org 01", "partner", "ORG-01"),
        ("spelled_alike", "practices", "a\N{COMBINING DIAERESIS}１", "workbook", "Ä1"),
        ("spelled_alike", "practices", "Ä1", "workbook", "a\N{COMBINING DIAERESIS}１"),
    ]
    assert rows.iloc[1]["row_id"] == made.row_id(connection, "organisations", organisation="org 01")


def test_no_data_is_a_finding_where_there_is_a_target_and_no_target_everywhere(connection):
    made = Programme().session("S", status="planned").indicator("P.9", target=3).indicator("P.8", target=3)
    made.rebuild(connection)
    rows = found(made.question(connection))
    assert [row[:2] for row in rows if row[0] == "no_data"] == [("no_data", "P.9")]
    assert [row[1] for row in rows if row[0] == "no_target"] == [
        code for code in indicators() if code not in ("P.8", "P.9")
    ]


def test_findings_are_of_the_whole_programme_whatever_filters(connection):
    made = clean().session("GONE", organisation="A").rebuild(connection)
    assert found(made.question(connection, cohort="other")) == found(made.question(connection)) != []


def broken() -> Programme:
    """Two people without answers in one session and eight in another, three members of unknown gender, two meetings."""
    made = clean().session("FEW", held_on=AUTUMN).session("MANY", held_on=AUTUMN)
    for number in range(10):
        made.participant(f"q{number}").attendance("FEW" if number < 2 else "MANY", f"q{number}")
    for number in range(3):
        made.member(f"m{number}", gender=None).network_attendance("N", f"m{number}")
    made.session("MEETING-1", "network", AUTUMN).session("MEETING 1", "network", AUTUMN)
    return made.session("COURSE", organisation="A")


def test_what_is_frozen_is_what_was_found(connection):
    made = broken().rebuild(connection)
    report = freeze(connection, made, "2024H2")
    question = made.question(connection, as_of=SECOND_END)
    then = list(checks.checks(question, report).records())
    assert then == list(checks.today(question).records()) != []
    assert {type(row["row_id"]) for row in then} <= {int, type(None)}
    connection.execute(delete(rows_of("sessions")))
    assert [row["record"] for row in checks.checks(question, report).records()] == [row["record"] for row in then]


def test_the_financier_gets_neither_small_numbers_of_people_nor_single_records_of_the_network(connection):
    made = broken().rebuild(connection)
    report = freeze(connection, made, "2024H2")
    rows = list(checks.checks(made.question(connection, role=Role.FINANCIER), report).records())
    assert not [row for row in rows if "MEETING" in str(row)]
    together = {row["check"]: row["found"] for row in rows if row["check"] in ("no_attendance", "spelled_alike")
                and row["record"] is None}  # fmt: skip
    assert together == {"no_attendance": 2.0, "spelled_alike": 2.0}
    assert [row["record"] for row in rows if row["check"] == "no_attendance"] == ["COURSE", None]
    assert {row["record"]: row["found"] for row in rows if row["check"] == "follow_up_missing"} == {
        "FEW": None, "MANY": None
    }  # fmt: skip
    assert [row["found"] for row in rows if row["check"] == "gender_unknown"] == [None]
    everything = list(checks.checks(made.question(connection), report).records())
    assert len([row for row in everything if "MEETING" in str(row["record"])]) == 4
    assert [row["found"] for row in everything if row["check"] == "gender_unknown"] == [3.0]


def test_a_row_opens_where_the_reader_may_see_it(connection):
    made = broken().rebuild(connection)
    report = freeze(connection, made, "2024H2")
    for role, opens in ((Role.MANAGER, ("COURSE", "MANY")), (Role.FINANCIER, ("COURSE",))):
        question = made.question(connection, role=role)
        rows = {row["record"]: row for row in checks.checks(question, report).records() if row["record"]}
        for record in opens:
            row = rows[record]
            assert next(source_row(question, row["sheet"], row["row_id"]).row.records())["session"] == record
            assert row["opens"] in indicators()
        assert (rows["MANY"]["opens"] is None) == ("MANY" not in opens)


@pytest.mark.parametrize("role", [Role.STEERING, Role.ORGANISATION])
def test_checks_are_for_the_manager_and_the_financier(connection, role):
    made = broken().rebuild(connection)
    report = freeze(connection, made, "2024H2")
    organisation = "A" if role is Role.ORGANISATION else None
    with pytest.raises(Forbidden):
        checks.checks(made.question(connection, role=role, organisation=organisation), report)


@pytest.mark.parametrize("role", [Role.STEERING, Role.FINANCIER])
def test_what_is_not_frozen_is_for_the_manager_alone(connection, role):
    made = broken().rebuild(connection)
    with pytest.raises(Forbidden):
        checks.today(made.question(connection, role=role))


def test_the_number_of_queries_does_not_grow_with_the_rows(connection):
    asked, times = [], []
    event.listen(connection, "before_cursor_execute", lambda *_: asked.append(1))
    for number, more in enumerate((0, 30)):
        made = clean() if not more else broken()
        made.code = made.rows["programme"][0]["code"] = f"T{number}"
        for one in range(more):
            made.session(f"EXTRA {one}").session(f"EXTRA-{one}").organisation(f"O{one}", cohort="X")
            made.assessment(f"O{one}", "D1", 1)
        question = made.rebuild(connection).question(connection)
        asked.clear()
        rows = checks.findings(question)
        times.append(len(asked))
    assert len(rows) > 100
    assert times[0] == times[1] == 13
