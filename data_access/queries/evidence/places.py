"""Where the row of an entry stands: file, row, delivery and source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Label, Select, and_, func, null
from sqlalchemy.sql.selectable import NamedFromClause

from data_access.catalogue import Indicator, Rule
from data_access.models import rows_of

PLACE = ("file", "line", "delivery", "source")
RESPONSES = "responses"
_SHEETS_OF_RULE = {
    # A session itself is there for those who were counted by heads only
    Rule.PERSONS: ("attendance", "network_attendance", "sessions"),
    Rule.AUTHORITIES: ("attendance", "sessions"),
    Rule.SESSIONS: ("sessions",),
    Rule.HOURS: ("sessions",),
}


def sheets_of(indicators: Sequence[Indicator]) -> tuple[str, ...]:
    """The sheets on whose rows entries of the indicators rest."""
    return tuple(dict.fromkeys(name for one in indicators for name in _sheets(one)))


def _sheets(indicator: Indicator) -> tuple[str, ...]:
    if indicator.survey:
        return (RESPONSES,)
    return _SHEETS_OF_RULE.get(indicator.rule, (indicator.conditions.sheet,))


class Places:
    """The rows of the sheets on which entries rest, to join with the entries of a programme."""

    def __init__(self, programme_id: int, sheets: Sequence[str]) -> None:
        self._programme_id = programme_id
        self.rows: dict[str, NamedFromClause] = {name: rows_of(name).alias(f"rows_of_{name}") for name in sheets}

    def joined(self, statement: Select[Any], entries: FromClause, *, only: str | None = None) -> Select[Any]:
        """``statement`` with the rows of all sheets, or ``only`` one, beside the entries."""
        for name, table in self.rows.items():
            if only in (None, name):
                statement = statement.outerjoin(table, self._rests_on(entries, name, table))
        return statement

    def column(self, name: str) -> Label[Any]:
        """File, line, delivery or source of the entry's row."""
        return func.coalesce(*(table.c[name] for table in self.rows.values()), null()).label(name)

    def _rests_on(self, entries: FromClause, name: str, table: NamedFromClause) -> ColumnElement[bool]:
        of_it = table.c.programme_id == self._programme_id
        return and_(entries.c.sheet == name, of_it, table.c.id == entries.c.row_id)
