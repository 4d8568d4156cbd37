"""What the ledger is made of: the rows that stand today, with each person behind a number in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from data_access import programmes
from data_access.identities import ACCELERATOR, NETWORK, Identities
from data_access.models import rows_of
from data_access.sheets import Kind, sheet

NOBODY = -1
_REGISTRATION = ("gender", "born_on", "age_group", "third_country_national", "project_staff")
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "organisations": ("organisation", "parent", "authority", "cohort", "joined_on"),
    "milestones": ("milestone", "completes"),
    "progress": ("organisation", "milestone", "done_on"),
    "sessions": ("session", "kind", "held_on", "hours", "status", "cohort", "organisation", "headcount"),
    "participants": ("participant", "organisation", "registered_on", *_REGISTRATION),
    "attendance": ("session", "participant", "present"),
    "members": ("member", "joined_on", *_REGISTRATION),
    "network_attendance": ("session", "member", "present"),
    "practices": ("practice", "origin", "organisation", "documented_on", "published_on"),
    "adoptions": ("practice", "organisation", "stage", "reached_on"),
    "dissemination": ("item", "published_on", "uptake_by"),
    "responses": ("respondent", "survey", "question", "answer", "answered_on"),
}


@dataclass(frozen=True)
class Facts:
    """What the programme says of counting. ``row_id``: its row; ``follow_up``: first and last day of the window."""

    row_id: int
    follow_up: tuple[int, int]
    target_group_only: bool


@dataclass(frozen=True)
class Records:
    """The rows by sheet, each frame with ``row_id`` and ``sheet``, days as datetime64.

    Rows about persons have ``person``, an index into ``cores`` (NOBODY where anonymous), and ``domain``.
    """

    frames: Mapping[str, pd.DataFrame]
    cores: Sequence[bytes]
    facts: Facts

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.frames[name]

    @cached_property
    def registrations(self) -> pd.DataFrame:
        """Participants and members one below the other; the day in ``registered_on``."""
        members = self["members"].rename(columns={"joined_on": "registered_on"}).assign(organisation=None)
        return _stacked(self["participants"], members)

    @cached_property
    def visits(self) -> pd.DataFrame:
        """Both lists of attendance, each row with its session's kind, held_on, status and cohort."""
        rows = _stacked(self["attendance"], self["network_attendance"])
        sessions = self["sessions"][["session", "kind", "held_on", "status", "cohort"]]
        return rows.merge(sessions, on="session", how="inner")


def read(connection: Connection, programme_id: int, identities: Identities) -> Records:
    """The records of a programme as they stand. One query per sheet; each pseudonym is opened once."""
    frames = {name: _rows(connection, programme_id, name) for name in _COLUMNS}
    numbers: dict[bytes, int] = {}
    for name, frame in frames.items():
        identity = next((column for column in _COLUMNS[name] if sheet(name).column(column).kind is Kind.IDENTITY), None)
        if identity:
            frame["domain"] = _domains(name, frame)
            frame["person"] = _persons(frame, identity, identities, numbers)
    return Records(frames, tuple(numbers), _facts(connection, programme_id))


def _facts(connection: Connection, programme_id: int) -> Facts:
    known = programmes.facts().subquery()
    told = connection.execute(select(known).where(known.c.programme_id == programme_id)).one()
    window = (told.follow_up_from_days, told.follow_up_to_days)
    return Facts(told.row_id, window, target_group_only=told.counts == "target_group")


def _rows(connection: Connection, programme_id: int, name: str) -> pd.DataFrame:
    table = rows_of(name)
    wanted = select(table.c.id.label("row_id"), *(table.c[column] for column in _COLUMNS[name])).where(
        table.c.programme_id == programme_id, table.c.superseded.is_(None)
    )
    result = connection.execute(wanted.order_by(table.c.id))
    frame = pd.DataFrame(result.fetchall(), columns=list(result.keys()))
    for column in _COLUMNS[name]:
        kind = sheet(name).column(column).kind
        frame[column] = _plain(frame[column], kind)
    return frame.assign(sheet=name)


def _plain(values: pd.Series[Any], kind: Kind) -> pd.Series[Any]:
    if kind is Kind.DATE:
        return pd.to_datetime(values).astype("datetime64[s]")
    if kind in (Kind.HOURS, Kind.WHOLE):
        return values.astype("float64")
    return values.astype("object").where(values.notna(), None)


def _domains(name: str, frame: pd.DataFrame) -> pd.Series:
    if name == "responses":
        return (frame["survey"] == "network_feedback").map({True: NETWORK, False: ACCELERATOR})
    return pd.Series(sheet(name).domain, index=frame.index, dtype="object")


def _persons(frame: pd.DataFrame, identity: str, identities: Identities, numbers: dict[bytes, int]) -> pd.Series:
    known = frame.loc[frame[identity].notna(), ["domain", identity]].drop_duplicates()
    opened = {
        (domain, pseudonym): numbers.setdefault(identities.core(domain, pseudonym), len(numbers))
        for domain, pseudonym in known.itertuples(index=False)
    }
    found = [opened.get(key, NOBODY) for key in zip(frame["domain"], frame[identity], strict=True)]
    return pd.Series(found, index=frame.index, dtype="int64")


def _stacked(above: pd.DataFrame, below: pd.DataFrame) -> pd.DataFrame:
    if above.empty or below.empty:
        return below if above.empty else above
    return pd.concat([above, below], ignore_index=True)
