"""Links by which people choose a password themselves, so that nobody has to send one.

A link holds a random token that is good once, for some days, until a newer one is made, a password is given
otherwise, or the account is closed. Only the token's hash is kept.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from data_access import accounts
from data_access.accounts import Account, Refused
from data_access.message import N_
from data_access.models import set_up_links

LASTS = timedelta(hours=72)
REMEMBERED = timedelta(days=30)  # so long after its end a link still says what became of it
PAGE = "/set-up"


class State(StrEnum):
    """What has become of a link."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    VOID = "void"  # a newer link, another password or a closed account took its place
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Link:
    """A link as it stands; ``account`` is None where there is no such link."""

    state: State
    account: Account | None


class Unusable(Exception):
    """The link opens nothing (any more); ``state`` says why."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


def make(connection: Connection, account: Account, *, at: datetime, lasts: timedelta = LASTS) -> str:
    """The token of a new link, which voids the account's earlier ones. Raises Refused where the account is closed."""
    found = accounts.locked(connection, account.id)
    if found is None or found.disabled:
        raise Refused(N_("{email} is closed: open it again before you make a link.", email=account.email))
    accounts.void_links(connection, account.id, at=at)
    connection.execute(delete(set_up_links).where(set_up_links.c.expires_at < at - REMEMBERED))
    token = secrets.token_urlsafe(32)
    made = {"token_hash": _hashed(token), "user_id": account.id, "made_at": at, "expires_at": at + lasts}
    connection.execute(insert(set_up_links).values(made))
    return token


def address(base: str, token: str) -> str:
    """The link to send. The token stands in the fragment, which browsers tell no server, log or other site."""
    return f"{base.rstrip('/')}{PAGE}#{token}"


def look(connection: Connection, token: str, *, at: datetime) -> Link:
    """The link as it stands; looking uses nothing up. At most two queries."""
    row = connection.execute(select(set_up_links).where(set_up_links.c.token_hash == _hashed(token))).one_or_none()
    if row is None:
        return Link(State.UNKNOWN, None)
    return Link(_state(row, at), accounts.by_id(connection, row.user_id))


def choose_password(connection: Connection, token: str, password_hash: str, *, at: datetime) -> Account:
    """Use the link up: the account gets the password, its sessions end. Raises Unusable.

    Of two who come at once with the same link, one is let through.
    """
    link = look(connection, token, at=at)
    # The account first, as whoever closes it does, so that the two wait for each other in one order.
    if link.account is None or accounts.locked(connection, link.account.id) is None:
        raise Unusable(State.UNKNOWN)
    this = set_up_links.c.token_hash == _hashed(token)
    if connection.execute(update(set_up_links).where(this & _usable(at)).values(used_at=at)).rowcount != 1:
        raise Unusable(look(connection, token, at=at).state)
    return accounts.choose_password(connection, link.account, password_hash)


def open_until(connection: Connection, *, at: datetime) -> dict[int, datetime]:
    """Until when the open link of each account is good that has one, by the accounts' numbers. One query."""
    found = connection.execute(select(set_up_links.c.user_id, set_up_links.c.expires_at).where(_usable(at)))
    return {row.user_id: row.expires_at for row in found}


def _usable(at: datetime) -> ColumnElement[bool]:
    links = set_up_links.c
    return links.used_at.is_(None) & links.void_at.is_(None) & (links.expires_at > at)


def _state(row: Row[tuple[object, ...]], at: datetime) -> State:
    if row.used_at is not None:
        return State.USED
    if row.void_at is not None:
        return State.VOID
    return State.OPEN if row.expires_at > at else State.EXPIRED


def _hashed(token: str) -> str:
    # A random token of 256 bits needs no slow hash: there is nothing to guess.
    return hashlib.sha256(token.encode()).hexdigest()
