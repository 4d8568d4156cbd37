"""The demonstration's past: what could be known when, what was wrong then, and the reports made of it."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis.strategies import dates, integers

from data_access import database, demo, intake, reports
from data_access.demo.book import write
from data_access.demo.calendar import Calendar
from data_access.demo.counts import totals
from data_access.demo.deliveries import deliveries
from data_access.demo.framework import report_due_on
from data_access.demo.reported import SLIPS
from data_access.demo.timetable import rounds
from data_access.identities import normalised
from data_access.question import ask, programme
from data_access.reports import State, Step
from data_access.viewer import Role, Viewer

ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
KEY = b"a key for the tests, 32 bytes .."
EMAILS = {role: f"{role}@example.org" for role in Role}
ANY_DAY = dates(date(2024, 1, 1), date(2032, 12, 31))
# By sheet, the columns that tell what has happened
HAPPENED = {
    "organisations": ("joined_on", "left_on"), "participants": ("registered_on",), "members": ("joined_on", "left_on"),
    "progress": ("done_on",), "actions": ("done_on",), "assessments": ("assessed_on",), "adoptions": ("reached_on",),
    "practices": ("identified_on", "documented_on", "reviewed_on", "published_on"), "responses": ("answered_on",),
    "dissemination": ("published_on",), "annotations": ("on",), "indicators": ("valid_from",),
    "reported": ("submitted_on",),
}  # fmt: skip


@settings(max_examples=40)
@given(today=ANY_DAY)
@example(today=date(2026, 1, 1))
@example(today=date(2026, 7, 1))
@example(today=date(2028, 2, 29))
def test_on_any_day_reports_go_their_way_in_time(today):
    calendar = Calendar(today)
    played = rounds(calendar)
    assert [(one.period, one.turn) for one in played][:2] == [(0, 0), (0, 1)]
    assert [one.delivered_on for one in played] == sorted(one.delivered_on for one in played)
    for one in played:
        days = [one.span.last, one.delivered_on, one.submitted_on, one.answered_on or date.max]
        assert days == sorted(set(days))
        assert one.delivered_on < today
        assert one.submitted_on <= report_due_on(one.span)
        assert all(day.weekday() < 5 for day in days[1:3])
        assert (one.answered_on is None) == (one.span == calendar.closed()[-1] and one.turn == (one.period == 0))
        assert one.answered_on is None or one.answered_on < today or one.span == calendar.closed()[-1]
    assert {one.period for one in played} >= set(range(len(calendar.closed()) - 1))


@settings(max_examples=4)
@given(today=ANY_DAY, seed=integers(1, 99))
@example(today=date(2026, 1, 7), seed=1)
@example(today=date(2026, 8, 1), seed=1)
@example(today=date(2026, 11, 22), seed=1)
def test_on_any_day_a_delivery_knows_nothing_of_what_came_later_and_differs_from_today(today, seed):
    *past, now = deliveries(today, seed)
    assert now.sheets == demo.sheets(today=today, seed=seed)
    for one in past:
        for sheet, columns in HAPPENED.items():
            days = [row[name] for row in one.sheets[sheet] for name in columns if row.get(name)]
            assert max(days, default=date.min) < one.on, sheet
        for row in one.sheets["sessions"]:
            assert (row["status"] == "planned") == (row["held_on"] >= one.on)
            assert row.get("headcount") is None or row["status"] != "planned"
        day = one.made_into.span.last
        then, today_s = dict(totals(one.sheets, day)), dict(totals(now.sheets, day))
        assert then != today_s
        assert all(then.values()) or one.made_into.period == 0


@settings(max_examples=2)
@given(today=ANY_DAY, seed=integers(1, 99))
@example(today=date(2026, 1, 7), seed=1)
@example(today=date(2026, 11, 22), seed=1)
def test_on_any_day_all_deliveries_load_without_a_problem(tmp_path_factory, today, seed):
    folder = tmp_path_factory.mktemp("deliveries")
    for one in deliveries(today, seed):
        write(folder / f"{one.on}.xlsx", one.sheets, on=one.on)
        report = intake.check(None, [folder / f"{one.on}.xlsx"], key=KEY)
        assert not [(problem.sheet, problem.row, str(problem.message)) for problem in report.problems]


@pytest.fixture(scope="module")
def delivered():
    """The deliveries of a day late in the year: two for the first report, one for each other, and today's."""
    return deliveries(date(2026, 11, 22), 1)


def by_session(sheets, *, status=None):
    return {row["session"]: row for row in sheets["sessions"] if status in (None, row["status"])}


def attended(sheets):
    return Counter(row["session"] for row in sheets["attendance"])


def people(sheets, column):
    return {
        normalised(row[who]): row[column]
        for sheet, who in (("members", "member"), ("participants", "participant"))
        for row in sheets[sheet]
    }


def test_what_was_wrong_in_the_first_delivery_is_mended_by_the_second_or_by_today(delivered):
    first, second, *_, now = (one.sheets for one in delivered)
    last = delivered[0].made_into.span.last
    late = {session for session in attended(second) if session not in attended(first)}
    assert len([one for one in late if by_session(second)[one]["held_on"] <= last]) >= 3
    cancelled = by_session(first, status="held").keys() & by_session(second, status="cancelled").keys()
    assert len(cancelled) == 1
    [twice] = by_session(first).keys() - by_session(now).keys()
    assert twice.upper() in by_session(first)
    assert twice not in by_session(second)
    for column in ("gender", "project_staff"):
        before, after = people(second, column), people(now, column)
        assert [one for one in before if before[one] != after[one]], column
    absent = {(row["session"], row["participant"]): row["present"] for row in second["attendance"]}
    taken_back = [
        row
        for row in first["attendance"]
        if row["present"] == "yes" and absent.get((row["session"], row["participant"])) == "no"
    ]
    assert len(taken_back) == 1


def test_each_delivery_holds_more_than_the_one_before(delivered):
    sizes = [sum(map(len, one.sheets.values())) for one in delivered]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1] / 2


def test_the_first_decision_was_in_force_when_the_first_report_was_made(delivered):
    decided = [{row["decision"] for row in one.sheets["indicators"]} for one in delivered]
    assert [len(decisions) for decisions in decided] == [1, 1, 2, 2, 2]
    assert [one.sheets["programme"][0]["funding_decision"][-1] for one in delivered] == ["1", "1", "2", "2", "2"]
    final = [max(row["value"] for row in one.sheets["targets"] if row["indicator"] == "P.3") for one in delivered]
    assert final == [500, 500, 620, 620, 620]


def test_figures_were_typed_in_once_a_report_had_been_submitted(delivered):
    typed = [{row["period"] for row in one.sheets["reported"]} for one in delivered]
    assert typed == [set(), {"2025-1"}, {"2025-1"}, {"2025-1", "2025-2"}, {"2025-1", "2025-2", "2026-1"}]
    codes = {row["indicator"] for row in delivered[-1].sheets["reported"]}
    assert {"O.2.2", "O.2.3", "O.2.3.3", "R.2.9"} < codes


def played(url, today, now):
    source = database.engine(url)
    demo.play(demo.Stage(source, KEY, EMAILS, today, now))
    return source


def asked(connection, role, today):
    about = programme(connection, "DEMO")
    return ask(connection, Viewer(about.id, role), about, today=today)


@ON_SQLITE
def test_late_in_the_year_three_reports_are_handed_in_and_the_last_waits(migrated_url, delivered):
    today, now = date(2026, 11, 22), datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    source = played(migrated_url, today, now)
    with database.reading(source) as connection:
        manager, financier = (asked(connection, role, today) for role in (Role.MANAGER, Role.FINANCIER))
        states = [one.state for one in reports.standings(manager)]
        assert states == [State.APPROVED, State.APPROVED, State.SUBMITTED, State.NOT_STARTED, State.NOT_STARTED]
        assert [one.overdue for one in reports.standings(manager)][3] < 0
        steps = [
            [row["step"] for row in reports.steps(manager, one).records()] for one in ("2025-1", "2025-2", "2026-1")
        ]
        again = [Step.PREPARE, Step.SUBMIT, Step.RETURN, Step.PREPARE, Step.SUBMIT, Step.APPROVE]
        assert steps == [again, [Step.PREPARE, Step.SUBMIT, Step.APPROVE], [Step.PREPARE, Step.SUBMIT]]
        told = list(reports.steps(manager, "2025-1").records())
        assert {row["taken_by"] for row in told} == {"manager@example.org", "financier@example.org"}
        assert all(row["comment"] for row in told)
        assert [row["taken_at"] for row in told] == sorted(row["taken_at"] for row in told)
        assert max(row["taken_at"] for row in told) < now
        for one in delivered[:-1]:
            frozen = reports.frozen(financier, _code(one), one.made_into.turn + 1)
            assert reports.verify(financier, frozen).holds
            _matches(frozen, one, delivered[-1])
        first = reports.frozen(financier, "2025-1", 1)
        assert "spelled_alike" in {row["check"] for row in first.content["checks"]}
        assert not [row for row in first.content["checks"] if row["blocking"]]
    source.dispose()


def _code(delivery):
    return f"{delivery.made_into.span.first.year}-{1 if delivery.made_into.span.first.month == 1 else 2}"


def _matches(frozen, delivery, now):
    """The frozen figures are those counted with a pencil; what was typed in differs by the slips of the pen alone."""
    values = {row["code"]: row["value"] for row in frozen.content["indicators"]}
    counted = dict(totals(delivery.sheets, delivery.made_into.span.last))
    assert {code: values[code] for code in counted} == counted
    judged = {row["code"]: row["judgement"] for row in frozen.content["indicators"]}
    assert set(judged.values()) >= {"on_track", "constrained"}
    assert judged["P.13"] is None
    assert sum(bool(row["comment"]) for row in frozen.content["indicators"]) >= 3
    last = max(row["submitted_on"] for row in now.sheets["reported"] if row["period"] == frozen.period)
    if last != delivery.made_into.submitted_on:
        return
    typed = {
        row["indicator"]: row["value"]
        for row in now.sheets["reported"]
        if row["period"] == frozen.period and "gender" not in row
    }
    slips = {code: slip for (code, period), slip in SLIPS.items() if period == delivery.made_into.period}
    assert {code: value - counted[code] for code, value in typed.items() if value != counted[code]} == slips


@ON_SQLITE
@pytest.mark.parametrize(
    ("today", "states"),
    [
        (date(2026, 1, 1), [State.APPROVED, State.PREPARED]),
        (date(2026, 1, 20), [State.APPROVED, State.PREPARED]),
        (date(2026, 2, 28), [State.APPROVED, State.SUBMITTED]),
        (date(2026, 7, 3), [State.APPROVED, State.APPROVED, State.PREPARED]),
    ],
)
def test_the_last_report_is_as_far_as_time_has_let_it_come(migrated_url, today, states):
    source = played(migrated_url, today, datetime.combine(today, time(22), UTC) - timedelta(days=1))
    with database.reading(source) as connection:
        stand = reports.standings(asked(connection, Role.MANAGER, today))
        assert [one.state for one in stand] == states + [State.NOT_STARTED] * (5 - len(states))
        # Nothing is late.
        assert all(one.overdue is None or one.overdue < 0 for one in stand)
        done = [one.last_step for one in stand if one.last_step]
        assert done == sorted(done)
    source.dispose()


@ON_SQLITE
def test_a_delivery_that_does_not_load_ends_it_with_the_reason(migrated_url, monkeypatch):
    def broken(path, filled, *, on):
        write(path, {**filled, "organisations": []}, on=on)

    monkeypatch.setattr("data_access.demo.history.write", broken)
    with pytest.raises(demo.Spoilt):
        played(migrated_url, date(2026, 11, 22), datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
