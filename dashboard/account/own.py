"""The account of who asks, and whether it is truly they: a session may be left open on somebody else's table."""

from __future__ import annotations

from flask import request

from dashboard.access import attempts, passwords, reader
from dashboard.installation import connection
from data_access import accounts
from data_access.accounts import Account
from data_access.message import N_, Message

WRONG = N_("This is not your password. Nothing was changed.")


def own() -> Account:
    """The account of who asks."""
    who = reader()
    account = accounts.by_id(connection(), who.id)
    if account is None:
        raise LookupError("a reader has an account")
    return account


def doubt(account: Account) -> Message | None:
    """Why the form is not believed to come from the account's person: the password in the field ``current``.

    Failures count as those at signing in do. Raises Closed.
    """
    attempt = attempts.begin(account.email)
    if passwords.matches(request.form.get("current", ""), account.password_hash or None):
        attempts.given_back(attempt)
        return None
    attempts.failed(attempt, account, "password asked again")
    return WRONG
