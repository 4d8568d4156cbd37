"""Attempts to show who one is, by a password or a code: counted before they are made, and noted.

What counts is the address that was typed, whether it has an account or not, and the machine it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Any, cast

from flask import Flask, current_app, request

from dashboard import today
from dashboard.access import arrears
from dashboard.access.arrears import Change
from dashboard.access.counting import Counting
from dashboard.access.keys import keyed_hash
from dashboard.installation import Installation, installation
from data_access import audit
from data_access.accounts import Account
from data_access.audit import Action
from data_access.database import Connection
from data_access.identities import normalised
from data_access.lockout import Counted, Rule

STRANGER = "somebody not signed in"
UNKNOWN = "an address without an account"  # what was typed is not kept: people type passwords there
PATIENCE = arrears.PATIENCE
NETWORK = 64  # bits of an IPv6 address that one customer has, as a rule


class Closed(Exception):
    """Too many attempts failed: none is made until ``until``."""

    def __init__(self, until: datetime) -> None:
        super().__init__("closed after failures")
        self.until = until


@dataclass(frozen=True)
class Attempt:
    """An attempt that was counted at ``at``; ``until``: until when no further one is made if it fails."""

    account: Counted
    machine: Counted
    at: datetime
    until: datetime | None

    @property
    def counted(self) -> tuple[Counted, Counted]:
        """Whose failures it counts among."""
        return self.account, self.machine


def register(server: Flask) -> None:
    """Count for the server's database."""
    server.extensions["sign-ins"] = Counting(cast("Installation", server.extensions["installation"]).engine)


def begin(email: str) -> Attempt:
    """Count an attempt at the account of that address. Raises Closed where it must not be made now."""
    at = today.now()
    settings = installation().settings
    account = Counted(keyed_hash("account", normalised(email)), _rule(settings.sign_in_free_failures))
    whence = Counted(keyed_hash("machine", machine()), _rule(settings.sign_in_free_failures_per_machine))
    turn = _counting().count((account, whence), at)
    if not turn.given:
        raise Closed(turn.until or at)
    return Attempt(account, whence, at, turn.until)


def failed(attempt: Attempt, account: Account | None, step: str) -> None:
    """Note that the attempt failed, ``account`` being the one of the address that was typed."""
    subject, at = account.email if account else UNKNOWN, attempt.at
    seconds = round((attempt.until - at).total_seconds()) if attempt.until else 0

    def change(connection: Connection) -> None:
        note(connection, STRANGER, Action.SIGN_IN, subject, at=at, what="failed", step=step)
        if seconds:
            note(connection, STRANGER, Action.SIGN_IN, subject, at=at, what="closed", seconds=seconds)

    _counting().write(change)


def half_way(attempt: Attempt, account: Account) -> None:
    """The password was right, and a code is still to come: no failure, but earlier ones at codes count on."""

    def change(connection: Connection) -> None:
        note(connection, STRANGER, Action.SIGN_IN, account.email, at=attempt.at, what="password was right")

    _counting().give_back(attempt.counted, attempt.at, then=change)


def succeeded(attempt: Attempt, account: Account, step: str) -> None:
    """Forget the account's failures, and note that it signed in."""
    forget = _counting().clear(attempt.account.who)

    def change(connection: Connection) -> None:
        forget(connection)
        note(connection, account.email, Action.SIGN_IN, account.email, at=attempt.at, what="signed in", step=step)

    _counting().give_back([attempt.machine], attempt.at, then=change)


def given_back(attempt: Attempt) -> None:
    """The attempt was none, or no failure, and there is nothing more to say of it."""
    _counting().give_back(attempt.counted, attempt.at, then=lambda _: None)


def noted(who: str, subject: str, action: Action, what: str, **detail: Any) -> None:
    """Note something that must not wait for a load to end, as signing out."""
    at = today.now()
    _counting().write(lambda connection: note(connection, who, action, subject, at=at, what=what, **detail))


def later(change: Change) -> None:
    """Make a change that follows from a sign-in, now or when a load has ended."""
    _counting().write(change)


def forgetting(email: str) -> Change:
    """What forgets the failures at the account, to be written with what it follows from."""
    return _counting().clear(keyed_hash("account", normalised(email)))


def note(
    connection: Connection, who: str, action: Action, subject: str, *, at: datetime, what: str, **detail: Any
) -> None:
    """An entry of the audit log on ``subject``, the account concerned."""
    told = {"what": what, **detail}
    audit.note(connection, who=who, action=action, programme=None, subject=subject, detail=told, at=at)


def _rule(free: int) -> Rule:
    settings = installation().settings
    return Rule(
        free=free,
        first=timedelta(seconds=settings.sign_in_first_wait_seconds),
        longest=timedelta(minutes=settings.sign_in_longest_wait_minutes),
        remembered=timedelta(hours=settings.sign_in_failures_remembered_hours),
    )


def machine() -> str:
    """The machine's address, of IPv6 the network: whoever has one address there has 2⁶⁴."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    return str(address if address.version == 4 else ip_network((int(address), NETWORK), strict=False))


def _counting() -> Counting:
    return cast("Counting", current_app.extensions["sign-ins"])
