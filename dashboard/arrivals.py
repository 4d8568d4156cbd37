"""What answers before Dash does, which has a page for every address: that there is nothing there."""

from __future__ import annotations

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue

from dashboard.access.documents import document
from dashboard.access.language import spoken
from dashboard.access.readers import signed_in
from dashboard.shell import ADMINISTRATION
from dashboard.visit import arrival, parameters, screen_at

# Dash's names for the beginning and for every other address that is none of its own.
PAGES = frozenset({"/", "/<path:path>"})


def register(server: Flask) -> None:
    """Look at every request for a page before Dash answers it."""
    server.before_request(refusal)


def refusal() -> ResponseReturnValue | None:
    """What a reader gets who may not see the page, or belongs to no programme; None for everybody else.

    An administrator of no programme begins where accounts are kept. Raises Forbidden where there is no such page for
    the reader.
    """
    who = signed_in()
    if request.endpoint not in PAGES or who is None:
        return None
    if who.administrator and not who.memberships and request.path == "/":
        return redirect(ADMINISTRATION)
    if not who.memberships and not who.administrator:
        return _no_programme()
    screen, key = screen_at(request.path)
    # The path names what is opened, whatever the parameters say.
    arrival(screen, {**parameters(), "key": key})
    return None


def _no_programme() -> ResponseReturnValue:
    words = spoken()
    advice = words.gettext("Your account belongs to no programme yet. Ask the programme's administrator for a role.")
    title = words.gettext("No programme to show")
    return document("refusal.html", title=title, advice=advice, reference="", account=True)
