"""Changes of accounts, as the forms ask for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, request

from dashboard.access import reader
from dashboard.admin.typed import Typed
from dashboard.installation import installation
from data_access import accounts, administration, set_up_links
from data_access.accounts import Account
from data_access.administration import Administrator, Change
from data_access.database import Connection, writing
from data_access.viewer import Forbidden

PATIENCE = 10  # seconds to wait while others write


@dataclass(frozen=True)
class Link:
    """A link to be sent, and until when it is good."""

    address: str
    until: datetime


Making = Callable[[Connection, Account, Typed, Administrator], Account]


def add(typed: Typed) -> Account:
    """Add the account with its first role; it has no password yet. Raises Refused, Forbidden and Busy."""
    by = _doer()
    with writing(installation().engine, accounts.ACCOUNTS, patience=PATIENCE) as connection:
        made = administration.add(connection, typed.email, by=by)
        return _give_role(connection, made, typed, by)


def change(number: int, typed: Typed) -> Account:
    """Do to the account what the form says. Raises Refused, Forbidden and Busy."""
    by = _doer()
    if typed.change not in _MAKING:
        abort(400)
    with writing(installation().engine, accounts.ACCOUNTS, patience=PATIENCE) as connection:
        return _MAKING[typed.change](connection, _account(connection, number), typed, by)


def link(number: int) -> Link:
    """Make a link by which the account's owner chooses a password. Raises Refused, Forbidden and Busy."""
    by = _doer()
    with writing(installation().engine, accounts.ACCOUNTS, patience=PATIENCE) as connection:
        token = administration.make_link(connection, _account(connection, number), by=by)
    base = installation().settings.public_url or request.url_root
    return Link(set_up_links.address(base, token), by.at + set_up_links.LASTS)


def _account(connection: Connection, number: int) -> Account:
    found = accounts.by_id(connection, number)
    if found is None:
        raise Forbidden(str(number))
    return found


def _doer() -> Administrator:
    who = reader()
    return Administrator(who.email, datetime.now(UTC), who.id)


def _give_role(connection: Connection, account: Account, typed: Typed, by: Administrator) -> Account:
    chosen = typed.role_in
    if chosen is None:
        return administration.make_administrator(connection, account, by=by)
    role, programme = chosen
    organisation = typed.organisation or None
    return administration.give_role(
        connection, account, programme=programme, role=role, organisation=organisation, by=by
    )


def _take_role(connection: Connection, account: Account, typed: Typed, by: Administrator) -> Account:
    """Without a programme, the role of administrator."""
    if not typed.programme:
        return administration.relieve_administrator(connection, account, by=by)
    return administration.take_role(connection, account, programme=typed.programme, by=by)


_MAKING: Mapping[str, Making] = {
    Change.ROLE_GIVEN: _give_role,
    Change.ROLE_TAKEN: _take_role,
    Change.CLOSED: lambda connection, account, _, by: administration.close(connection, account, by=by),
    Change.OPENED: lambda connection, account, _, by: administration.reopen(connection, account, by=by),
    Change.SECOND_FACTOR_RESET: lambda connection, account, _, by: administration.reset_second_factor(
        connection, account, by=by
    ),
    Change.SESSIONS_ENDED: lambda connection, account, _, by: administration.end_sessions(connection, account, by=by),
}
