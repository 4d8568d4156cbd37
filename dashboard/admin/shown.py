"""The pages of accounts as they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Response

from dashboard.access import reader
from dashboard.access.language import spoken
from dashboard.admin import roles
from dashboard.admin.changing import Link
from dashboard.admin.document import document
from dashboard.admin.known import address
from dashboard.admin.typed import Typed
from dashboard.i18n import Words
from dashboard.installation import connection
from dashboard.today import moment
from data_access import accounts, audit, second_factors, set_up_links
from data_access.accounts import Account
from data_access.audit import Action
from data_access.message import Message
from data_access.viewer import Forbidden


def everybody(typed: Typed, *, refused: Message | None = None, status: int = 200) -> Response:
    """All accounts, and the form to add one; ``refused``: why that was not done."""
    found, words = accounts.everybody(connection()), spoken()
    programmes = roles.programmes(connection(), words)
    return document(
        "administration/accounts.html",
        title=words.gettext("Accounts"),
        status=status,
        refused=refused and words.message(refused),
        everybody=[(one, address(one.id), roles.of(one, programmes, words)) for one in found],
        last=_last(words),
        offered=roles.offered(programmes, words),
        typed=typed,
    )


def one(
    number: int,
    typed: Typed,
    *,
    refused: Message | None = None,
    status: int = 200,
    done: Message | None = None,
    link: Link | None = None,
) -> Response:
    """The account and what can be done to it; ``done``: what was, ``link``: as it was just made.

    Raises Forbidden where there is no such account.
    """
    account, words = accounts.by_id(connection(), number), spoken()
    if account is None:
        raise Forbidden(str(number))
    programmes = roles.programmes(connection(), words)
    return document(
        "administration/account.html",
        title=account.email,
        status=status,
        refused=refused and words.message(refused),
        done=done and words.message(done),
        link=link and (link.address, moment(link.until, words)),
        open_until=_open_until(account, words),
        last=_last(words),
        own=account.id == reader().id,
        second_factor=account.id in second_factors.confirmed(connection()),
        account=account,
        roles=roles.of(account, programmes, words),
        offered=roles.offered(programmes, words),
        typed=typed,
    )


def _last(words: Words) -> Mapping[str, str]:
    """When the owner of each account signed in last, by its address; no entry where that is not known."""
    return {who: moment(at, words) for who, at in audit.last(connection(), Action.SIGN_IN, "signed in").items()}


def _open_until(account: Account, words: Words) -> str:
    """When the account's open link ends; empty where it has none."""
    until = set_up_links.open_until(connection(), at=datetime.now(UTC)).get(account.id)
    return moment(until, words) if until else ""
