"""Choosing a password by a link that was sent, which is good once.

Asking for the page uses nothing up, and the token comes with the form alone: what scans mail, or keeps addresses,
neither spends nor learns it.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_login import logout_user

from dashboard import today
from dashboard.access import attempts
from dashboard.access.changing import changing
from dashboard.access.documents import document
from dashboard.access.language import spoken
from dashboard.access.new_password import chosen
from dashboard.installation import connection
from data_access import set_up_links
from data_access.message import N_, Message
from data_access.set_up_links import PAGE, Link, State, Unusable

SCRIPT = Path(__file__).with_name("set_up.js")
SAID: dict[State, Message] = {
    State.USED: N_("This link was used already. Sign in with the password that was chosen with it."),
    State.EXPIRED: N_("This link has expired. Ask the programme's administrator for a new one."),
    State.VOID: N_(
        "This link is no longer good: a newer one was made, or your account was changed. Use the newest link, or ask"
        " the programme's administrator for one."
    ),
    State.UNKNOWN: N_(
        "There is no such link. See whether you have the whole of it, or ask the programme's administrator for a new"
        " one."
    ),
}


def register(server: Flask) -> None:
    """The page /set-up, and the script that takes the token there."""
    server.add_url_rule(PAGE, "set-up", set_up, methods=["GET", "POST"])
    server.add_url_rule(f"{PAGE}.js", "set-up-script", _script)


def set_up() -> ResponseReturnValue:
    """Asks for the link, then for a password, and then leads to signing in."""
    if request.method != "POST":
        return document("set_up_link.html", title=spoken().gettext("Choose your password"))
    token = request.form.get("token", "").strip().rpartition("#")[2]
    link = set_up_links.look(connection(), token, at=today.now())
    if link.state is not State.OPEN or link.account is None:
        return _unusable(link.state)
    if "password" not in request.form:
        return _form(link, token)
    kept, unfit = chosen(request.form, link.account.email)
    if kept is None:
        return _form(link, token, unfit=unfit)
    try:
        _choose(link, token, kept)
    except Unusable as unusable:
        return _unusable(unusable.state)
    logout_user()
    session.clear()
    return redirect("/sign-in?password=chosen", 303)


def _choose(link: Link, token: str, password_hash: str) -> None:
    email = link.account.email if link.account else ""
    with changing(attempts.STRANGER, email, "set-up link used") as writing:
        set_up_links.choose_password(writing, token, password_hash, at=today.now())
        attempts.forgetting(email)(writing)


def _form(link: Link, token: str, *, unfit: Message | None = None) -> Response:
    words = spoken()
    return document(
        "set_up.html",
        title=words.gettext("Choose your password"),
        status=422 if unfit else 200,
        unfit=unfit and words.message(unfit),
        email=link.account.email if link.account else "",
        token=token,
    )


def _unusable(state: State) -> Response:
    words = spoken()
    title, why = words.gettext("This link opens nothing"), words.message(SAID[state])
    return document("set_up_ended.html", title=title, status=410, why=why)


def _script() -> Response:
    return Response(SCRIPT.read_bytes(), mimetype="text/javascript")
