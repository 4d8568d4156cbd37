"""Signing in and out."""

from __future__ import annotations

import hashlib

from flask import Flask, Response, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import logout_user

from dashboard.access import passwords
from dashboard.access.addresses import own
from dashboard.access.documents import document
from dashboard.access.language import spoken
from dashboard.access.readers import enter, reader, signed_in
from dashboard.installation import connection, installation
from data_access import accounts
from data_access.accounts import Account
from data_access.identities import normalised


def register(server: Flask) -> None:
    """The pages /sign-in and /sign-out; failures are counted for each machine and each account."""
    # Each worker counts for itself and forgets when it ends: with two workers a limit is at most twice as wide.
    limiter = Limiter(get_remote_address, app=server, storage_uri="memory://")
    by_machine = limiter.limit(lambda: installation().settings.sign_in_limit, methods=["POST"], deduct_when=_failed)
    by_account = limiter.limit(
        lambda: installation().settings.account_limit, key_func=_account, methods=["POST"], deduct_when=_failed
    )
    server.add_url_rule("/sign-in", "sign-in", by_machine(by_account(sign_in)), methods=["GET", "POST"])
    server.add_url_rule("/sign-out", "sign-out", sign_out, methods=["GET", "POST"])


def sign_in() -> ResponseReturnValue:
    """The form, or what comes of it: the page that was wanted, or the form again."""
    # Not "GET": Flask answers HEAD here, too, which neither the token nor the limits are asked of.
    if request.method != "POST":
        return redirect(_wanted()) if signed_in() else _form()
    account = _account_of(request.form.get("email", ""), request.form.get("password", ""))
    if account is None:
        return _form(failed=True)
    enter(account)
    return redirect(_wanted(), 303)


def sign_out() -> ResponseReturnValue:
    """Asks, and once asked by a form of ours ends the session."""
    if request.method != "POST":
        return document("sign_out.html", title=spoken().gettext("Sign out"), email=reader().email)
    logout_user()
    session.clear()
    return redirect("/sign-in", 303)


def _account_of(email: str, password: str) -> Account | None:
    """The open account that the password belongs to. An unknown address costs the same time as a known one."""
    account = accounts.by_email(connection(), email)
    known = account.password_hash if account and not account.disabled else None
    if not passwords.matches(password, known) or account is None:
        return None
    if passwords.outdated(account.password_hash):
        with installation().engine.begin() as writing:
            accounts.renew_hash(writing, account, passwords.hashed(password))
    return account


def _form(*, failed: bool = False) -> Response:
    return document(
        "sign_in.html",
        title=spoken().gettext("Sign in"),
        status=401 if failed else 200,
        failed=failed,
        email=request.form.get("email", ""),
        address=request.full_path.rstrip("?"),
    )


def _wanted() -> str:
    return own(request.args.get("next")) or "/"


def _failed(response: Response) -> bool:
    return response.status_code == 401


def _account() -> str:
    # A hash, because the limiter names in its log whom it stops.
    return hashlib.sha256(normalised(request.form.get("email", "")).encode()).hexdigest()
