"""Months and half-years: the steps of time in which figures are grouped, the same on both databases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from sqlalchemy import ColumnElement, Integer, cast, extract


@dataclass(frozen=True)
class Buckets:
    """Steps of ``months`` months, numbered from the year 0, so that neighbours differ by one."""

    months: int

    def number(self, day: ColumnElement[date]) -> ColumnElement[int]:
        """The bucket's number in SQL."""
        months = cast(extract("year", day), Integer) * 12 + cast(extract("month", day), Integer) - 1
        return months // self.months

    def of(self, day: date) -> int:
        """The number of the bucket that holds ``day``."""
        return (day.year * 12 + day.month - 1) // self.months

    def starts_on(self, number: int) -> date:
        """The bucket's first day."""
        year, month = divmod(number * self.months, 12)
        return date(year, month + 1, 1)

    def ends_on(self, number: int) -> date:
        """The bucket's last day."""
        return self.starts_on(number + 1) - timedelta(days=1)

    def closed_on(self, day: date) -> date:
        """The last day of the last bucket that is over when ``day`` is."""
        return self.starts_on(self.of(day + timedelta(days=1))) - timedelta(days=1)

    def frame(self, numbers: Iterable[int]) -> pd.DataFrame:
        """One row for each number, which is the index; columns ``starts_on`` and ``ends_on``."""
        index = list(numbers)
        return pd.DataFrame(
            {"starts_on": [self.starts_on(one) for one in index], "ends_on": [self.ends_on(one) for one in index]},
            index=pd.Index(index, dtype="int64"),
        )


MONTHS = Buckets(1)
HALF_YEARS = Buckets(6)
