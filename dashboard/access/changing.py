"""Changes to accounts from the browser: whole or not at all, and never without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dashboard import today
from dashboard.access.attempts import note
from dashboard.installation import installation
from data_access.accounts import ACCOUNTS
from data_access.audit import Action
from data_access.database import Connection, writing

PATIENCE = 5  # seconds that a reader waits where somebody else is writing


@contextmanager
def changing(who: str, subject: str, what: str, **detail: Any) -> Iterator[Connection]:
    """A transaction that changes the account of the address ``subject``; noted at its end. Raises Busy."""
    with writing(installation().engine, ACCOUNTS, patience=PATIENCE) as connection:
        yield connection
        note(connection, who, Action.ACCOUNT, subject, at=today.now(), what=what, **detail)
