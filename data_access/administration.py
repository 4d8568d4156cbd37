"""Changes of accounts as administrators make them: each is checked, and noted in the audit log.

All are for a transaction that writes to ``accounts.ACCOUNTS``. They raise Refused, and Forbidden where the doer may not
(any more). An entry of ``Action.ACCOUNT`` has the account's address as its subject, and in its detail ``what`` was
done; of roles also ``role`` (ADMINISTRATOR among them) and ``organisation``, the programme being the entry's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, func, select

from data_access import accounts, audit, second_factors, set_up_links
from data_access.accounts import Account, Refused
from data_access.audit import Action
from data_access.message import N_
from data_access.models import users
from data_access.viewer import Forbidden, Role

ADMINISTRATOR = "admin"


class Change(StrEnum):
    """What was done to an account."""

    ADDED = "added"
    ROLE_GIVEN = "role given"
    ROLE_TAKEN = "role taken away"
    CLOSED = "closed"
    OPENED = "opened again"
    SESSIONS_ENDED = "sessions ended"
    LINK_MADE = "set-up link made"
    PASSWORD_GIVEN = "password given"  # noqa: S105 - what was done, not a password
    SECOND_FACTOR_RESET = "second factor reset"


@dataclass(frozen=True)
class Administrator:
    """Who changes accounts, and when; ``account``: the number of their own, None for who is at the server itself."""

    who: str
    at: datetime
    account: int | None = None


def add(connection: Connection, email: str, *, password_hash: str = "", by: Administrator) -> Account:
    """As ``accounts.add``, for who has no role yet."""
    return _noted(connection, accounts.add(connection, email, password_hash=password_hash), Change.ADDED, by)


def give_role(
    connection: Connection,
    account: Account,
    *,
    programme: str,
    role: Role,
    organisation: str | None,
    by: Administrator,
) -> Account:
    """As ``accounts.give_role``."""
    given = {"role": role.value} | ({"organisation": organisation} if organisation else {})
    made = accounts.give_role(connection, account, programme=programme, role=role, organisation=organisation)
    return _noted(connection, made, Change.ROLE_GIVEN, by, programme=programme, **given)


def take_role(connection: Connection, account: Account, *, programme: str, by: Administrator) -> Account:
    """As ``accounts.take_role``."""
    had = next((one.viewer.role.value for one in account.memberships if one.programme == programme), "")
    made = accounts.take_role(connection, account, programme=programme)
    return _noted(connection, made, Change.ROLE_TAKEN, by, programme=programme, role=had)


def make_administrator(connection: Connection, account: Account, *, by: Administrator) -> Account:
    """As ``accounts.make_administrator``."""
    made = accounts.make_administrator(connection, account)
    return _noted(connection, made, Change.ROLE_GIVEN, by, role=ADMINISTRATOR)


def relieve_administrator(connection: Connection, account: Account, *, by: Administrator) -> Account:
    """As ``accounts.relieve_administrator``. Raises Refused for the doer's own account, and for the last one."""
    _check_remains(connection, account, by)
    made = accounts.relieve_administrator(connection, account)
    return _noted(connection, made, Change.ROLE_TAKEN, by, role=ADMINISTRATOR)


def close(connection: Connection, account: Account, *, by: Administrator) -> Account:
    """As ``accounts.disable``. Raises Refused for the doer's own account, and for the last administrator's."""
    _check_remains(connection, account, by)
    return _noted(connection, accounts.disable(connection, account.email), Change.CLOSED, by)


def reopen(connection: Connection, account: Account, *, by: Administrator) -> Account:
    """As ``accounts.reopen``."""
    return _noted(connection, accounts.reopen(connection, account.email), Change.OPENED, by)


def end_sessions(connection: Connection, account: Account, *, by: Administrator) -> Account:
    """As ``accounts.end_sessions``."""
    return _noted(connection, accounts.end_sessions(connection, account.email), Change.SESSIONS_ENDED, by)


def make_link(connection: Connection, account: Account, *, by: Administrator) -> str:
    """As ``set_up_links.make``: the token of a link by which the account's owner chooses a password."""
    token = set_up_links.make(connection, account, at=by.at)
    _noted(connection, account, Change.LINK_MADE, by)
    return token


def set_password(connection: Connection, account: Account, password_hash: str, *, by: Administrator) -> Account:
    """As ``accounts.set_password``."""
    made = accounts.set_password(connection, account.email, password_hash)
    return _noted(connection, made, Change.PASSWORD_GIVEN, by)


def reset_second_factor(connection: Connection, account: Account, *, by: Administrator) -> Account:
    """Let the account be entered by the password alone. Raises Refused where it is already."""
    if not second_factors.turn_off(connection, account.id):
        raise Refused(N_("{email} has no second factor; nothing was changed.", email=account.email))
    return _noted(connection, account, Change.SECOND_FACTOR_RESET, by)


def _check_remains(connection: Connection, account: Account, by: Administrator) -> None:
    """Raises Refused where nobody, or not the doer, would be left to put right what was done."""
    if account.id == by.account:
        raise Refused(N_("This is your own account. Ask another administrator to do that."))
    others = select(func.count()).where(users.c.administrator, ~users.c.disabled, users.c.id != account.id)
    if account.administrator and not account.disabled and not connection.execute(others).scalar_one():
        raise Refused(N_("{email} is the last administrator. Make somebody else one first.", email=account.email))


def _may(connection: Connection, by: Administrator) -> bool:
    """Whether the doer is an administrator still: another one may have been quicker."""
    own = None if by.account is None else accounts.by_id(connection, by.account)
    return by.account is None or (own is not None and own.administrator and not own.disabled)


def _noted(
    connection: Connection,
    account: Account,
    change: Change,
    by: Administrator,
    *,
    programme: str | None = None,
    **detail: str,
) -> Account:
    if not _may(connection, by):
        raise Forbidden(change)
    audit.note(
        connection,
        who=by.who,
        action=Action.ACCOUNT,
        programme=programme,
        subject=account.email,
        detail={"what": change.value, **detail},
        at=by.at,
    )
    return account
