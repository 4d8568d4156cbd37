"""``dashboard forget`` and ``retention``: taking records of persons away for good."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from dashboard.cli.base import database, typist, write_json, write_programme
from dashboard.cli.complaint import Complaint
from dashboard.settings import Settings
from dashboard.today import today
from data_access import programmes, removal
from data_access.database import reading, writing
from data_access.identities import normalised
from data_access.removal import Holdings


def forget(given: Namespace, settings: Settings) -> int:
    """``forget``; 1 where nobody was found. What it says names nobody."""
    key, people = settings.key("pseudonym_key"), _people()
    with database(settings) as engine:
        with reading(engine) as connection:
            codes = list(programmes.names(connection))
        if given.programme is not None and given.programme not in codes:
            raise Complaint(f"There is no programme {given.programme!r}; there are: {', '.join(codes) or 'none yet'}.")
        gone = {}
        for code in [given.programme] if given.programme else codes:
            with writing(engine, code) as connection:
                gone[code] = removal.erase(connection, code, people, key=key, by=typist(), now=datetime.now(UTC))
    if given.format == "json":
        write_json(gone)
    else:
        print("\n".join(f"{code}: {_counted(rows) or 'nobody was found'}" for code, rows in gone.items()))
    return 0 if any(gone.values()) else 1


def retention(given: Namespace, settings: Settings) -> int:
    """``retention``."""
    by, now = typist(), datetime.now(UTC)
    years, code = settings.retention_years, given.programme
    removed = False
    with write_programme(code, settings) as (connection, _about):
        if given.last_payment:
            removal.note_payment(connection, code, given.last_payment, by=by, now=now)
        held = removal.holdings(connection, code, years=years)
        if given.apply:
            removed = removal.remove(connection, code, years=years, today=today(), by=by, now=now)
    if given.format == "json":
        write_json(asdict(held) | {"removed": removed})
    else:
        print("\n".join(_said(held, code, years, removed=removed)))
    return 0


def _people() -> Sequence[str]:
    """The identities, of which nothing is shown or kept; at a terminal one is typed unseen."""
    lines = [getpass.getpass("Identity: ")] if sys.stdin.isatty() else sys.stdin.read().splitlines()
    found = [line for line in lines if normalised(line)]
    if not found:
        raise Complaint("Nobody was named: write the identities to standard input, one a line.")
    return found


def _said(held: Holdings, code: str, years: int, *, removed: bool) -> Sequence[str]:
    if held.removed_on is not None:
        return [f"The records of persons of {code} were removed on {held.removed_on}. Nothing was changed."]
    day = f"the last payment was on {held.last_payment}"
    if not held.known:
        day = f"the day of the last payment is not known, so the programme's end is taken: {held.last_payment}"
    what = [f"  {name}: {_number(rows, 'row')}" for name, rows in held.rows.items()] or ["  nothing"]
    who = f"{_number(held.participants, 'participant')}, {_number(held.members, 'member')} of the network"
    return [
        f"{code}: kept for {_number(years, 'year')} from the end of the year of the last payment; {day}.",
        "The records of persons were removed:" if removed else f"They may be removed from {held.due_on} on:",
        *what,
        f"These are {who}, with {_number(held.answers, 'answer')}, from {_number(held.deliveries, 'delivery')}.",
    ]


def _counted(rows: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in rows.items())


def _number(n: int, noun: str) -> str:
    plural = "deliveries" if noun == "delivery" else f"{noun}s"
    return f"{n} {noun if n == 1 else plural}"
