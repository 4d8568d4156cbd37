"""The addresses of accounts: all of them, and one with what can be done to it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from dashboard.access.refusals import refusal
from dashboard.admin import changing, shown
from dashboard.admin import typed as typing
from dashboard.admin.chosen import digits
from dashboard.admin.known import address
from dashboard.admin.typed import Typed
from data_access.accounts import Account, Refused
from data_access.administration import Change
from data_access.message import N_, Message
from data_access.viewer import Forbidden

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
        return shown.everybody(Typed())
    typed = typing.read(request.form)
    try:
        made = changing.add(typed)
    except Refused as refused:
        return shown.everybody(typed, refused=refused.message, status=409)
    return _done(made, Change.ADDED)


def one(code: str) -> ResponseReturnValue:
    """An account and the forms that change it, each of which leads back to it. Raises Forbidden where there is none."""
    number = _number(code)
    if request.method != "POST":
        return shown.one(number, Typed(), done=DONE.get(request.args.get("done", "")))
    typed = typing.read(request.form)
    try:
        if typed.change == Change.LINK_MADE:
            # Shown in this very answer: nothing that opens an account may stand in an address or be kept.
            return shown.one(number, Typed(), link=changing.link(number))
        made = changing.change(number, typed)
    except Refused as refused:
        return shown.one(number, typed, refused=refused.message, status=409)
    return _done(made, typed.change)


def given_back(why: Message, status: int) -> Response:
    """The page whose form was sent, with why nothing was done and what was typed."""
    code, typed = (request.view_args or {}).get("code"), typing.read(request.form)
    try:
        if code is None:
            return shown.everybody(typed, refused=why, status=status)
        return shown.one(_number(code), typed, refused=why, status=status)
    except Forbidden:
        return refusal(404)  # where an error is answered, nobody answers another


def _number(code: str) -> int:
    number = digits(code)
    if number is None:
        raise Forbidden(code)
    return number


def _done(account: Account, change: str) -> ResponseReturnValue:
    return redirect(f"{address(account.id)}?{urlencode({'done': change})}#done", 303)
