"""Which entries of the audit log are asked for: read from the address, and written back to it.

No address holds anybody's name: ``who`` is the number of the first entry of the one who is meant, ``account`` that of
the account that was signed in to or changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from dashboard.selection import DIGITS
from dashboard.today import PLACE
from data_access.audit import Action, Chosen

LOG = "/admin/log"


@dataclass(frozen=True)
class Filters:
    """What stands in the address, as texts. ``under``: how the subject begins, which is an address of a page here."""

    programme: str = ""
    who: str = ""
    action: str = ""
    account: str = ""
    under: str = ""
    since: str = ""
    to: str = ""

    def href(self, path: str = LOG, **more: str) -> str:
        """The address of these entries, with what is chosen and nothing else."""
        chosen = {name: value for name, value in {**vars(self), **more}.items() if value}
        return f"{path}?{urlencode(chosen)}" if chosen else path

    def chosen(self, doers: Mapping[int, str], accounts: Mapping[int, str]) -> Chosen:
        """What it asks of the log; ``doers`` and ``accounts``: the names behind the numbers."""
        return {
            "programme": self.programme or None,
            "who": doers[int(self.who)] if self.who else None,
            "action": Action(self.action) if self.action else None,
            "subject": accounts[int(self.account)] if self.account else None,
            "under": self.under or None,
            "since": _begins(date.fromisoformat(self.since)) if self.since else None,
            "until": _begins(date.fromisoformat(self.to) + timedelta(days=1)) if self.to else None,
        }


def read(parameters: Mapping[str, str], doers: Mapping[int, str], accounts: Mapping[int, str]) -> Filters:
    """The filters in the parameters of an address; what they cannot be is dropped."""
    given = {one.name: parameters.get(one.name, "").strip() for one in fields(Filters)}
    fits = {
        "who": digits(given["who"]) in doers,
        "action": given["action"] in tuple(Action),
        "account": digits(given["account"]) in accounts,
        "under": given["under"].startswith("/"),
        "since": _is_day(given["since"]),
        "to": _is_day(given["to"]),
    }
    return Filters(**{name: value if fits.get(name, True) else "" for name, value in given.items()})


def digits(text: str) -> int | None:
    """The number that the text is; None where it is none, or longer than any here."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else None


def _is_day(text: str) -> bool:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    # The days at either end of the calendar have no midnight in UTC, or no day after them.
    return date.min < day < date.max - timedelta(days=1)


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), PLACE)
