"""Changes of accounts as they are made by administrators: each is checked, and noted in the audit log.

All are for a transaction that writes to ACCOUNTS, and raise Refused, or Forbidden where the doer may not (any more).
The entries (``Action.ACCOUNT``) have as their subject where the account is administered, which holds nobody's address:
nobody could ever mend it there. Their detail says which ``change`` it was; of roles also ``role`` and ``organisation``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, func, select

from data_access import accounts, audit, set_up_links
from data_access.accounts import Account, Refused
from data_access.audit import Action
from data_access.message import N_
from data_access.models import users
from data_access.viewer import Forbidden, Role

ACCOUNTS = "the accounts"  # what a transaction that changes accounts says that it writes to


class Change(StrEnum):
    """What was done to an account."""

    ADDED = "added"
    ROLE_GIVEN = "role_given"
    ROLE_TAKEN = "role_taken"
    ADMINISTRATOR_MADE = "administrator_made"
    ADMINISTRATOR_RELIEVED = "administrator_relieved"
    CLOSED = "closed"
    OPENED = "opened"
    SESSIONS_ENDED = "sessions_ended"
    LINK_MADE = "link_made"


@dataclass(frozen=True)
class Administrator:
    """Who changes accounts, and when; ``account``: the number of their own, None for who is at the server itself."""

    who: str
    at: datetime
    account: int | None = None


def subject(account: Account) -> str:
    """What entries about the account are of."""
    return f"/admin/accounts/{account.id}"


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
    return _noted(connection, accounts.make_administrator(connection, account), Change.ADMINISTRATOR_MADE, by)


def relieve_administrator(connection: Connection, account: Account, *, by: Administrator) -> Account:
    """As ``accounts.relieve_administrator``. Raises Refused for the doer's own account, and for the last one."""
    _check_remains(connection, account, by)
    return _noted(connection, accounts.relieve_administrator(connection, account), Change.ADMINISTRATOR_RELIEVED, by)


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
        subject=subject(account),
        detail={"change": change.value, **detail},
        at=by.at,
    )
    return account
