"""Signing in and out."""

from __future__ import annotations

from flask import Flask, Response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import logout_user

from dashboard.access import attempts, passwords
from dashboard.access.addresses import own
from dashboard.access.attempts import Attempt
from dashboard.access.documents import document
from dashboard.access.guard import SECOND_STEP
from dashboard.access.language import spoken
from dashboard.access.readers import enter, enter_half, reader, signed_in
from dashboard.access.waiting import wait
from dashboard.installation import connection
from data_access import accounts, second_factors
from data_access.accounts import Account
from data_access.audit import Action


def register(server: Flask) -> None:
    """The pages /sign-in and /sign-out."""
    server.add_url_rule("/sign-in", "sign-in", sign_in, methods=["GET", "POST"])
    server.add_url_rule("/sign-out", "sign-out", sign_out, methods=["GET", "POST"])


def sign_in() -> ResponseReturnValue:
    """The form, or what comes of it: the page that was wanted, the second step, or the form again."""
    # Not "GET": Flask answers HEAD here, too, of which neither a token is asked nor a failure counted.
    if request.method != "POST":
        return redirect(_wanted()) if signed_in() else _form()
    email, password = request.form.get("email", ""), request.form.get("password", "")
    known = accounts.by_email(connection(), email)
    attempt = attempts.begin(email)
    account = _account_of(known, password)
    if account is None:
        attempts.failed(attempt, known, "password")
        return _form(failed=attempt)
    if passwords.outdated(account.password_hash):
        _renew(account, passwords.hashed(password))
    factor = second_factors.of(connection(), account.id)
    return _second_step(attempt, account) if factor and factor.confirmed else _entered(attempt, account)


def sign_out() -> ResponseReturnValue:
    """Asks, and once asked by a form of ours ends the session."""
    email = reader().email
    if request.method != "POST":
        return document("sign_out.html", title=spoken().gettext("Sign out"), email=email)
    logout_user()
    session.clear()
    attempts.noted(email, email, Action.SIGN_IN, "signed out")
    return redirect("/sign-in", 303)


def _account_of(known: Account | None, password: str) -> Account | None:
    """The open account that the password belongs to. An unknown address costs the same time as a known one."""
    kept = known.password_hash or None if known and not known.disabled else None
    return known if passwords.matches(password, kept) else None


def _renew(account: Account, password_hash: str) -> None:
    attempts.later(lambda writing: accounts.renew_hash(writing, account, password_hash))


def _entered(attempt: Attempt, account: Account) -> ResponseReturnValue:
    attempts.succeeded(attempt, account, "password")
    enter(account)
    return redirect(_wanted(), 303)


def _second_step(attempt: Attempt, account: Account) -> ResponseReturnValue:
    attempts.half_way(attempt, account)
    enter_half(account)
    return redirect(url_for(SECOND_STEP, next=own(request.args.get("next"))), 303)


def _form(*, failed: Attempt | None = None) -> Response:
    words = spoken()
    return document(
        "sign_in.html",
        title=words.gettext("Sign in"),
        status=401 if failed else 200,
        failed=failed,
        wait=wait(failed.until, words) if failed and failed.until else None,
        chosen=request.args.get("password") == "chosen",
        email=request.form.get("email", ""),
        address=request.full_path.rstrip("?"),
    )


def _wanted() -> str:
    return own(request.args.get("next")) or "/"
