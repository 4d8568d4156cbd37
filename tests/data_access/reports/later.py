"""Further deliveries to a programme of the builders, and reports on it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from data_access import ledger, reports
from data_access.models import deliveries, rows_of
from data_access.reports import Frozen
from data_access.viewer import Role
from tests.data_access.builders import Programme

BY, FINANCIER = "manager@example.org", "financier@example.org"
NOW = datetime(2026, 7, 15, 9, tzinfo=UTC)


class Delivered(Programme):
    """A programme whose rows can be changed after they were kept: ``deliver`` takes them in once more.

    As intake has it: what stands as it stood is left, what is gone is superseded, what is new enters.
    """

    def save(self, connection: Connection) -> Delivered:
        super().save(connection)
        self._stands = self._numbered()
        return self

    def deliver(self, connection: Connection, *, source: str = "workbook", on: date = date(2026, 8, 1)) -> int:
        """The rows as they are now, as one more delivery. Its number."""
        mine = deliveries.c.programme_id == self.id
        last = connection.execute(
            select(func.max(deliveries.c.number), func.max(deliveries.c.last_row)).where(mine)
        ).one()
        number, row_id = last[0] + 1, last[1]
        standing = list(self._stands)
        for name, row in self._written():
            alike = next((one for one in standing if one[:2] == (name, row)), None)
            if alike:
                standing.remove(alike)
                continue
            row_id += 1
            stored = self._stored(name, row, row_id, 0) | {"delivery": number, "line": row_id}
            connection.execute(insert(rows_of(name)), [stored])
            self._stands.append((name, row, row_id))
        for gone in standing:
            table = rows_of(gone[0])
            of_row = (table.c.programme_id == self.id) & (table.c.id == gone[2])
            connection.execute(update(table).where(of_row).values(superseded=number))
            self._stands.remove(gone)
        connection.execute(
            insert(deliveries).values(
                programme_id=self.id, number=number, source=source, loaded_at=datetime(*on.timetuple()[:3], tzinfo=UTC),
                loaded_by=BY, files=[f"{number}.xlsx"], changes={}, skipped=[], last_row=row_id,
            )
        )  # fmt: skip
        ledger.rebuild(connection, self.id, self.identities, delivery=number)
        return int(number)

    def _numbered(self) -> list[tuple[str, dict[str, Any], int]]:
        # The builder numbers the rows of all sheets one after the other.
        return [(name, row, at) for at, (name, row) in enumerate(self._written(), start=1)]

    def _written(self) -> list[tuple[str, dict[str, Any]]]:
        return [(name, dict(row)) for name, rows in self.rows.items() for row in rows]


def submitted(made: Programme, connection: Connection, period: str) -> Frozen:
    """The report of the period, prepared of what stands and submitted."""
    question = made.question(connection)
    frozen = reports.prepare(question, period, remarks={}, by=BY, now=NOW)
    reports.submit(question, period, by=BY, now=NOW)
    return frozen


def returned(made: Programme, connection: Connection, period: str) -> None:
    """The financier gives the period's report back."""
    question = made.question(connection, role=Role.FINANCIER)
    reports.give_back(question, period, reason="Look again.", by=FINANCIER, now=NOW)
