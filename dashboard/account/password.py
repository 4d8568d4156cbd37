"""Changing one's password."""

from __future__ import annotations

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from dashboard.access.changing import changing
from dashboard.access.language import spoken
from dashboard.access.new_password import chosen
from dashboard.access.readers import enter
from dashboard.account.own import doubt, own
from dashboard.surroundings import document
from data_access import accounts
from data_access.message import Message


def password() -> ResponseReturnValue:
    """The page /account/password: the form, or the change; then all other sessions have ended."""
    account = own()
    if request.method != "POST":
        return _form(account.email)
    why = doubt(account)
    if why is not None:
        return _form(account.email, why)
    kept, unfit = chosen(request.form, account.email)
    if kept is None:
        return _form(account.email, unfit)
    with changing(account.email, account.email, "password changed") as writing:
        changed = accounts.choose_password(writing, account, kept)
    enter(changed)
    return redirect("/account?done=password", 303)


def _form(email: str, why: Message | None = None) -> Response:
    words = spoken()
    return document(
        "account_password.html",
        title=words.gettext("Change your password"),
        status=422 if why else 200,
        why=why and words.message(why),
        email=email,
    )
