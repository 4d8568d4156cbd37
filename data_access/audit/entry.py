"""One entry of the log, and the hash that ties it to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

BEGINNING = "0" * 64  # stands where the first entry would name the one before
AT_THE_COMMAND_LINE = " at the command line"  # follows the name of who did something there


class Action(StrEnum):
    """What was done."""

    EVIDENCE = "evidence"  # looked at the records behind a figure
    FILE = "file"  # took a file
    REPORT = "report"  # took a step of a report
    LOAD = "load"  # loaded a delivery
    SIGN_IN = "sign_in"  # signed in or out, or failed to
    ACCOUNT = "account"  # changed an account, its password, its second factor
    ERASURE = "erasure"  # erased persons at their request
    RETENTION = "retention"  # said when the last payment was, or removed what is kept no longer
    DECK = "deck"  # kept or removed a deck for a meeting
    FEEDBACK = "feedback"  # answered what somebody wrote about the service


@dataclass(frozen=True)
class Entry:
    """Who did what to which ``subject``, and when (``at``, in UTC).

    ``programme``: its code, or None for what concerns none. ``detail``: plain JSON. ``before``: the hash of the entry
    before. ``hash``: SHA-256 over all the rest.
    """

    number: int
    at: datetime
    who: str
    action: str
    programme: str | None
    subject: str
    detail: Mapping[str, Any]
    before: str
    hash: str

    @property
    def fits(self) -> bool:
        """Whether the hash is that of what the entry says."""
        return self.hash == hashed(self.content)

    @property
    def content(self) -> Mapping[str, Any]:
        """What the hash is over."""
        return {name: value for name, value in vars(self).items() if name != "hash"}


def hashed(content: Mapping[str, Any]) -> str:
    """SHA-256 in hexadecimal over the one way to write ``content``, the fields of an entry but the hash."""
    return hashlib.sha256(canonical({**content, "at": content["at"].astimezone(UTC).isoformat()}).encode()).hexdigest()


def canonical(value: Any) -> str:
    """The one way to write ``value`` as JSON; in ASCII, which can hold whatever a reader may have sent."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
