"""Movements agree with full copies of the ledger, taken at each delivery and compared entry by entry."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert, select

from data_access.ledger import BOTH_REGISTERS, store
from data_access.models import ledger, metadata, report_versions
from data_access.reports.difference.movements import movements
from data_access.reports.difference.span import Span
from tests.data_access.builders import Programme

FIRST = date(2024, 6, 28)
DAYS = (None, *(FIRST + timedelta(days=at) for at in range(5)))
CODES = ("O.2.3", "P.4")
SAID = ("counted_on", "amount", "left_out", "gender", "age_group")
NOW = datetime(2026, 7, 1, tzinfo=UTC)

entry = st.fixed_dictionaries(
    {
        "indicator": st.sampled_from(CODES),
        "unit": st.sampled_from(["a", "b", "c", BOTH_REGISTERS]),
        "counted_on": st.sampled_from(DAYS[1:]),
        "amount": st.sampled_from([1.0, 1.0, 1.0, -1.0, 2.5]),
        "left_out": st.sampled_from([None, None, "staff", "absent"]),
        "gender": st.sampled_from([None, "female", "male"]),
        "age_group": st.sampled_from([None, "18_60"]),
        "sheet": st.sampled_from(["attendance", "attendance", "network_attendance"]),
        "row_id": st.integers(1, 4),
    }
)
books = st.lists(entry, max_size=9)


@st.composite
def deliveries(draw):
    """One list of entries after the other, each with much of the one before."""
    found = [draw(books)]
    for _ in range(draw(st.integers(1, 4))):
        stays = [one for one in found[-1] if draw(st.integers(0, 3))]
        # The same once more on another row, as when a row is delivered anew
        again = [{**one, "row_id": one["row_id"] % 4 + 1} for one in stays if not draw(st.integers(0, 3))]
        found.append([*stays, *again, *draw(st.lists(entry, max_size=4))])
    return found


def book(rows, code):
    """The entries of an indicator as the rules hand them over."""
    made = [
        {"measure": "value", "organisation": None, "cohort": None, "session_kind": None, **one}
        for one in rows
        if one["indicator"] == code
    ]
    for one in made:
        if one["left_out"]:
            one |= {"amount": 0.0, "gender": None, "age_group": None}
    names = [column.name for column in ledger.columns if column.name not in ("programme_id", "id", "since")]
    return pd.DataFrame(made, columns=names, dtype="object").assign(
        amount=[one["amount"] for one in made], counted_on=pd.to_datetime([one["counted_on"] for one in made])
    )


def freeze(connection, made, delivery):
    connection.execute(
        insert(report_versions).values(
            programme_id=made.id, period=f"{delivery}", version=1, as_of=FIRST, data_version=delivery,
            prepared_at=NOW, prepared_by="a test", hash="", content="{}",
        )
    )  # fmt: skip


def copied(connection, made):
    """The whole ledger, as plain rows."""
    return [dict(row._mapping) for row in connection.execute(select(ledger).where(ledger.c.programme_id == made.id))]


def counting(copy, day):
    """What counts by the day: by indicator and unit, with what is said of it."""
    return Counter(
        (one["indicator"], one["unit"], *(one[name] for name in SAID))
        for one in copy
        if one["left_out"] is None and one["counted_on"] is not None and one["counted_on"] <= day
    )


def value(copy, code, day):
    return sum(
        one["amount"]
        for one in copy
        if one["indicator"] == code and one["left_out"] is None and one["counted_on"] and one["counted_on"] <= day
    )


def side(rows, suffix, day):
    """The entries that counted on one side of the movements."""
    return Counter(
        (one["indicator"], one["unit"], *(None if pd.isna(one[name + suffix]) else one[name + suffix] for name in SAID))
        for one in rows
        if pd.notna(one[f"counted_on{suffix}"])
        and pd.isna(one[f"left_out{suffix}"])
        and one[f"counted_on{suffix}"] <= day
    )


def holds(connection, given_books, frozen, day):
    """Deliver them all, with reports frozen of some, and compare each span between them with the copies."""
    made = Programme().save(connection)
    copies = {}
    for number, rows in enumerate(given_books, start=1):
        store.replace(connection, made.id, [(code, book(rows, code)) for code in CODES], since=number)
        copies[number] = copied(connection, made)
        if number in frozen:
            freeze(connection, made, number)
    question, last = made.question(connection), len(given_books)
    spans = [(known, until) for known in frozen for until in [*frozen, None] if until is None or until > known]
    for known, until in spans:
        then, now = copies[known], copies[until or last]
        moved = movements(question, Span(known, day, until))
        for code in CODES:
            effect = moved.loc[moved["indicator"] == code, "effect"].sum()
            assert value(then, code, day) + effect == value(now, code, day)
        rows = moved.to_dict("records")
        counted, counts = counting(then, day), counting(now, day)
        assert side(rows, "_then", day) == counted - counts
        assert side(rows, "", day) == counts - counted
        assert all(known < one["delivery"] <= (until or last) for one in rows)


CASES = {
    "given_books": deliveries(),
    "frozen": st.sets(st.integers(1, 4), min_size=1).map(sorted),
    "day": st.sampled_from(DAYS[1:]),
}


@pytest.fixture(scope="module")
def memory():
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    yield engine
    engine.dispose()


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(**CASES)
def test_movements_agree_with_copies_of_the_ledger(memory, given_books, frozen, day):
    with memory.connect() as connection:
        holds(connection, given_books, [one for one in frozen if one <= len(given_books)], day)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(**CASES)
def test_movements_agree_with_copies_of_the_ledger_on_postgresql(connection, given_books, frozen, day):
    connection.rollback()  # what the example before has made
    holds(connection, given_books, [one for one in frozen if one <= len(given_books)], day)
