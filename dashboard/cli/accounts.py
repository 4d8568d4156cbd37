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
from data_access import accounts, audit, second_factors, set_up_links
from data_access.accounts import ACCOUNTS, Account
from data_access.audit import Action
from data_access.database import Connection, writing
from data_access.identities import normalised
from data_access.viewer import Role, Viewer

LINK = "set-up link made"


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
        with _changing(settings, given.email, "role given", role=given.role, programme=given.programme) as connection:
            account = known or accounts.add(connection, given.email, password_hash=kept or "")
            _give_role(connection, account, given)
            if begins:
                token = set_up_links.make(connection, account, at=datetime.now(UTC))
                _note(connection, given.email, LINK)
    where = f" in {given.programme}" if given.programme else ""
    print(f"{account.email} is now {given.role}{where}.")
    if token and begins:
        _tell(begins, token)
    return 0


def link(given: Namespace, settings: Settings) -> int:
    """``user link``."""
    begins = _base(given, settings)
    with _changing(settings, given.email, LINK) as connection:
        token = set_up_links.make(connection, _known(connection, given.email), at=datetime.now(UTC))
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
    with _changing(settings, given.email, "closed") as connection:
        account = accounts.disable(connection, given.email)
    print(f"{account.email} is closed.")
    return 0


def reopen(given: Namespace, settings: Settings) -> int:
    """``user reopen``."""
    with _changing(settings, given.email, "opened again") as connection:
        account = accounts.reopen(connection, given.email)
    print(f"{account.email} is open again.")
    return 0


def password(given: Namespace, settings: Settings) -> int:
    """``user password``."""
    with database(settings) as engine, engine.connect() as connection:
        kept = hashed_password(connection, _known(connection, given.email).email)
    with _changing(settings, given.email, "password given") as connection:
        account = accounts.set_password(connection, given.email, kept or "")
    print(f"{account.email} has a new password.")
    return 0


def end_sessions(given: Namespace, settings: Settings) -> int:
    """``user end-sessions``."""
    with _changing(settings, given.email, "sessions ended") as connection:
        account = accounts.end_sessions(connection, given.email)
    print(f"{account.email} is signed out everywhere.")
    return 0


def reset_second_factor(given: Namespace, settings: Settings) -> int:
    """``user reset-second-factor``."""
    with _changing(settings, given.email, "second factor reset") as connection:
        account = _known(connection, given.email)
        if not second_factors.turn_off(connection, account.id):
            raise Complaint(f"{account.email} has no second factor; nothing was changed.")
    print(f"{account.email} signs in by the password alone until they turn a second factor on again.")
    return 0


@contextmanager
def _changing(settings: Settings, email: str, what: str, **detail: Any) -> Iterator[Connection]:
    """A transaction that changes the account; noted at its end."""
    with database(settings) as engine, writing(engine, ACCOUNTS) as connection:
        yield connection
        _note(connection, email, what, **detail)


def _note(connection: Connection, email: str, what: str, **detail: Any) -> None:
    audit.note(
        connection,
        who=typist(),
        action=Action.ACCOUNT,
        programme=None,
        subject=normalised(email),
        detail={"what": what, **detail},
        at=datetime.now(UTC),
    )


def _give_role(connection: Connection, account: Account, given: Namespace) -> None:
    if given.role == ADMINISTRATOR:
        accounts.make_administrator(connection, account)
        return
    role, organisation = Role(given.role), given.organisation
    accounts.give_role(connection, account, programme=given.programme, role=role, organisation=organisation)


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
