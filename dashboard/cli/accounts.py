"""``dashboard user``: accounts and what they may see."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from dashboard.access.passwords import LONGEST, SHORTEST, hashed
from dashboard.cli.arguments import ADMINISTRATOR
from dashboard.cli.base import database, typist, write_json
from dashboard.cli.complaint import Complaint
from dashboard.settings import Settings
from data_access import accounts, administration
from data_access.accounts import Account
from data_access.administration import Administrator
from data_access.database import Connection, Engine, writing
from data_access.viewer import Role, Viewer


def add(given: Namespace, settings: Settings) -> int:
    """``user add``; the password is asked for only where the account is new."""
    if (given.role == ADMINISTRATOR) != (given.programme is None):
        raise Complaint("Every role but admin needs a programme, and admin has none: --programme CODE.")
    with database(settings) as engine:
        with engine.connect() as connection:
            known = accounts.by_email(connection, given.email)
        kept = "" if known else _hashed_password()
        with _changing(engine) as (connection, by):
            account = known or administration.add(connection, given.email, password_hash=kept, by=by)
            if given.role == ADMINISTRATOR:
                administration.make_administrator(connection, account, by=by)
            else:
                role = {"role": Role(given.role), "organisation": given.organisation}
                administration.give_role(connection, account, programme=given.programme, by=by, **role)
    where = f" in {given.programme}" if given.programme else ""
    print(f"{account.email} is now {given.role}{where}.")
    return 0


def listing(given: Namespace, settings: Settings) -> int:
    """``user list``."""
    with database(settings) as engine, engine.connect() as connection:
        everybody = accounts.everybody(connection)
    if given.format == "json":
        write_json([_described(one) for one in everybody])
        return 0
    for one in everybody:
        states = [name for name in ("administrator", "disabled") if getattr(one, name)]
        roles = [f"{_role(member.viewer)} in {member.programme}" for member in one.memberships]
        print(f"{one.email}: {', '.join([*states, *roles]) or 'no role'}")
    return 0


def disable(given: Namespace, settings: Settings) -> int:
    """``user disable``."""
    with database(settings) as engine, _changing(engine) as (connection, by):
        account = administration.close(connection, _known(connection, given.email), by=by)
    print(f"{account.email} is closed.")
    return 0


def password(given: Namespace, settings: Settings) -> int:
    """``user password``."""
    with database(settings) as engine:
        with engine.connect() as connection:
            _known(connection, given.email)
        kept = _hashed_password()
        with engine.begin() as connection:
            account = accounts.set_password(connection, given.email, kept)
    print(f"{account.email} has a new password.")
    return 0


def _known(connection: Connection, email: str) -> Account:
    found = accounts.by_email(connection, email)
    if found is None:
        raise Complaint(f"There is no account {email}.")
    return found


@contextmanager
def _changing(engine: Engine) -> Iterator[tuple[Connection, Administrator]]:
    """A transaction that changes accounts, and who does it."""
    with writing(engine, administration.ACCOUNTS) as connection:
        yield connection, Administrator(typist(), datetime.now(UTC))


def _hashed_password() -> str:
    """What is kept of the password that is typed twice at a terminal, or is the first line of standard input."""
    if sys.stdin.isatty():
        entered = getpass.getpass("Password: ")
        if getpass.getpass("Once more: ") != entered:
            raise Complaint("The two passwords differ; nothing was changed.")
    else:
        entered = sys.stdin.readline().rstrip("\r\n")
    if not SHORTEST <= len(entered) <= LONGEST:
        raise Complaint(f"A password has {SHORTEST} to {LONGEST} characters; nothing was changed.")
    return hashed(entered)


def _described(account: Account) -> dict[str, Any]:
    roles = [
        {"programme": one.programme, "role": one.viewer.role, "organisation": one.viewer.organisation}
        for one in account.memberships
    ]
    states = {"administrator": account.administrator, "disabled": account.disabled}
    return {"email": account.email, **states, "roles": roles}


def _role(viewer: Viewer) -> str:
    return f"{viewer.role}:{viewer.organisation}" if viewer.organisation else str(viewer.role)
