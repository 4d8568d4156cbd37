"""Whether the log still says what was written into it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from data_access.audit.entry import BEGINNING, Entry
from data_access.message import N_, Message
from data_access.models import audit

_TOGETHER = 1_000  # entries in memory at a time


@dataclass(frozen=True)
class Broken:
    """Where the chain breaks: the first entry that does not fit, and why."""

    number: int
    reason: Message


def verify(connection: Connection, *, expect: str | None = None) -> Broken | None:
    """Compute the chain anew; None where it holds. One query, read bit by bit.

    It finds entries that were changed, put in or taken out. What it cannot see by itself is that the newest entries
    were taken away, or that somebody wrote the whole chain anew from some entry on: for that keep the last hash
    somewhere else from time to time, and give it as ``expect``; the chain must then hold an entry of that hash.
    """
    number, before, met = 0, BEGINNING, expect in (None, BEGINNING)
    ordered = select(audit).order_by(audit.c.number).execution_options(yield_per=_TOGETHER)
    with connection.execute(ordered) as rows:
        for row in rows:
            entry, number = Entry(**row._asdict()), number + 1
            if (reason := _misfit(entry, number, before)) is not None:
                return Broken(number, reason)
            before, met = entry.hash, met or entry.hash == expect
    if not met:
        return Broken(number + 1, N_("No entry has the expected hash: entries were taken away or written anew."))
    return None


def _misfit(entry: Entry, number: int, before: str) -> Message | None:
    """Why the entry does not stand where ``number`` is expected after the entry of hash ``before``; None if it does."""
    if entry.number != number:
        return N_("The entry is missing.")
    if entry.before != before:
        return N_("It does not follow from the entry before: one of the two was changed.")
    return None if entry.fits else N_("The entry was changed after it was written.")
