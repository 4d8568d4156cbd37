"""Every number on every page is what plain SQL over the ledger, or over the sheets, gives.

Programmes made at random (``recount.programmes``) are walked page by page (``recount.walk``) as each reader; what each
panel holds is counted again by the statements that ``recount.table`` names for it. Which cells are
hidden from a reader is not asked here: they are passed over, and a release hides some more of them by chance.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection, create_engine

from dashboard.app import screens
from dashboard.panel import Format
from data_access import database
from data_access.models import metadata
from data_access.viewer import Role
from tests.pages.recount import said
from tests.pages.recount.case import Numbers, numbered
from tests.pages.recount.programmes import EARLIER, Made, released_by_chance
from tests.pages.recount.table import RECOUNTED, UNCOUNTED, WITHOUT_NUMBERS
from tests.pages.recount.walk import Seen, Walk, undrawn

NUMBERS = (Format.WHOLE, Format.NUMBER, Format.PERCENT)


@dataclass
class Recounted:
    """What a walk has shown: what differs, which columns hold numbers, and which were compared with one."""

    panels: int = 0
    mistakes: list[str] = field(default_factory=list)
    numeric: set[tuple[str, str]] = field(default_factory=set)
    compared: set[tuple[str, str]] = field(default_factory=set)

    def take(self, walk: Walk) -> None:
        """Count every panel of the walk again."""
        for seen in walk:
            self.panels += 1
            self.numeric |= {(seen.exhibit.id, name) for name in numeric(seen)}
            self.mistakes += [*self._of(seen), *said.mistakes(seen)]

    def _of(self, seen: Seen) -> Iterator[str]:
        how = RECOUNTED.get(seen.exhibit.id)
        if how is None:
            return
        frame = seen.frame
        rows = [{name: plain(value) for name, value in row.items()} for row in frame.records()]
        keys = [tuple(row.get(name) for name in how.key) for row in rows]
        whole: Numbers = {}
        if how.whole:
            keys, whole = numbered(keys), how.whole(seen.case)
        if how.whole and set(keys) != set(whole):
            yield f"{seen.where}: rows {sorted(map(str, set(keys) ^ set(whole)))}"
            return
        for at, (key, row) in enumerate(zip(keys, rows, strict=True)):
            counted = whole[key] if how.whole else how.row(seen.case, row)  # type: ignore[misc]
            for name in row.keys() & counted.keys():
                if frame.is_hidden(at, name) or not (is_number(row[name]) or is_number(counted[name])):
                    continue
                self.compared.add((seen.exhibit.id, name))
                if not same(row[name], counted[name]):
                    yield f"{seen.where}: {name} of {key} is {row[name]}, plain SQL gives {counted[name]}"


def plain(value: Any) -> Any:
    """A value as the two sides can be compared: nothing is None, a code is text."""
    if value is None or (isinstance(value, float) and math.isnan(value)) or value is pd.NaT:
        return None
    if isinstance(value, str):
        return str(value)
    return float(value) if isinstance(value, Decimal) else value


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and not math.isnan(value)


def same(shown: Any, counted: Any) -> bool:
    if shown is None or counted is None:
        return shown is counted
    return math.isclose(float(shown), float(counted), rel_tol=1e-9, abs_tol=1e-6)


def numeric(seen: Seen) -> set[str]:
    """The columns of a panel that hold numbers, or are written as numbers."""
    rows = seen.frame.rows
    written = {column.name for column in seen.panel.columns if column.format in NUMBERS}
    return written | {name for name in rows.columns if any(is_number(value) for value in rows[name])}


def walked(connection: Connection, seed: int, *ways: tuple[Role, Any], registered: bool = True) -> Recounted:
    """A programme walked by readers, each on a day."""
    made, found = Made(seed, registered=registered).keep(connection), Recounted()
    with undrawn():
        for role, day in ways:
            found.take(Walk(made, connection, role, day))
    return found


@pytest.fixture(scope="module")
def recounted() -> Recounted:
    """Two programmes on SQLite: one of everything for each reader and day, one without a register of members."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    both = [(role, day) for role in (Role.MANAGER, Role.STEERING, Role.FINANCIER) for day in (None, EARLIER)]
    with released_by_chance(), engine.connect() as connection:
        found, other = walked(connection, 1, *both), walked(connection, 2, (Role.MANAGER, EARLIER), registered=False)
        connection.rollback()
    engine.dispose()
    found.panels += other.panels
    found.mistakes += other.mistakes
    found.numeric |= other.numeric
    found.compared |= other.compared
    return found


def test_every_number_on_every_page_is_what_plain_sql_gives(recounted):
    assert recounted.mistakes == []
    assert recounted.panels > 1000


def test_every_column_of_numbers_is_counted_again_or_has_a_reason_not_to_be(recounted):
    assert recounted.numeric - recounted.compared - UNCOUNTED.keys() == set()


def test_every_exhibit_is_counted_again_or_holds_no_numbers(recounted):
    every = {exhibit.id for screen in screens() for exhibit in screen.exhibits}
    assert every == RECOUNTED.keys() | set(WITHOUT_NUMBERS)
    assert {exhibit for exhibit, _ in recounted.compared} == set(RECOUNTED)
    assert {exhibit for exhibit, _ in recounted.numeric} & set(WITHOUT_NUMBERS) == set()


def test_every_reason_is_needed(recounted):
    assert UNCOUNTED.keys() <= recounted.numeric
    assert UNCOUNTED.keys() & recounted.compared == set()


def test_every_number_is_what_plain_sql_gives_on_postgresql(cluster, migrated_database):
    with cluster.database(template=migrated_database) as name:
        engine = database.engine(cluster.url(name))
        with released_by_chance(), engine.connect() as connection:
            found = walked(connection, 3, (Role.MANAGER, None))
            connection.rollback()
        engine.dispose()
    assert found.mistakes == []
