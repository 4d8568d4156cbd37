"""What was released to a role: the numbers of people that it may see. Whatever is not among them is hidden."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Row, func, select

from data_access.models import programmes, release_numbers, releases
from data_access.viewer import Role

KEPT = 32  # releases in memory: each some hundred kilobytes
CLOSE = 1e-6  # of a computer's arithmetic


@dataclass(frozen=True)
class Thresholds:
    """Counts from 1 to below ``cell`` are hidden, of the peer network below ``network`` (design: *Privacy*)."""

    cell: int = 5
    network: int = 10


def lowest_thresholds(connection: Connection) -> Thresholds:
    """The lowest in force in any programme; those of a new one where there is none yet. One query."""
    cell, network = connection.execute(
        select(func.min(programmes.c.cell_threshold), func.min(programmes.c.network_threshold))
    ).one()
    return Thresholds() if cell is None else Thresholds(cell, network)


@dataclass(frozen=True)
class Release:
    """What one role may see. ``number``: from 1; 0 where nothing was released yet.

    ``data_version``: the delivery it rests on. ``closed_on``: the last day it has figures of. ``shown``: the open
    numbers by name (see ``data_access.protection.names``). ``hidden``: the names of the others.
    """

    number: int = 0
    data_version: int = 0
    closed_on: date | None = None
    thresholds: Thresholds = Thresholds()
    shown: Mapping[str, float] = field(default_factory=dict, repr=False)
    hidden: frozenset[str] = field(default_factory=frozenset, repr=False)

    def opens(self, names: pd.Series[str], values: pd.Series[float]) -> pd.Series[bool]:
        """Whether each number may be seen: it is shown under its name, and is the one that was released."""
        # One by one: pandas would make a series of all that is shown first.
        known = np.array([self.shown.get(one, np.nan) for one in names.tolist()], dtype=np.float64)
        return (values.astype("float64") - known).abs() <= CLOSE

    def parts_hidden(self, topic: str, measure: str, day: date) -> Sequence[str]:
        """The parts of a table whose numbers are hidden (see ``protection.names``), in their order."""
        before, after = f"{topic}|{measure}|", f"|{day.isoformat()}"
        return sorted(
            name.removeprefix(before).removesuffix(after)
            for name in self.hidden
            if name.startswith(before) and name.endswith(after)
        )


def released(connection: Connection, programme_id: int, role: Role, *, data_version: int | None = None) -> Release:
    """The role's last release, or the last one that rests on ``data_version`` or an earlier delivery.

    Two queries, or one where it is in memory.
    """
    one = releases.c
    mine = select(releases).where(one.programme_id == programme_id, one.role == str(role))
    if data_version is not None:
        mine = mine.where(one.data_version <= data_version)
    found = connection.execute(mine.order_by(one.number.desc()).limit(1)).one_or_none()
    if found is None:
        return Release()
    # A release never changes; each database has its engine.
    key = (connection.engine, *found)
    release = _memory.get(key)
    if release is None:
        release = _memory[key] = _read(connection, found)
        while len(_memory) > KEPT:
            _memory.popitem(last=False)
    # Not looked up once more: another thread may have put it out meanwhile.
    return release


_memory: OrderedDict[tuple[Any, ...], Release] = OrderedDict()


def _read(connection: Connection, row: Row[Any]) -> Release:
    numbers = standing(connection, row.programme_id, row.role, row.number)
    shown = numbers[numbers["shown"]]
    return Release(
        row.number,
        row.data_version,
        row.closed_on,
        Thresholds(row.cell, row.network),
        dict(zip(shown["name"], shown["value"], strict=True)),
        frozenset(numbers.loc[~numbers["shown"], "name"]),
    )


def ever_shown(
    connection: Connection, programme_id: int, role: Role, names: pd.Series[str], values: pd.Series[float]
) -> pd.Series[bool]:
    """Whether each number was shown to the role under its name in any release, and so is known to it. One query."""
    one = release_numbers.c
    wanted = sorted(set(names.dropna()))
    mine = (one.programme_id == programme_id, one.role == str(role), one.shown.is_(True), one.name.in_(wanted))
    known = {(row.name, round(row.value, 6)) for row in connection.execute(select(one.name, one.value).where(*mine))}
    pairs = zip(names, values.astype("float64").round(6), strict=True)
    return pd.Series([pair in known for pair in pairs], index=names.index, dtype=bool)


def standing(connection: Connection, programme_id: int, role: str, number: int) -> pd.DataFrame:
    """The numbers that stand with a release. Columns: name, value, shown. One query."""
    one = release_numbers.c
    mine = (one.programme_id == programme_id, one.role == role)
    last = (
        select(one.name, func.max(one.number).label("number"))
        .where(*mine, one.number <= number)
        .group_by(one.name)
        .subquery("last")
    )
    found = (
        select(one.name, one.value, one.shown)
        .join(last, (last.c.name == one.name) & (last.c.number == one.number))
        .where(*mine, one.value.is_not(None))
    )
    rows = pd.DataFrame(connection.execute(found).all(), columns=["name", "value", "shown"])
    return rows.astype({"value": "float64", "shown": bool})
