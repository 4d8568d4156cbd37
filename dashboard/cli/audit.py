"""``dashboard audit``: who did what, and whether the log still says what was written into it."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import datetime, time

from dashboard.cli.base import database, write_json
from dashboard.cli.complaint import Complaint
from dashboard.settings import Settings
from dashboard.today import PLACE
from data_access import audit
from data_access.audit import Action, Entry
from data_access.database import reading


def listing(given: Namespace, settings: Settings) -> int:
    """``audit list``."""
    since = given.since and datetime.combine(given.since, time(), PLACE)
    action = _action(given.action)
    with database(settings) as engine, reading(engine) as connection:
        found = audit.entries(
            connection, programme=given.programme, action=action, who=given.who, since=since, limit=given.limit
        )
    if given.format == "json":
        write_json([vars(entry) | {"at": entry.at.isoformat()} for entry in found])
        return 0
    for entry in found:
        print(_line(entry))
    return 0


def verify(given: Namespace, settings: Settings) -> int:
    """``audit verify``."""
    expected = given.expect and given.expect.strip().lower()
    with database(settings) as engine, reading(engine) as connection:
        broken, end = audit.verify(connection, expect=expected), audit.end(connection)
    if broken is not None:
        raise Complaint(f"The audit log is broken at entry {broken.number}. {broken.reason}")
    entries = "1 entry" if end.number == 1 else f"{end.number} entries"
    print(f"The audit log holds: {entries}, last hash {end.hash}")
    return 0


def _action(said: str | None) -> Action | None:
    try:
        return None if said is None else Action(said)
    except ValueError:
        raise Complaint(f"{said!r} is no action: one of {', '.join(Action)}.") from None


def _line(entry: Entry) -> str:
    when = entry.at.astimezone(PLACE).isoformat(" ", "seconds")
    where = f"{entry.programme} " if entry.programme else ""
    detail = json.dumps(entry.detail, ensure_ascii=False)
    return f"{entry.number}  {when}  {entry.who}  {entry.action}  {where}{entry.subject}  {detail}"
