"""``dashboard user``: accounts and what they may see."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from dashboard.cli.arguments import ADMINISTRATOR
from dashboard.cli.base import database, typist, write_json
from dashboard.cli.complaint import Complaint
from dashboard.cli.passwords import hashed_password
from dashboard.settings import Settings, base
from data_access import accounts, administration, set_up_links
from data_access.accounts import ACCOUNTS, Account
from data_access.administration import Administrator
from data_access.database import Connection, writing
from data_access.viewer import Role, Viewer


def add(given: Namespace, settings: Settings) -> int:
    """``user add``; a new account gets the password that is typed, or where none is, a link to choose one by."""
    if (given.role == ADMINISTRATOR) != (given.programme is None):
        raise Complaint("Every role but admin needs a programme, and admin has none: --programme CODE.")
    with database(settings) as engine:
        with engine.connect() as connection:
            known = accounts.by_email(connection, given.email)
            kept = None if known else hashed_password(connection, given.email, or_none=True)
        begins = None if known or kept else _base(given, settings)
        token = None
        with _changing(settings) as (connection, by):
            account = known or administration.add(connection, given.email, password_hash=kept or "", by=by)
            _give_role(connection, account, given, by)
            if begins:
                token = administration.make_link(connection, account, by=by)
    where = f" in {given.programme}" if given.programme else ""
    print(f"{account.email} is now {given.role}{where}.")
    if token and begins:
        _tell(begins, token)
    return 0


def link(given: Namespace, settings: Settings) -> int:
    """``user link``."""
    begins = _base(given, settings)
    with _changing(settings) as (connection, by):
        token = administration.make_link(connection, _known(connection, given.email), by=by)
    _tell(begins, token)
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
    with _changing(settings) as (connection, by):
        account = administration.close(connection, _known(connection, given.email), by=by)
    print(f"{account.email} is closed.")
    return 0


def reopen(given: Namespace, settings: Settings) -> int:
    """``user reopen``."""
    with _changing(settings) as (connection, by):
        account = administration.reopen(connection, _known(connection, given.email), by=by)
    print(f"{account.email} is open again.")
    return 0


def password(given: Namespace, settings: Settings) -> int:
    """``user password``."""
    with database(settings) as engine, engine.connect() as connection:
        kept = hashed_password(connection, _known(connection, given.email).email)
    with _changing(settings) as (connection, by):
        account = administration.set_password(connection, _known(connection, given.email), kept or "", by=by)
    print(f"{account.email} has a new password.")
    return 0


def end_sessions(given: Namespace, settings: Settings) -> int:
    """``user end-sessions``."""
    with _changing(settings) as (connection, by):
        account = administration.end_sessions(connection, _known(connection, given.email), by=by)
    print(f"{account.email} is signed out everywhere.")
    return 0


def reset_second_factor(given: Namespace, settings: Settings) -> int:
    """``user reset-second-factor``."""
    with _changing(settings) as (connection, by):
        account = administration.reset_second_factor(connection, _known(connection, given.email), by=by)
    print(f"{account.email} signs in by the password alone until they turn a second factor on again.")
    return 0


@contextmanager
def _changing(settings: Settings) -> Iterator[tuple[Connection, Administrator]]:
    """A transaction that changes accounts, and who does it."""
    with database(settings) as engine, writing(engine, ACCOUNTS) as connection:
        yield connection, Administrator(typist(), datetime.now(UTC))


def _give_role(connection: Connection, account: Account, given: Namespace, by: Administrator) -> None:
    if given.role == ADMINISTRATOR:
        administration.make_administrator(connection, account, by=by)
        return
    role, organisation = Role(given.role), given.organisation
    administration.give_role(
        connection, account, programme=given.programme, role=role, organisation=organisation, by=by
    )


def _known(connection: Connection, email: str) -> Account:
    found = accounts.by_email(connection, email)
    if found is None:
        raise Complaint(f"There is no account {email}.")
    return found


def _base(given: Namespace, settings: Settings) -> str:
    """What the link begins with. Raises Complaint where nobody has said."""
    begins = str(given.base or settings.public_url or "")
    if not base(begins):
        raise Complaint(
            "The link needs the address at which the dashboard is reached: --base https://dashboard.example.org, or"
            " PUBLIC_URL in the environment. Nothing was changed."
        )
    return begins


def _tell(begins: str, token: str) -> None:
    hours = set_up_links.LASTS.total_seconds() / 3600
    print(f"Send this link to them; it is good once, for {hours:.0f} hours, until a newer one is made:")
    print(set_up_links.address(begins, token))


def _described(account: Account) -> dict[str, Any]:
    roles = [
        {"programme": one.programme, "role": one.viewer.role, "organisation": one.viewer.organisation}
        for one in account.memberships
    ]
    states = {"administrator": account.administrator, "disabled": account.disabled}
    return {"email": account.email, **states, "roles": roles}


def _role(viewer: Viewer) -> str:
    return f"{viewer.role}:{viewer.organisation}" if viewer.organisation else str(viewer.role)
