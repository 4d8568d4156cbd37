"""The second step of signing in, for those who have turned a second factor on: until then they are nobody."""

from __future__ import annotations

from flask import Flask, Response, redirect, request
from flask.typing import ResponseReturnValue

from dashboard.access import attempts, second_factor
from dashboard.access.addresses import own
from dashboard.access.attempts import Attempt
from dashboard.access.documents import document
from dashboard.access.guard import SECOND_STEP
from dashboard.access.language import spoken
from dashboard.access.readers import enter, half_way
from dashboard.access.waiting import wait
from dashboard.installation import installation
from data_access.accounts import Account
from data_access.database import Busy, writing
from data_access.lockout import SIGN_INS


def register(server: Flask) -> None:
    """The page /sign-in/code."""
    server.add_url_rule("/sign-in/code", SECOND_STEP, second_step, methods=["GET", "POST"])


def second_step() -> ResponseReturnValue:
    """The form, or what comes of it: the page that was wanted, or the form again."""
    account = half_way()
    if account is None:
        return redirect("/sign-in")
    if request.method != "POST":
        return _form()
    attempt = attempts.begin(account.email)
    kind = _used(attempt, account)
    if kind is None:
        attempts.failed(attempt, account, "second factor")
        return _form(failed=attempt)
    attempts.succeeded(attempt, account, kind)
    enter(account)
    return redirect(own(request.args.get("next")) or "/", 303)


def _used(attempt: Attempt, account: Account) -> str | None:
    """Which kind of code was used up. Raises Busy: a code that cannot be noted as used might be used twice."""
    try:
        with writing(installation().engine, SIGN_INS, patience=attempts.PATIENCE) as connection:
            return second_factor.used(connection, account, request.form.get("code", ""), attempt.at)
    except Busy:
        attempts.given_back(attempt)
        raise


def _form(*, failed: Attempt | None = None) -> Response:
    words = spoken()
    return document(
        "second_step.html",
        title=words.gettext("Second step"),
        status=401 if failed else 200,
        failed=failed,
        wait=wait(failed.until, words) if failed and failed.until else None,
        address=request.full_path.rstrip("?"),
    )
