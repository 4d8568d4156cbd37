"""The reader behind a request."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from flask import Flask, abort, session
from flask_login import LoginManager, current_user, login_user

from dashboard.installation import connection, installation
from data_access import accounts
from data_access.accounts import Account, Membership

# Written anew at most this often, so that not every answer sets the cookie.
SEEN_EVERY = 60  # seconds
BETWEEN_STEPS = 300  # seconds that there are for the second step


@dataclass(frozen=True)
class Reader:
    """Somebody signed in, and what they are to each programme they belong to."""

    id: int
    email: str
    administrator: bool
    memberships: Sequence[Membership]
    session_number: int

    # Flask-Login asks these of every user; closed accounts never become readers.
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What the session keeps: a session of an older number belongs to nobody."""
        return f"{self.id}:{self.session_number}"

    def membership(self, programme: str | None) -> Membership | None:
        """What the reader is to the programme of that code, to the first of theirs where None; None where nothing."""
        chosen = (one for one in self.memberships if programme is None or one.programme == programme)
        return next(chosen, None)


def reader() -> Reader:
    """Who asks. Ends the request with 401 where nobody is signed in."""
    found = signed_in()
    if found is None:
        abort(401)
    return found


def signed_in() -> Reader | None:
    """Who asks, or None for a stranger."""
    return cast("Reader", current_user._get_current_object()) if current_user.is_authenticated else None  # noqa: SLF001


def enter(account: Account) -> None:
    """Begin a session of the account; nothing of the visitor's earlier one is kept."""
    session.clear()
    session["since"] = session["seen"] = int(time.time())
    login_user(_reader(account))


def enter_half(account: Account) -> None:
    """Note that the password was right and a code is to come; nobody is signed in by that."""
    session.clear()
    session["half"], session["half_since"] = _reader(account).get_id(), int(time.time())


def half_way() -> Account | None:
    """Whose password was right in this session, so that a code is asked for; None where no such session stands."""
    if time.time() - session.get("half_since", 0) > BETWEEN_STEPS:
        return None
    return _account_of(session.get("half", ""))


def register(server: Flask) -> None:
    """Let Flask-Login find readers by their sessions."""
    manager = LoginManager(server)
    # It ties sessions to the address of the reader's machine, which changes on every train.
    manager.session_protection = None
    manager.user_loader(_of_session)


def _of_session(kept: str) -> Reader | None:
    if _over():
        session.clear()
        return None
    account = _account_of(kept)
    return None if account is None else _reader(account)


def _account_of(kept: str) -> Account | None:
    """The open account that a session keeps as ``kept``; None where it has changed since."""
    number, _, session_number = kept.partition(":")
    account = accounts.by_id(connection(), int(number)) if number else None
    if account is None or account.disabled or str(account.session_number) != session_number:
        return None
    return account


def _over() -> bool:
    """Whether the session has lasted, or rested, too long; notes that it was used."""
    now, settings = int(time.time()), installation().settings
    rested, lasted = now - session.get("seen", 0), now - session.get("since", 0)
    if rested > settings.session_idle_minutes * 60 or lasted > settings.session_hours * 3600:
        return True
    if rested >= SEEN_EVERY:
        session["seen"] = now
    return False


def _reader(account: Account) -> Reader:
    return Reader(account.id, account.email, account.administrator, tuple(account.memberships), account.session_number)
