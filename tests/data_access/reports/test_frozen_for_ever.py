"""A frozen report says the same for ever, whatever is delivered later, and shows where anybody meddled with it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import and_, insert, or_, select, update

from data_access import audit, catalogue, released, reports
from data_access.database import engine
from data_access.ledger.known import as_known
from data_access.models import ledger, ledger_history, metadata, report_steps, report_versions
from data_access.queries import indicators
from data_access.reports import Judgement, Remark, digest
from data_access.viewer import Role
from tests.data_access.builders import filling
from tests.data_access.reports.deliveries import delivered, disturb
from tests.data_access.reports.later import BY, NOW, Delivered, submitted

# Of both registers, of the accelerator's and of the network's alone
GRIDS = ("O.2.3", "P.3", "P.7")
ROLES = (Role.MANAGER, Role.STEERING, Role.FINANCIER)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
CHANGED = {"counted_on": date(2023, 1, 2), "amount": 77.0, "row_id": 77_777}


@pytest.fixture(scope="module")
def memory():
    made = engine("sqlite://")
    metadata.create_all(made)
    yield made
    made.dispose()


def entries(made, connection, table):
    """How often each entry stands in the table: all but its number and the programme."""
    columns = [column for column in table.c if column.name not in ("programme_id", "id", "until")]
    return Counter(map(tuple, connection.execute(select(*columns).where(table.c.programme_id == made.id))))


def shown(made, connection, frozen):
    """Everything that anybody sees of the figures of a version."""
    seen = {}
    for role in ROLES:
        question = made.question(connection, role=role)
        frames = [reports.figures(question, frozen)]
        frames += [reports.cells(question, frozen, code) for code in GRIDS]
        seen[role] = [(list(one.records()), one.hidden.to_numpy().tolist()) for one in frames]
    return seen


def holds_what_it_held(draw, made, connection):
    # Of the programme before, rolled back since: its releases have the same numbers and the same hour.
    released._memory.clear()
    made.rebuild(connection)
    removed, kept = [], []
    for number in range(1, draw(st.integers(2, 4)) + 1):
        if number > 1:
            disturb(draw, made, removed)
            made.deliver(connection)
        if draw(st.booleans()) or number == 1:
            frozen = reports.prepare(made.question(connection), "2024H1", remarks={}, by=BY, now=NOW)
            kept.append((frozen, entries(made, connection, ledger), shown(made, connection, frozen)))
    for then, copied, seen in kept:
        now = reports.frozen(made.question(connection), "2024H1", then.version)
        assert now == then
        assert shown(made, connection, now) == seen
        assert entries(made, connection, as_known(made.id, then.data_version)) == copied
        assert reports.verify(made.question(connection), now).holds


@settings(max_examples=8, suppress_health_check=SLOW)
@given(made=delivered(), data=st.data())
def test_later_deliveries_change_nothing_of_it(memory, made, data):
    with memory.connect() as connection:
        holds_what_it_held(data.draw, made, connection)
        connection.rollback()


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
@settings(max_examples=3, suppress_health_check=SLOW)
@given(made=delivered(), data=st.data())
def test_later_deliveries_change_nothing_of_it_on_postgresql(connection, made, data):
    with connection.begin_nested() as whole:
        holds_what_it_held(data.draw, made, connection)
        whole.rollback()


def programme_that_moved(url):
    """A programme with a frozen report whose entries stand half in the ledger and half in the history."""
    made = Delivered().organisation("A", authority="local").session("S1", hours=2.0).session("S2", kind="mentoring")
    for number in range(12):
        made.participant(f"p{number}", organisation="A", gender="male" if number % 3 else "female")
        made.attendance("S1", f"p{number}")
    made.attendance("S2", "p1", "p2").member("m1").session("N1", kind="network").network_attendance("N1", "m1")
    made.response("p1", "useful_for_work", "5").target("P.3", "2024H1", 10.0).indicator("P.3", target=20.0)
    with filling(url) as connection:
        made.rebuild(connection)
        submitted(made, connection, "2024H1")
        del made.rows["attendance"][:5]
        made.deliver(connection)
    return made


@pytest.fixture
def fill(fill, request):
    return programme_that_moved if "moved" in request.fixturenames else fill


@pytest.fixture
def moved(filled):
    return filled


def verified(made, connection):
    return reports.verify(made.question(connection), reports.frozen(made.question(connection), "2024H1"))


def test_any_change_of_an_entry_that_it_rests_on_is_found(moved, connection):
    assert verified(moved, connection).holds
    frozen = reports.frozen(moved.question(connection), "2024H1")
    by_then = lambda table: or_(table.c.counted_on <= frozen.as_of, table.c.counted_on.is_(None))  # noqa: E731
    for table in (ledger, ledger_history):
        rests = select(table).where(table.c.since <= frozen.data_version, by_then(table))
        rows = connection.execute(rests).all()
        assert rows
        for row in rows[:: max(len(rows) // 6, 1)]:
            of_row = and_(table.c.programme_id == row.programme_id, table.c.id == row.id)
            for name in (column.name for column in table.columns if column.name not in ("programme_id", "id", "until")):
                other = CHANGED.get(name, frozen.data_version + 1 if name == "since" else "other")
                before = getattr(row, name)
                connection.execute(update(table).where(of_row).values({name: other}))
                found = verified(moved, connection)
                assert found.content, name
                assert not found.entries, name
                connection.execute(update(table).where(of_row).values({name: before}))
        assert verified(moved, connection).holds


def test_an_entry_taken_away_or_put_in_is_found(moved, connection):
    row = connection.execute(select(ledger_history)).first()._asdict()
    of_row = and_(ledger_history.c.programme_id == row["programme_id"], ledger_history.c.id == row["id"])
    connection.execute(ledger_history.delete().where(of_row))
    assert not verified(moved, connection).entries
    connection.execute(insert(ledger_history).values(row))
    assert verified(moved, connection).holds
    connection.execute(insert(ledger_history).values(row | {"id": 99_999}))
    assert not verified(moved, connection).entries


def test_a_reason_that_is_emptied_is_told_apart_from_one_that_is_not_there(moved, connection):
    counts = and_(ledger.c.left_out.is_(None), ledger.c.since == 1)
    connection.execute(update(ledger).where(counts).values(left_out=""))
    found = verified(moved, connection)
    assert (found.content, found.entries, found.values) == (True, False, False)


@settings(max_examples=25, suppress_health_check=SLOW)
@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@given(at=st.integers(0), letter=st.characters(codec="utf-8", exclude_characters="\x00"))
def test_any_byte_of_what_was_frozen_that_is_changed_is_found(moved, connection, at, letter):
    frozen = reports.frozen(moved.question(connection), "2024H1")
    at %= len(frozen.text)
    if frozen.text[at] != letter:
        changed = frozen.text[:at] + letter + frozen.text[at + 1 :]
        connection.execute(update(report_versions).values(content=changed))
        found = verified(moved, connection)
        assert (found.content, found.entries, found.values, found.holds) == (False, False, False, False)
        connection.execute(update(report_versions).values(content=frozen.text))
    assert verified(moved, connection).holds


@pytest.mark.parametrize(
    "label",
    [
        {"as_of": date(2024, 6, 29)},
        {"data_version": 2},
        {"prepared_by": "somebody.else@example.org"},
        {"prepared_at": NOW + timedelta(seconds=1)},
        {"hash": "0" * 64},
    ],
    ids=lambda label: next(iter(label)),
)
def test_what_stands_beside_the_content_is_held_against_it(moved, connection, label):
    connection.execute(update(report_versions).values(label))
    assert not verified(moved, connection).holds


def test_a_version_moved_to_another_period_or_number_is_found(moved, connection):
    for label in ({"period": "2024H2"}, {"version": 2}):
        connection.execute(update(report_versions).values(label))
        question = moved.question(connection)
        assert not reports.verify(question, reports.frozen(question, label.get("period", "2024H1"))).holds
        connection.execute(update(report_versions).values(period="2024H1", version=1))


@pytest.mark.parametrize(
    "meddled",
    [
        {"step": "approve"},
        {"version": 2},
        {"number": 9},
        {"taken_by": "somebody.else@example.org"},
        {"taken_at": NOW + timedelta(seconds=1)},
        {"comment": "Never said."},
    ],
    ids=lambda meddled: next(iter(meddled)),
)
def test_a_step_that_was_changed_is_found(moved, connection, meddled):
    last = report_steps.c.number == 2
    connection.execute(update(report_steps).where(last).values(meddled))
    found = verified(moved, connection)
    assert (found.content, found.entries, found.values, found.steps) == (True, True, True, False)


def test_a_step_taken_away_or_put_in_is_found(moved, connection):
    row = connection.execute(select(report_steps).where(report_steps.c.number == 2)).one()._asdict()
    connection.execute(report_steps.delete().where(report_steps.c.number == 2))
    assert not verified(moved, connection).steps
    connection.execute(insert(report_steps).values(row))
    assert verified(moved, connection).holds
    connection.execute(insert(report_steps).values(row | {"number": 3, "step": "approve"}))
    assert not verified(moved, connection).steps


def test_content_that_was_given_a_hash_that_fits_is_found(moved, connection):
    frozen = reports.frozen(moved.question(connection), "2024H1")
    frozen.content["comment"] = "Never said."
    found = rehashed(moved, connection, frozen)
    assert (found.content, found.entries, found.values, found.steps) == (True, True, True, False)


def test_the_log_holds_nothing_of_what_was_said_in_a_step(moved, connection):
    question = moved.question(connection, role=Role.FINANCIER)
    reports.give_back(question, "2024H1", reason="Ask Aino.", by=BY, now=NOW)
    last = audit.entries(connection, limit=1)[0]
    assert last.detail["step"] == "return"
    assert "Aino" not in str(vars(last))
    assert verified(moved, connection).holds


def test_a_report_of_another_programme_does_not_hold_here(moved, connection):
    other = Delivered("OTHER").rebuild(connection)
    frozen = reports.frozen(moved.question(connection), "2024H1")
    assert not reports.verify(other.question(connection), frozen).holds


def test_figures_that_are_no_sums_of_the_entries_are_found_even_where_all_hashes_fit(moved, connection):
    frozen = reports.frozen(moved.question(connection), "2024H1")
    row = next(one for one in frozen.content["indicators"] if one["code"] == "P.3")
    assert row["value"] == 12
    for name in ("value", "incomplete", "answered"):
        code = "P.5" if name == "answered" else "P.3"
        one = next(one for one in frozen.content["indicators"] if one["code"] == code)
        one[name] += 1
        assert not rehashed(moved, connection, frozen).values, name
        one[name] -= 1
    frozen.content["cells"][0]["value"] += 1
    assert not rehashed(moved, connection, frozen).values
    frozen.content["cells"][0]["value"] -= 1
    frozen.content["cells"].append({"code": "P.3", "gender": "non_binary", "age_group": "18_60", "value": 1.0})
    assert not rehashed(moved, connection, frozen).values
    frozen.content["cells"].pop()
    assert rehashed(moved, connection, frozen).holds


def rehashed(made, connection, frozen):
    """What is found where somebody changed the content and gave it a hash that fits."""
    text = digest.canonical(frozen.content)
    connection.execute(update(report_versions).values(content=text, hash=digest.of_text(text)))
    return verified(made, connection)


def test_it_says_what_the_pages_said_on_the_day(connection):
    made = Delivered().session("S1").member("m1").session("N1", kind="network").network_attendance("N1", "m1")
    for number in range(7):
        made.participant(f"p{number}", gender=None if number == 3 else "female").attendance("S1", f"p{number}")
    made.rebuild(connection)
    remarks = {"P.3": Remark(Judgement.ON_TRACK, " Well.\r\nOn the way.\x0b ")}
    frozen = reports.prepare(made.question(connection), "2024H1", remarks=remarks, by=BY, now=NOW)
    for role in ROLES:
        question = made.question(connection, role=role, as_of=date(2024, 6, 30))
        then, now = reports.figures(question, frozen), indicators.overview(question)
        said = list(then.records())
        assert [{**row} | {"judgement": None, "comment": ""} for row in now.records()] == [
            row | {"judgement": None, "comment": ""} for row in said
        ]
        assert then.hidden[now.hidden.columns].equals(now.hidden)
        for code in catalogue.codes():
            grid, page = reports.cells(question, frozen, code), indicators.cells(question, code)
            assert list(grid.records()) == list(page.records())
            assert grid.hidden.equals(page.hidden)
    row = next(row for row in said if row["code"] == "P.3")
    assert (row["judgement"], row["comment"]) == ("on_track", "Well.\nOn the way.")


def test_it_opens_when_the_catalogue_has_lost_or_changed_an_indicator(connection, monkeypatch):
    made = Delivered().session("S1")
    for number in range(3):
        made.participant(f"p{number}").attendance("S1", f"p{number}")
    made.rebuild(connection)
    frozen = submitted(made, connection, "2024H1")
    seen = shown(made, connection, frozen)
    less = {code: one for code, one in catalogue.indicators().items() if code != "P.3"}
    for name in ("figures", "named", "scope"):
        monkeypatch.setattr(f"data_access.queries.indicators.{name}.indicators", lambda: less)
    assert shown(made, connection, frozen) == seen


def test_filters_of_the_one_who_prepares_play_no_part(connection):
    made = Delivered().cohort("X").organisation("A", cohort="X").organisation("B").session("S1")
    made.participant("p1", organisation="A").participant("p2", organisation="B").attendance("S1", "p1", "p2")
    made.rebuild(connection)
    frozen = reports.prepare(made.question(connection, cohort="X"), "2024H1", remarks={}, by=BY, now=NOW)
    assert next(row for row in frozen.content["indicators"] if row["code"] == "P.3")["value"] == 2
    assert reports.verify(made.question(connection), frozen).holds


def test_it_holds_the_rules_targets_and_definitions_in_force(connection):
    made = (
        Delivered(counts="all").indicator("P.3", baseline=0.0, target=50.0, decision="D1").target("P.3", "2024H1", 5.0)
    )
    made.rebuild(connection)
    content = submitted(made, connection, "2024H1").content
    assert content["programme"]["rules"] == {"counts": "all", "follow_up_from_days": 80, "follow_up_to_days": 120}
    assert content["targets"] == [{"code": "P.3", "on": "2024-06-30", "value": 5.0}]
    row = next(one for one in content["indicators"] if one["code"] == "P.3")
    assert (row["baseline"], row["target"], row["decision"]) == (0.0, 50.0, "D1")
    assert content["definitions"]["P.3"]["conditions"]["registered_in"] == "participants"
    assert content["delivered_at"] == "2026-07-01T00:00:00+00:00"
    assert content["prepared_at"] == NOW.isoformat()
