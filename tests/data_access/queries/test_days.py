from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Date, bindparam, select

from data_access.queries.days import days_between, days_later

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=DAYS, second=DAYS)
def test_days_are_counted_as_python_does(connection, first, second):
    earlier, later = bindparam(None, first, Date), bindparam(None, second, Date)
    n = (second - first).days
    between, back = connection.execute(select(days_between(later, earlier), days_later(earlier, n))).one()
    assert (between, back) == (n, second)


def test_what_is_unknown_stays_unknown(connection):
    nothing, day = bindparam(None, None, Date), bindparam(None, date(2024, 1, 1), Date)
    assert connection.execute(select(days_between(day, nothing), days_later(nothing, 7))).one() == (None, None)
