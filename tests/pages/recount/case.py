"""What a page was asked, and plain SQL to count it again with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Row, text

from data_access.viewer import Role

Numbers = Mapping[tuple[Any, ...], Mapping[str, Any]]  # by what tells the rows of a panel apart, by column

_ENTRY = (
    "id, indicator, measure, unit, counted_on, amount, left_out, gender, age_group, organisation, cohort, session_kind,"
    " sheet, row_id, since"
)
_NAME = re.compile(r"\{(\w+)\}")
_VALUE = re.compile(r"(?<!:):(\w+)")


@dataclass(frozen=True)
class Case:
    """One page of one reader. ``day``: that its figures are of; ``known``: the delivery its records are of, if not the
    last; ``opened``: the indicator, organisation, practice or period of the address, ``more`` what else stands in it.

    In the SQL of ``rows`` a name in braces is that sheet's rows as they stand, ``{ledger}`` the ledger; ``:day``,
    ``:today``, ``:opened`` and ``:programme`` may be named without being given.
    """

    connection: Connection
    programme: int
    role: Role
    day: date
    today: date
    opened: str | None = None
    known: int | None = None
    more: Mapping[str, str] = field(default_factory=dict)
    answers: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def restricted(self) -> bool:
        """Whether the reader is another than the manager."""
        return self.role is not Role.MANAGER

    def rows(self, sql: str, **values: Any) -> list[Row[Any]]:
        """The answer to ``sql``, asked once."""
        given = {"day": self.day, "today": self.today, "opened": self.opened, "programme": self.programme}
        wanted = _NAME.sub(lambda found: self._table(found[1]), sql)
        named = {name: (given | values)[name] for name in set(_VALUE.findall(wanted))}
        key = (wanted, *sorted(named.items()))
        if key not in self.answers:
            # Bound with its type each, as both databases want it for days
            self.answers[key] = self.connection.execute(text(wanted).bindparams(**named)).all()
        found: list[Row[Any]] = self.answers[key]
        return found

    def number(self, sql: str, **values: Any) -> Any:
        """The one number that ``sql`` answers."""
        ((found,),) = self.rows(sql, **values)
        return found

    def days(self, sql: str, **values: Any) -> list[date]:
        """The days in the first column."""
        return [day for row in self.rows(sql, **values) if (day := as_day(row[0])) is not None]

    def on(self, day: date) -> Case:
        """The same on another day."""
        return replace(self, day=day)

    @cached_property
    def span(self) -> tuple[date, date]:
        """The programme's first and last day."""
        ((start, end),) = self.rows("select starts_on, ends_on from {programme} p")
        return date.fromisoformat(str(start)), date.fromisoformat(str(end))

    def _table(self, name: str) -> str:
        of_it = "programme_id = :programme"
        if name == "ledger":
            if self.known is None:
                return f"(select {_ENTRY} from ledger where {of_it})"
            stood = f"since <= {self.known}"
            ended = f"select {_ENTRY} from ledger_history where {of_it} and {stood} and until > {self.known}"
            return f"(select {_ENTRY} from ledger where {of_it} and {stood} union all {ended})"
        if self.known is None:
            return f"(select * from sheet_{name} where {of_it} and superseded is null)"
        stands = f"delivery <= {self.known} and (superseded is null or superseded > {self.known})"
        return f"(select * from sheet_{name} where {of_it} and {stands})"


def numbered(keys: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The keys, each told apart from those before that are the same by how many there were."""
    seen: Counter[tuple[Any, ...]] = Counter()
    found = []
    for key in keys:
        found.append((*key, seen[key]) if seen[key] else key)
        seen[key] += 1
    return found


def as_day(value: Any) -> date | None:
    """A day as SQLite or PostgreSQL gives it back."""
    return None if value is None else date.fromisoformat(str(value)[:10])


def month(day: date) -> tuple[int, int]:
    """Year and month."""
    return day.year, day.month


def ends(first: date, last: date, months: int) -> list[date]:
    """The last days of all steps of ``months`` months, from the one that holds ``first`` to the one of ``last``."""
    found = [_end(first, months)]
    while found[-1] < last:
        found.append(_end(found[-1] + timedelta(days=1), months))
    return found


def begins(end: date, months: int) -> date:
    """The first day of the step that ends on ``end``."""
    year, at = divmod(end.year * 12 + end.month - months, 12)
    return date(year, at + 1, 1)


def _end(day: date, months: int) -> date:
    step = (day.year * 12 + day.month - 1) // months + 1
    year, at = divmod(step * months, 12)
    return date(year, at + 1, 1) - timedelta(days=1)
