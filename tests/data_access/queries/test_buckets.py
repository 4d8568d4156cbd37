from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Date, literal, select

from data_access.database import engine
from data_access.queries.buckets import HALF_YEARS, MONTHS

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(DAYS, st.sampled_from([MONTHS, HALF_YEARS]))
def test_a_day_lies_in_its_bucket_and_buckets_meet(day, buckets):
    number = buckets.of(day)
    assert buckets.starts_on(number) <= day <= buckets.ends_on(number)
    assert buckets.starts_on(number + 1) - buckets.ends_on(number) == timedelta(days=1)


@given(DAYS)
def test_the_last_closed_half_year_is_over_and_the_next_is_not(day):
    closed = HALF_YEARS.closed_on(day)
    assert closed <= day < HALF_YEARS.ends_on(HALF_YEARS.of(closed) + 1)
    assert (closed.month, closed.day) in ((6, 30), (12, 31))


@pytest.mark.parametrize("day", [date(2024, 1, 1), date(2024, 6, 30), date(2024, 7, 1), date(2024, 12, 31)])
def test_the_database_numbers_days_alike(database_url, day):
    made = engine(database_url)
    with made.connect() as connection:
        for buckets in (MONTHS, HALF_YEARS):
            number = connection.execute(select(buckets.number(literal(day, Date)))).scalar_one()
            assert number == buckets.of(day)
    made.dispose()
