"""Entries of the audit log as lines of its table and of its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.admin.circumstances import circumstances
from dashboard.admin.deeds import deed
from dashboard.admin.known import Known, address
from dashboard.today import moment
from data_access.audit import Entry


@dataclass(frozen=True)
class Line:
    """An entry in words; ``href``: where the subject is an account, its page."""

    number: int
    when: str
    who: str
    programme: str
    deed: str
    circumstances: Sequence[str]
    subject: str
    href: str | None


def line(entry: Entry, known: Known) -> Line:
    """The entry in words."""
    account = known.accounts.get(entry.subject)
    return Line(
        number=entry.number,
        when=moment(entry.at, known.words),
        who=known.somebody(entry.who),
        programme=known.programme(entry.programme),
        deed=deed(entry, known),
        circumstances=circumstances(entry, known),
        subject=known.somebody(entry.subject),
        href=None if account is None else address(account),
    )
