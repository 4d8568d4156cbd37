"""Signing out everywhere."""

from __future__ import annotations

from flask import redirect, request, session
from flask.typing import ResponseReturnValue
from flask_login import logout_user

from dashboard.access.changing import changing
from dashboard.access.language import spoken
from dashboard.account.own import own
from dashboard.surroundings import document
from data_access import accounts


def sessions() -> ResponseReturnValue:
    """The page /account/sessions: asks, and once asked by a form of ours ends all sessions, this one too."""
    account = own()
    if request.method != "POST":
        return document("account_sessions.html", title=spoken().gettext("Sign out everywhere"), email=account.email)
    with changing(account.email, account.email, "signed out everywhere") as writing:
        accounts.end_sessions(writing, account.email)
    logout_user()
    session.clear()
    return redirect("/sign-in", 303)
