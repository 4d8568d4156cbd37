"""Of the ledger before a delivery that is kept on which a frozen report rests, and nothing else."""

import pandas as pd
import pytest
from sqlalchemy import func, select, update

from data_access import reports
from data_access.ledger import store
from data_access.ledger.known import as_known
from data_access.models import ledger, ledger_history
from tests.data_access.reports.later import BY, NOW, Delivered


def programme(code="TEST"):
    made = Delivered(code, counts="all").session("S1")
    for number in range(4):
        made.participant(f"p{number}").attendance("S1", f"p{number}")
    return made


def prepared(made, connection, period="2024H1"):
    return reports.prepare(made.question(connection), period, remarks={}, by=BY, now=NOW)


def ended(connection, made):
    """The units, and from which delivery to which they stood, of P.3 in the history."""
    one = ledger_history.c
    wanted = select(one.since, one.until, one.row_id).where(one.indicator == "P.3", one.programme_id == made.id)
    return [tuple(row) for row in connection.execute(wanted.order_by(one.until, one.row_id))]


def known(connection, made, delivery):
    entries = as_known(made.id, delivery).c
    wanted = select(func.sum(entries.amount)).where(entries.indicator == "P.3", entries.left_out.is_(None))
    return connection.execute(wanted.where(entries.measure == "value")).scalar()


def test_nothing_is_kept_while_no_report_was_ever_frozen(connection):
    made = programme().rebuild(connection)
    for _ in range(2):
        made.rows["attendance"].pop()
        made.deliver(connection)
    assert connection.execute(select(func.count()).select_from(ledger_history)).scalar() == 0


def test_what_a_report_rests_on_is_kept_and_nothing_that_came_later(connection):
    made = programme().rebuild(connection)
    prepared(made, connection)
    first = made.row_id(connection, "attendance", delivery=1, line=5)
    made.rows["attendance"].pop()
    made.participant("p9").attendance("S1", "p9")
    made.deliver(connection)
    assert ended(connection, made) == [(1, 2, first)]
    made.rows["attendance"].pop()
    made.deliver(connection)
    # What came with the second delivery and went with the third was in no report.
    assert ended(connection, made) == [(1, 2, first)]
    assert (known(connection, made, 1), known(connection, made, 3)) == (4, 3)


def test_of_two_programmes_only_the_one_with_a_report_keeps_anything(connection):
    reported, other = programme().rebuild(connection), programme("OTHER").rebuild(connection)
    prepared(reported, connection)
    for made in (reported, other):
        made.rows["attendance"].clear()
        made.deliver(connection)
    assert len(ended(connection, reported)) == 4
    assert ended(connection, other) == []
    assert known(connection, reported, 1) == 4


def test_an_entry_that_stands_as_before_stays_as_it_is(connection):
    made = programme().rebuild(connection)
    before = set(connection.execute(select(ledger)))
    made.participant("p9").attendance("S1", "p9")
    made.deliver(connection)
    after = set(connection.execute(select(ledger)))
    assert before < after
    assert {row.since for row in after - before} == {2}
    assert len({row.id for row in after}) == len(after)


def test_what_goes_and_comes_back_stands_anew(connection):
    made = programme().rebuild(connection)
    prepared(made, connection)
    row = made.rows["attendance"].pop()
    made.deliver(connection)
    prepared(made, connection)
    made.rows["attendance"].append(row)
    made.deliver(connection)
    assert [known(connection, made, delivery) for delivery in (1, 2, 3)] == [4, 3, 4]
    since = connection.execute(select(ledger.c.since).where(ledger.c.indicator == "P.3")).scalars()
    assert sorted(since) == [1, 1, 1, 3]


def test_entries_of_an_indicator_that_the_catalogue_has_lost_go_to_the_history(connection):
    made = programme().rebuild(connection)
    prepared(made, connection)
    before = connection.execute(select(func.count()).select_from(ledger)).scalar()
    lost = connection.execute(select(func.count()).where(ledger.c.indicator == "P.3")).scalar()
    connection.execute(update(ledger).where(ledger.c.indicator == "P.3").values(indicator="P.99"))
    made.deliver(connection)
    kept = select(func.count()).where(ledger_history.c.indicator == "P.99", ledger_history.c.until == 2)
    assert connection.execute(kept).scalar() == lost
    assert connection.execute(select(func.count()).select_from(ledger)).scalar() == before


@pytest.mark.parametrize("alike", [(3, 1), (1, 3), (2, 2), (0, 2), (2, 0)])
def test_of_entries_that_are_alike_as_many_stand_as_were_made(connection, alike):
    made = programme().save(connection)
    book = pd.DataFrame(
        [("P.3", "value", "u", None, 1.0, None, None, None, None, None, None, "attendance", 7)], columns=store.SAID
    ).astype({"counted_on": "datetime64[s]"})
    for since, number in enumerate(alike, start=1):
        store.replace(connection, made.id, [("P.3", pd.concat([book] * number or [book.iloc[:0]]))], since=since)
    since = sorted(connection.execute(select(ledger.c.since)).scalars())
    stayed = min(alike)
    assert since == [1] * stayed + [2] * (alike[1] - stayed)
