"""A delivery against what its source delivered before: what is new, what changed, what is gone.

Rows alike in every column are the same row, wherever they stand in the file. Of the others, those
with a key that stood before are changed. A row is never overwritten, but superseded (design: *Deliveries*).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, insert, update

from data_access.intake.problem import Row
from data_access.intake.state import Kept, places
from data_access.models import rows_of
from data_access.sheets import Sheet

BATCH = 5_000  # rows in one statement
Item = TypeVar("Item")


@dataclass(frozen=True)
class Changes:
    """How many rows of a sheet were added, changed, removed and left as they were."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0

    def as_dict(self) -> dict[str, int]:
        """For programs and for the table of deliveries."""
        return asdict(self)

    @property
    def any(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True)
class Difference:
    """What a delivery does to one sheet: rows that enter, and ids of rows that are superseded."""

    sheet: Sheet
    entering: Sequence[Row]
    leaving: Sequence[int]
    changes: Changes


def difference(sheet: Sheet, delivered: Sequence[Row], kept: Sequence[Kept]) -> Difference:
    """``delivered`` rows against those ``kept`` from the same source."""
    standing: defaultdict[tuple[Any, ...], list[Kept]] = defaultdict(list)
    for one in reversed(kept):
        standing[one.row.values].append(one)
    entering = [row for row in delivered if not _taken(standing, row)]
    leaving = [one for rest in standing.values() for one in rest]
    changed = _alike(sheet, entering, [one.row for one in leaving])
    changes = Changes(
        added=len(entering) - changed,
        changed=changed,
        removed=len(leaving) - changed,
        unchanged=len(delivered) - len(entering),
    )
    return Difference(sheet, entering, sorted(one.id for one in leaving), changes)


def _taken(standing: Mapping[tuple[Any, ...], list[Kept]], row: Row) -> bool:
    """Whether a row alike stands; it is taken out, for rows that repeat stand as often as they are delivered."""
    alike = standing.get(row.values)
    if not alike:
        return False
    alike.pop()
    return True


def _alike(sheet: Sheet, entering: Sequence[Row], leaving: Sequence[Row]) -> int:
    """How many of the rows are pairs of one key."""
    key = places(sheet, sheet.key)
    before, after = (Counter(tuple(row.values[at] for at in key) for row in rows) for rows in (leaving, entering))
    return (before & after).total()


def write(
    connection: Connection,
    differences: Sequence[Difference],
    *,
    stamp: Mapping[str, Any],
    last_row: int,
    written: Callable[[int], None] = lambda _rows: None,
) -> int:
    """Enter and supersede rows; ``stamp`` holds programme_id, source and delivery. The highest row id in use then.

    ``written`` is told how many rows have been entered so far.
    """
    first = last_row
    for one in differences:
        _supersede(connection, one, stamp)
        table = rows_of(one.sheet.name)
        names = list(one.sheet.by_name)
        for batch in _batches(one.entering):
            rows = [
                {
                    **stamp,
                    "id": last_row + place,
                    "file": row.tab.file,
                    "line": row.line,
                    **dict(zip(names, row.values, strict=True)),
                }
                for place, row in enumerate(batch, start=1)
            ]
            connection.execute(insert(table), rows)
            last_row += len(batch)
            written(last_row - first)
    return last_row


def _supersede(connection: Connection, one: Difference, stamp: Mapping[str, Any]) -> None:
    table = rows_of(one.sheet.name)
    for batch in _batches(one.leaving):
        connection.execute(
            update(table)
            .where(table.c.programme_id == stamp["programme_id"], table.c.id.in_(batch))
            .values(superseded=stamp["delivery"])
        )


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
