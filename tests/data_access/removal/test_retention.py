"""How long records are kept, and what is left when that is over."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from data_access import audit, removal, reports
from data_access.models import erasures, ledger, ledger_history, rows_of
from data_access.models import programmes as kept
from data_access.queries import indicators
from data_access.sheets import PERSONAL
from tests.data_access.builders import KEY, filling
from tests.data_access.figures import figures
from tests.data_access.removal.test_erasure import everything
from tests.data_access.reports.later import BY, NOW, Delivered, submitted

YEARS, DUE, EVER = 5, date(2032, 1, 1), date(2030, 1, 1)


def holdings(made, connection):
    return removal.holdings(connection, made.code, years=YEARS)


def remove(made, connection, today=DUE):
    return removal.remove(connection, made.code, years=YEARS, today=today, by=BY, now=NOW)


def programme_after_an_erasure(url):
    """A programme with a report, from which p2 was erased after the attendance of p1 was taken out."""
    made = Delivered(counts="all").organisation("A", authority="local").session("S", hours=2.0).session("N", "network")
    made.participant("p1", organisation="A").participant("p2", organisation="A").attendance("S", "p1", "p2")
    made.member("p1").member("m2").network_attendance("N", "p1", "m2").response("p1", "useful_for_work", "5")
    made.response("m2", "helpful_for_integration", "5", survey="network_feedback")
    with filling(url) as connection:
        made.rebuild(connection)
        submitted(made, connection, "2024H1")
        del made.rows["attendance"][0]
        made.deliver(connection)
        removal.erase(connection, made.code, ["p2"], key=KEY, by=BY, now=NOW)
    return made


@pytest.fixture
def fill():
    return programme_after_an_erasure


@pytest.fixture
def made(filled):
    return filled


def test_the_years_begin_with_the_end_of_the_year_of_the_last_payment(made, connection):
    held = holdings(made, connection)
    assert (held.known, held.last_payment, held.due_on) == (False, date(2026, 6, 30), DUE)
    removal.note_payment(connection, made.code, date(2027, 1, 1), by=BY, now=NOW)
    held = holdings(made, connection)
    assert (held.known, held.last_payment, held.due_on) == (True, date(2027, 1, 1), date(2033, 1, 1))
    [noted] = audit.entries(connection, action=audit.Action.RETENTION)
    assert noted.detail == {"last_payment": "2027-01-01"}
    removal.note_payment(connection, made.code, date(2027, 1, 1), by=BY, now=NOW)
    assert len(audit.entries(connection, action=audit.Action.RETENTION)) == 1


def test_what_is_held_is_counted(made, connection):
    held = holdings(made, connection)
    # The attendance of p1 was taken out, and is there still
    assert held.rows == {
        "participants": 1, "attendance": 1, "members": 2, "network_attendance": 2, "responses": 2
    }  # fmt: skip
    assert (held.participants, held.members, held.answers, held.deliveries) == (1, 2, 2, 3)


def test_nothing_goes_before_its_day(made, connection):
    before = everything(connection)
    with pytest.raises(removal.Early, match="2032-01-01"):
        remove(made, connection, today=date(2031, 12, 31))
    assert everything(connection) == before


def test_all_rows_about_persons_go_and_every_count_stays(made, connection):
    before, report = figures(connection, made.id, EVER), reports.frozen(made.question(connection), "2024H1")
    units = set(connection.execute(select(ledger.c.unit).where(func.length(ledger.c.unit) == 32)).scalars())
    assert remove(made, connection)
    for declared in PERSONAL:
        assert not connection.execute(select(rows_of(declared.name))).all()
    assert not connection.execute(select(erasures)).all()
    after = everything(connection)
    assert not [unit for unit in units if unit in after]
    assert figures(connection, made.id, EVER) == before
    question = made.question(connection, as_of=EVER, today=EVER)
    assert reports.frozen(question, "2024H1") == report
    names = {one.name for one in PERSONAL}
    for table in (ledger, ledger_history):
        for row in connection.execute(select(table)):
            assert row.sheet not in names or (row.row_id, row.organisation) == (0, None)


def test_figures_never_become_nothing(made, connection):
    def told():
        frame = indicators.overview(made.question(connection))
        return {row["code"]: row["value"] for row in frame.records()}

    before = told()
    remove(made, connection)
    assert told() == before
    assert before["P.7"] == 2
    assert before["P.11"] is None


def test_a_report_says_that_its_entries_were_removed_and_never_that_it_is_broken(made, connection):
    remove(made, connection)
    question = made.question(connection)
    found = reports.verify(question, reports.frozen(question, "2024H1"))
    assert found.holds
    assert (found.seal.action, found.seal.held) == (audit.Action.RETENTION, True)
    assert audit.verify(connection) is None


def test_removing_twice_changes_nothing(made, connection):
    assert remove(made, connection)
    before = everything(connection)
    assert not remove(made, connection, today=date(2040, 1, 1))
    assert everything(connection) == before
    assert holdings(made, connection).removed_on == DUE


def test_other_programmes_keep_theirs(made, connection):
    other = Delivered("OTHER").session("S").participant("p1").attendance("S", "p1").rebuild(connection)
    remove(made, connection)
    assert figures(connection, other.id, EVER)["P.3"]["value"] == 1
    removed = dict(connection.execute(select(kept.c.code, kept.c.removed_on)).all())
    assert removed == {made.code: DUE, "OTHER": None}
