"""The pages of accounts: all of them, and one with what can be done to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from dashboard.access import reader
from dashboard.access.language import spoken
from dashboard.admin import changing
from dashboard.admin import typed as typing
from dashboard.admin.document import document
from dashboard.admin.known import ADMINISTRATOR as NAME
from dashboard.admin.known import address
from dashboard.admin.typed import Typed, role_value
from dashboard.i18n import Words
from dashboard.installation import connection
from dashboard.shell import ROLE_NAMES
from dashboard.today import moment
from data_access import accounts, audit, programmes, second_factors, set_up_links
from data_access.accounts import Account, Refused
from data_access.administration import ADMINISTRATOR, Change
from data_access.audit import Action
from data_access.message import N_, Message
from data_access.viewer import Forbidden, Role

DONE: Mapping[str, Message] = {
    Change.ADDED: N_("The account is added. Its owner cannot sign in before they have set a password."),
    Change.ROLE_GIVEN: N_("The role is given. The account's sessions have ended."),
    Change.ROLE_TAKEN: N_("The role is taken away. The account's sessions have ended."),
    Change.CLOSED: N_("The account is closed. Its sessions have ended."),
    Change.OPENED: N_("The account is open again, with the roles and the password it had."),
    Change.SECOND_FACTOR_RESET: N_(
        "The second step is taken away: signing in asks for the password alone until the owner turns it on again."
    ),
    Change.SESSIONS_ENDED: N_("The account's sessions have ended. Its owner can sign in again."),
}


def everybody() -> ResponseReturnValue:
    """All accounts, and the form to add one, which leads to the account that was added."""
    if request.method != "POST":
        return _everybody(Typed())
    typed = typing.read(request.form)
    try:
        made = changing.add(typed)
    except Refused as refused:
        return _everybody(typed, refused.message, 409)
    return _done(made, Change.ADDED)


def one(number: int) -> ResponseReturnValue:
    """An account and the forms that change it, each of which leads back to it. Raises Forbidden where there is none."""
    if request.method != "POST":
        return _one(number, Typed(), done=DONE.get(request.args.get("done", "")))
    typed = typing.read(request.form)
    try:
        if typed.change == Change.LINK_MADE:
            # Shown in this very answer: nothing that opens an account may stand in an address or be kept.
            return _one(number, Typed(), link=changing.link(number))
        made = changing.change(number, typed)
    except Refused as refused:
        return _one(number, typed, refused.message, 409)
    return _done(made, typed.change)


def given_back(why: Message, status: int) -> Response:
    """The page whose form was sent, with why nothing was done and what was typed."""
    number = (request.view_args or {}).get("number")
    typed = typing.read(request.form)
    return _everybody(typed, why, status) if number is None else _one(number, typed, why, status)


def _done(account: Account, change: str) -> ResponseReturnValue:
    return redirect(f"{address(account.id)}?{urlencode({'done': change})}#done", 303)


def _everybody(typed: Typed, refused: Message | None = None, status: int = 200) -> Response:
    found, names, words = accounts.everybody(connection()), _programmes(spoken()), spoken()
    return document(
        "administration/accounts.html",
        title=words.gettext("Accounts"),
        status=status,
        refused=refused and words.message(refused),
        everybody=[(one, address(one.id), _roles(one, names, words)) for one in found],
        last=_last(words),
        offered=_offered(names, words),
        typed=typed,
    )


def _one(
    number: int,
    typed: Typed,
    refused: Message | None = None,
    status: int = 200,
    *,
    done: Message | None = None,
    link: str = "",
) -> Response:
    account = accounts.by_id(connection(), number)
    if account is None:
        raise Forbidden(str(number))
    names, words = _programmes(spoken()), spoken()
    return document(
        "administration/account.html",
        title=account.email,
        status=status,
        refused=refused and words.message(refused),
        done=done and words.message(done),
        last=_last(words),
        link=link,
        link_until=_until(account, words),
        own=account.id == reader().id,
        second_factor=account.id in second_factors.confirmed(connection()),
        account=account,
        roles=_roles(account, names, words),
        offered=_offered(names, words),
        typed=typed,
    )


def _last(words: Words) -> Mapping[str, str]:
    """When the owner of each account signed in last, by its address; no entry where that is not known."""
    return {who: moment(at, words) for who, at in audit.last(connection(), Action.SIGN_IN, "signed in").items()}


def _until(account: Account, words: Words) -> str:
    """When the account's open link ends; empty where it has none."""
    now = datetime.now(UTC)
    until = set_up_links.open_until(connection(), at=now).get(account.id)
    return moment(until, words) if until else ""


def _programmes(words: Words) -> Mapping[str, str]:
    """The names of all programmes by their codes."""
    return {code: words.name(names) or code for code, names in programmes.names(connection()).items()}


def _roles(account: Account, names: Mapping[str, str], words: Words) -> Sequence[tuple[str, str, str, str]]:
    """The code and the name of each programme, the role in it, and for whose people it is."""
    return [
        (
            member.programme,
            names.get(member.programme, member.programme),
            words.message(ROLE_NAMES[member.viewer.role]),
            member.viewer.organisation or "",
        )
        for member in account.memberships
    ]


def _offered(names: Mapping[str, str], words: Words) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """The roles that can be given: groups of values and labels."""
    of_programmes = [
        (name, [(role_value(role, code), f"{words.message(ROLE_NAMES[role])} – {name}") for role in Role])
        for code, name in names.items()
    ]
    everywhere = (words.gettext("The whole installation"), [(ADMINISTRATOR, words.message(NAME))])
    return [*of_programmes, everywhere]
