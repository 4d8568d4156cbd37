"""Hashes over the entries of reports, sealed anew in the audit log when persons were removed from them.

Entries of whom nobody may be known any more cannot keep the hash that the report froze. So whoever removes them notes,
in the same transaction, whether the entries had their hash until then, and which one they have now. The detail of such
an entry holds ``reports``: a list of period, version, held, number and digest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, select

from data_access.audit import Action
from data_access.models import audit, programmes, report_versions
from data_access.reports import digest

Version: TypeAlias = tuple[str, int]  # period and version


@dataclass(frozen=True)
class Seal:
    """The entries of a report as a removal left them. ``held``: they had their hash until then."""

    action: Action
    at: datetime
    held: bool
    entries: Mapping[str, Any]


def digests(connection: Connection, programme_id: int) -> Mapping[Version, Mapping[str, Any]]:
    """The hash over the entries of each version as they are now. A query for each."""
    one = report_versions.c
    wanted = select(one.period, one.version, one.data_version, one.as_of).where(one.programme_id == programme_id)
    return {
        (row.period, row.version): digest.of_entries(
            connection, programme_id, delivery=row.data_version, as_of=row.as_of
        )
        for row in connection.execute(wanted).all()
    }


def anew(connection: Connection, code: str, before: Mapping[Version, Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """What is to be noted of the versions whose entries had the hash ``before`` and have another one now."""
    programme_id = _programme(connection, code)
    now, last = digests(connection, programme_id), _sealed(connection, code)
    changed = [version for version in before if now[version] != before[version]]
    return [
        {"period": version[0], "version": version[1], **now[version]}
        | {"held": _held(before[version], last.get(version), _frozen(connection, programme_id, version))}
        for version in changed
    ]


def latest(connection: Connection, code: str, version: Version) -> Seal | None:
    """How the last removal left the entries of the version; None where there was none. One query."""
    return _sealed(connection, code).get(version)


def _held(before: Mapping[str, Any], last: Seal | None, frozen: Mapping[str, Any]) -> bool:
    return before == frozen if last is None else last.held and before == last.entries


def _sealed(connection: Connection, code: str) -> Mapping[Version, Seal]:
    removals = [str(Action.ERASURE), str(Action.RETENTION)]
    told = select(audit.c.action, audit.c.at, audit.c.detail).where(
        audit.c.programme == code, audit.c.action.in_(removals)
    )
    return {
        (one["period"], one["version"]): Seal(
            Action(row.action), row.at, one["held"], {name: one[name] for name in ("number", "digest")}
        )
        for row in connection.execute(told.order_by(audit.c.number))
        for one in row.detail.get("reports", ())
    }


def _programme(connection: Connection, code: str) -> int:
    return int(connection.execute(select(programmes.c.id).where(programmes.c.code == code)).scalar_one())


def _frozen(connection: Connection, programme_id: int, version: Version) -> Mapping[str, Any]:
    one = report_versions.c
    of_it = (one.programme_id == programme_id, one.period == version[0], one.version == version[1])
    text = connection.execute(select(one.content).where(*of_it)).scalar_one()
    entries: Mapping[str, Any] = json.loads(text)["entries"]
    return entries
