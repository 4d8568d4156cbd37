"""Which entries of the audit log are asked for: read from the address, and written back to it.

No address holds anybody's name: ``who`` is the number of the first entry of the one who is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from dashboard.selection import DIGITS
from dashboard.today import PLACE
from data_access.audit import Action, Chosen

LOG = "/admin/log"


@dataclass(frozen=True)
class Filters:
    """What stands in the address, as texts; whatever is no such thing was dropped when it was read."""

    programme: str = ""
    who: str = ""
    action: str = ""
    subject: str = ""
    since: str = ""
    to: str = ""

    def href(self, path: str = LOG, **more: str) -> str:
        """The address of these entries, with what is chosen and nothing else."""
        chosen = {name: value for name, value in {**vars(self), **more}.items() if value}
        return f"{path}?{urlencode(chosen)}" if chosen else path

    def without(self, name: str) -> Filters:
        """The same without that filter."""
        return replace(self, **{name: ""})

    def chosen(self, doers: Mapping[int, str]) -> Chosen:
        """What it asks of the log; ``doers`` by their first entries."""
        return {
            "programme": self.programme or None,
            "who": doers[int(self.who)] if self.who else None,
            "action": Action(self.action) if self.action else None,
            "subject": self.subject or None,
            "since": _begins(date.fromisoformat(self.since)) if self.since else None,
            "until": _begins(date.fromisoformat(self.to) + timedelta(days=1)) if self.to else None,
        }


def read(parameters: Mapping[str, str], doers: Mapping[int, str]) -> Filters:
    """The filters in the parameters of an address."""
    given = {one.name: parameters.get(one.name, "").strip() for one in fields(Filters)}
    known = {
        "who": (number := digits(given["who"])) is not None and number in doers,
        "action": given["action"] in tuple(Action),
        "since": _is_day(given["since"]),
        "to": _is_day(given["to"]),
    }
    return Filters(**{name: value if known.get(name, True) else "" for name, value in given.items()})


def digits(text: str) -> int | None:
    """The number that the text is; None where it is none, or longer than any here."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else None


def _is_day(text: str) -> bool:
    try:
        day: Any = date.fromisoformat(text)
    except ValueError:
        return False
    return bool(date.min < day < date.max - timedelta(days=1))


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), PLACE)
