"""Turning one's second factor on and off.

On: the password, then the secret is shown, then a code made from it; so nobody is asked for codes who cannot make them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from dashboard import today
from dashboard.access import second_factor as totp
from dashboard.access.changing import changing
from dashboard.access.language import spoken
from dashboard.account.own import doubt, own
from dashboard.installation import connection
from dashboard.surroundings import document
from data_access import second_factors
from data_access.accounts import Account
from data_access.message import N_, Message
from data_access.second_factors import NotBegun

PENDING = timedelta(minutes=15)  # so long the secret waits for its first code
STALE = N_("That took too long, or you began anew elsewhere. Begin again.")
NO_CODE = N_(
    "This is not the code that your app should show now. See that the telephone's clock is right, and try again."
)


def second_factor() -> ResponseReturnValue:
    """The page /account/second-factor: how it stands, or what comes of the form that was sent."""
    account = own()
    step = STEPS.get(request.form.get("step", "")) if request.method == "POST" else None
    return step(account) if step else _standing(account)


def _begin(account: Account) -> ResponseReturnValue:
    why = doubt(account)
    if why is not None:
        return _standing(account, why)
    secret, at = totp.new_secret(), today.now()
    with changing(account.email, account.email, "second factor begun") as writing:
        second_factors.begin(writing, account.id, totp.sealed(secret, account.id), at=at)
    return _secret(account, secret)


def _confirm(account: Account) -> ResponseReturnValue:
    at = today.now()
    secret = _pending(account, at)
    if secret is None:
        return _standing(account, STALE)
    step = totp.step(secret, "".join(request.form.get("code", "").split()), at)
    if step is None:
        return _secret(account, secret, NO_CODE)
    codes = totp.recovery_codes()
    hashes = [totp.code_hash(account.id, code) for code in codes]
    try:
        with changing(account.email, account.email, "second factor on") as writing:
            second_factors.confirm(writing, account.id, step=step, code_hashes=hashes, at=at)
    except NotBegun:
        return _standing(account, STALE)
    return _codes(codes)


def _turn_off(account: Account) -> ResponseReturnValue:
    why = doubt(account)
    if why is not None:
        return _standing(account, why)
    with changing(account.email, account.email, "second factor off") as writing:
        second_factors.turn_off(writing, account.id)
    return redirect("/account?done=second-factor", 303)


STEPS: Mapping[str, Callable[[Account], ResponseReturnValue]] = {
    "begin": _begin,
    "confirm": _confirm,
    "off": _turn_off,
}


def _pending(account: Account, at: datetime) -> str | None:
    """The secret that waits for its first code."""
    factor = second_factors.of(connection(), account.id)
    if factor is None or factor.confirmed or at - factor.made_at > PENDING:
        return None
    return totp.opened(factor.sealed, account.id)


def _standing(account: Account, why: Message | None = None) -> Response:
    factor = second_factors.of(connection(), account.id)
    return _page("account_second_factor.html", why, factor=factor, email=account.email)


def _secret(account: Account, secret: str, why: Message | None = None) -> Response:
    words = spoken()
    address = totp.address(secret, account.email, words.gettext("Programme dashboard"))
    spaced = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    picture = totp.picture(address, words.gettext("QR code of the secret"))
    return _page("account_second_factor_secret.html", why, address=address, secret=spaced, picture=picture)


def _codes(codes: list[str]) -> Response:
    return _page("account_recovery_codes.html", None, codes=codes)


def _page(template: str, why: Message | None, **values: object) -> Response:
    words = spoken()
    return document(
        template,
        title=words.gettext("Second step of signing in"),
        status=422 if why else 200,
        why=why and words.message(why),
        **values,
    )
