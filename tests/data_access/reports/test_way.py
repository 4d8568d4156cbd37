"""The way of a report: who may take which step from where, and what is kept of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, select

from data_access import audit, reports
from data_access.catalogue import codes
from data_access.models import report_steps, report_versions
from data_access.reports import LONGEST, Judgement, Refused, Remark, State, Step
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import Programme
from tests.data_access.reports.later import NOW, Delivered

MANAGER, FINANCIER = Role.MANAGER, Role.FINANCIER
PERIOD = "2024H1"
BY = {MANAGER: "manager@example.org", FINANCIER: "financier@example.org"}
# From each state (reached by these steps) what each step leads to: a state, or "no" where it is refused.
#            reached by                                     prepare     submit       return      approve
TABLE = {
    "not_started": ("",                                     "prepared", "no",        "no",       "no"),
    "prepared":    ("prepare",                              "prepared", "submitted", "no",       "no"),
    "submitted":   ("prepare submit",                       "no",       "no",        "returned", "approved"),
    "returned":    ("prepare submit return",                "prepared", "submitted", "no",       "no"),
    "approved":    ("prepare submit approve",               "no",       "no",        "no",       "no"),
}  # fmt: skip
# Whose step it is; for everybody else there is no such thing.
WHOSE = {"prepare": MANAGER, "submit": MANAGER, "return": FINANCIER, "approve": FINANCIER}
CASES = [
    (state, reached.split(), step, outcome)
    for state, (reached, *outcomes) in TABLE.items()
    for step, outcome in zip(WHOSE, outcomes, strict=True)
]


def asked(made, connection, role):
    own = "A" if role is Role.ORGANISATION else None
    return made.question(connection, role=role, organisation=own)


def take(made, connection, step, *, role=None, said="Look again.", period=PERIOD, **more):
    role = role or WHOSE[step]
    question, given = asked(made, connection, role), {"by": BY.get(role, str(role)), "now": NOW} | more
    if step == "prepare":
        return reports.prepare(question, period, remarks={}, comment=said, **given)
    if step == "return":
        return reports.give_back(question, period, reason=said, **given)
    return {"submit": reports.submit, "approve": reports.approve}[step](question, period, comment=said, **given)


def stands(made, connection, role=MANAGER, period=PERIOD):
    return reports.standing(asked(made, connection, role), period)


def kept(connection):
    counted = [select(func.count()).select_from(table) for table in (report_versions, report_steps)]
    return [connection.execute(one).scalar() for one in counted] + [audit.end(connection).number]


@pytest.fixture
def made(connection):
    return (
        Delivered(counts="all")
        .organisation("A")
        .session("S1")
        .participant("p1")
        .attendance("S1", "p1")
        .rebuild(connection)
    )


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("state", "reached", "step", "outcome"), CASES, ids=str)
def test_every_step_from_every_state(made, connection, state, reached, step, outcome):
    for one in reached:
        take(made, connection, one)
    assert stands(made, connection).state == state
    before = kept(connection)
    for role in set(Role) - {WHOSE[step]}:
        with pytest.raises(Forbidden):
            take(made, connection, step, role=role)
        if role is not Role.ORGANISATION:
            assert step not in stands(made, connection, role).open
    assert (step in stands(made, connection, WHOSE[step]).open) == (outcome != "no")
    if outcome == "no":
        with pytest.raises(Refused):
            take(made, connection, step)
        assert kept(connection) == before
        return
    take(made, connection, step)
    assert stands(made, connection).state == outcome
    versions, steps, noted = before
    assert kept(connection) == [versions + (step == "prepare"), steps + 1, noted + 1]


def test_the_whole_way_is_kept_with_who_when_and_why(made, connection):
    way = ["prepare", "submit", "return", "prepare", "submit", "return", "submit", "approve"]
    for number, step in enumerate(way):
        take(made, connection, step, said=f"said {number}", now=NOW + timedelta(hours=number))
    told = list(reports.steps(asked(made, connection, MANAGER), PERIOD).records())
    assert [row["step"] for row in told] == way
    assert [row["version"] for row in told] == [1, 1, 1, 2, 2, 2, 2, 2]
    assert [row["comment"] for row in told] == [f"said {number}" for number in range(8)]
    assert [row["taken_by"] for row in told] == [BY[WHOSE[step]] for step in way]
    assert [row["taken_at"] for row in told] == [NOW + timedelta(hours=number) for number in range(8)]
    assert {row["hash"] for row in told[:3]} == {reports.frozen(asked(made, connection, MANAGER), PERIOD, 1).hash}
    noted = audit.entries(connection)
    assert [one.detail["step"] for one in reversed(noted)] == way
    assert [one.detail["hash"] for one in reversed(noted)] == [row["hash"] for row in told]
    assert audit.verify(connection) is None


def test_others_know_only_what_was_handed_in(made, connection):
    for role in (FINANCIER, Role.STEERING):
        assert stands(made, connection, role).state is State.NOT_STARTED
    take(made, connection, "prepare")
    for role in (FINANCIER, Role.STEERING):
        seen = stands(made, connection, role)
        assert (seen.state, seen.version, seen.hash, seen.last_step) == (State.NOT_STARTED, None, None, 0)
        with pytest.raises(Forbidden):
            reports.frozen(asked(made, connection, role), PERIOD)
        with pytest.raises(Forbidden):
            reports.frozen(asked(made, connection, role), PERIOD, 1)
    for step in ("submit", "return", "prepare"):
        take(made, connection, step)
    manager = asked(made, connection, MANAGER)
    assert reports.frozen(manager, PERIOD).version == 2
    for role in (FINANCIER, Role.STEERING):
        question, seen = asked(made, connection, role), stands(made, connection, role)
        assert (seen.state, seen.version) == (State.RETURNED, 1)
        assert reports.frozen(question, PERIOD).version == 1
        assert [row["step"] for row in reports.steps(question, PERIOD).records()] == ["submit", "return"]
        with pytest.raises(Forbidden):
            reports.frozen(question, PERIOD, 2)
    take(made, connection, "submit")
    assert [reports.frozen(asked(made, connection, FINANCIER), PERIOD, one).version for one in (None, 1, 2)] == [
        2,
        1,
        2,
    ]


def test_an_organisation_knows_of_no_report(made, connection):
    take(made, connection, "prepare")
    question = asked(made, connection, Role.ORGANISATION)
    for ask in (reports.listing, reports.standings):
        with pytest.raises(Forbidden):
            ask(question)
    for ask in (reports.frozen, reports.latest, reports.steps, reports.standing):
        with pytest.raises(Forbidden):
            ask(question, PERIOD)


def test_who_looked_at_another_step_is_told_and_nothing_is_done(made, connection):
    take(made, connection, "prepare", seen=0)
    before = kept(connection)
    for step in ("prepare", "submit"):
        with pytest.raises(Refused, match="in the meantime"):
            take(made, connection, step, seen=0)
    assert kept(connection) == before
    take(made, connection, "submit", seen=stands(made, connection).last_step)


def test_a_report_waits_for_the_day_after_its_period(made, connection):
    last = date(2024, 6, 30)
    for today, works in ((last, False), (last + timedelta(days=1), True)):
        question = made.question(connection, today=today)
        assert (Step.PREPARE in reports.standing(question, PERIOD).open) is works
        if works:
            assert reports.prepare(question, PERIOD, remarks={}, by="m", now=NOW).as_of == last
        else:
            with pytest.raises(Refused, match="2024-06-30"):
                reports.prepare(question, PERIOD, remarks={}, by="m", now=NOW)


@pytest.mark.parametrize("reason", ["", "  \n ", "\x00\x07"])
def test_a_report_is_not_returned_without_a_reason(made, connection, reason):
    for step in ("prepare", "submit"):
        take(made, connection, step)
    with pytest.raises(Refused, match="Say why"):
        take(made, connection, "return", said=reason)


def test_a_report_in_which_a_blocking_check_fails_is_not_submitted(made, connection, monkeypatch):
    found = [{"check": "cells_differ", "blocking": True}, {"check": "no_target", "blocking": False}]
    monkeypatch.setattr("data_access.reports.preparation.content", lambda *_: {"checks": found})
    take(made, connection, "prepare")
    with pytest.raises(Refused, match="Checks that must pass do not: 1"):
        take(made, connection, "submit")
    assert stands(made, connection).state is State.PREPARED


def test_remarks_on_what_is_no_indicator_and_comments_beyond_measure_are_refused(made, connection):
    question = made.question(connection)

    def prepare(remarks, comment=""):
        return reports.prepare(question, PERIOD, remarks=remarks, comment=comment, by="m", now=NOW)

    for remarks, comment, said in (
        ({"X.9": Remark(Judgement.MET)}, "", "There is no indicator X.9; there are: O.2.2"),
        ({"P.3": Remark(comment="ä" * (LONGEST + 1))}, "", f"{LONGEST + 1} characters; {LONGEST} is the most"),
        ({}, "ä" * (LONGEST + 1), "is the most"),
    ):
        with pytest.raises(Refused, match=said):
            prepare(remarks, comment)
    assert kept(connection) == [0, 0, 0]
    made = prepare({"P.3": Remark(comment="ä" * LONGEST)}, " a\x00b\r\nc\u2028d\ud800\ufffe\te ")
    assert made.content["comment"] == "ab\nc\nd\te"
    told = {row["code"]: row for row in made.content["indicators"]}
    assert list(told) == list(codes())
    assert len(told["P.3"]["comment"]) == LONGEST
    assert (told["P.1"]["judgement"], told["P.1"]["comment"]) == (None, "")


@pytest.mark.parametrize("code", ["2024/H1", "käynnissä 1–2024", "a'b\"c;--", "%2F..", " ", "x" * 128])
def test_a_period_may_be_called_anything(connection, code):
    made = Delivered(periods=False).period(code, starts_on=date(2024, 1, 1), ends_on=date(2024, 6, 30))
    made.rebuild(connection)
    for step in ("prepare", "submit", "approve"):
        take(made, connection, step, period=code)
    question = asked(made, connection, FINANCIER)
    assert reports.verify(question, reports.frozen(question, code)).holds
    assert [row["period"] for row in reports.listing(question).records()] == [code]


def test_a_period_there_is_none_of_is_forbidden(made, connection):
    for step in WHOSE:
        with pytest.raises(Forbidden):
            take(made, connection, step, period="2024H3")


def test_a_programme_without_periods_reports_by_half_years(connection):
    made = Delivered(periods=False).rebuild(connection)
    assert take(made, connection, "prepare", period="2024H2").as_of == date(2024, 12, 31)


def test_a_report_of_a_period_that_is_delivered_no_more_still_opens_and_goes_its_way(made, connection):
    take(made, connection, "prepare")
    made.rows["periods"] = [row for row in made.rows["periods"] if row["period"] != PERIOD]
    made.deliver(connection)
    seen = stands(made, connection)
    assert (seen.current, seen.state, seen.open) == (False, State.PREPARED, [Step.SUBMIT])
    assert (seen.period.starts_on, seen.period.ends_on) == (date(2024, 1, 1), date(2024, 6, 30))
    with pytest.raises(Refused, match="not among those delivered"):
        take(made, connection, "prepare")
    for step in ("submit", "return", "submit", "approve"):
        take(made, connection, step)
    for role in (MANAGER, FINANCIER, Role.STEERING):
        question = asked(made, connection, role)
        assert reports.verify(question, reports.frozen(question, PERIOD)).holds
        first, second, *_ = reports.listing(question).records()
        assert (first["period"], first["state"], first["version"]) == (PERIOD, State.APPROVED, 1)
        assert second["period"] == "2024H2"
    assert reports.before(asked(made, connection, MANAGER), date(2024, 12, 31)).period == PERIOD


def test_a_report_goes_its_way_when_its_period_is_said_to_end_later(made, connection):
    for step in ("prepare", "submit"):
        take(made, connection, step)
    next(row for row in made.rows["periods"] if row["period"] == PERIOD)["ends_on"] = date(2030, 1, 1)
    made.deliver(connection)
    assert stands(made, connection, FINANCIER).open == [Step.RETURN, Step.APPROVE]
    take(made, connection, "return")
    assert stands(made, connection).open == [Step.SUBMIT]
    assert reports.frozen(asked(made, connection, MANAGER), PERIOD).as_of == date(2024, 6, 30)


def test_two_programmes_report_each_for_itself(made, connection):
    other = Programme("OTHER").rebuild(connection)
    for step in ("prepare", "submit", "approve"):
        take(made, connection, step)
    take(other, connection, "prepare")
    assert (stands(made, connection).state, stands(other, connection).state) == (State.APPROVED, State.PREPARED)
    assert (stands(made, connection).last_step, stands(other, connection).last_step) == (3, 1)
    assert len(reports.steps(asked(other, connection, MANAGER), PERIOD)) == 1
    hashes = {reports.frozen(asked(one, connection, MANAGER), PERIOD).hash for one in (made, other)}
    assert len(hashes) == 2
    assert reports.before(asked(other, connection, MANAGER), date(2025, 1, 1)) is None


def test_times_are_told_in_utc_and_days_by_the_clock_of_the_place(made, connection):
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET TIME ZONE 'America/New_York'")
    late = datetime(2026, 7, 15, 18, 30, tzinfo=timezone(timedelta(hours=-4)))
    frozen = take(made, connection, "prepare", now=late)
    question = asked(made, connection, MANAGER)
    in_utc = datetime(2026, 7, 15, 22, 30, tzinfo=UTC)
    assert reports.frozen(question, PERIOD) == frozen
    assert (frozen.prepared_at, frozen.prepared_at.utcoffset()) == (in_utc, timedelta(0))
    [row] = reports.steps(question, PERIOD).records()
    assert (row["taken_at"], row["taken_at"].utcoffset()) == (in_utc, timedelta(0))
    first = next(reports.listing(question).records())
    assert (first["taken_on"], first["version"]) == (date(2026, 7, 16), 1)
    assert isinstance(first["version"], int)
    assert reports.verify(question, frozen).holds


def test_a_report_is_due_until_it_is_handed_in(connection):
    made = Delivered(periods=False)
    made.period("A", starts_on=date(2024, 1, 1), ends_on=date(2024, 6, 30), report_due_on=date(2026, 8, 31))
    made.period("B", starts_on=date(2024, 7, 1), ends_on=date(2024, 12, 31), report_due_on=date(2026, 9, 11))
    made.period("C", starts_on=date(2025, 1, 1), ends_on=date(2025, 6, 30)).rebuild(connection)

    def overdue():
        return [row["overdue"] for row in reports.listing(asked(made, connection, MANAGER)).records()]

    assert overdue() == [1, -10, None]
    take(made, connection, "prepare", period="A")
    assert overdue() == [1, -10, None]
    take(made, connection, "submit", period="A", now=datetime(2026, 9, 1, tzinfo=UTC))
    assert overdue() == [None, -10, None]
    take(made, connection, "return", period="A")
    assert overdue() == [1, -10, None]


def test_a_report_handed_in_by_its_day_is_not_late_when_it_is_returned(connection):
    made = Delivered(periods=False)
    period = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 6, 30), "report_due_on": date(2026, 9, 11)}
    made.period("A", **period).rebuild(connection)
    for step in ("prepare", "submit", "return"):
        take(made, connection, step, period="A")
    [row] = reports.listing(asked(made, connection, MANAGER)).records()
    assert (row["state"], row["overdue"]) == ("returned", None)
