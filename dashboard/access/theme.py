"""The colours of an answer: as the system has them, or as chosen in the address, and remembered."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Flask, Response, redirect, request

from dashboard.access.addresses import own
from dashboard.access.guard import READS
from dashboard.access.language import YEAR
from dashboard.shell import SYSTEM, THEME_NAMES

CHOICE = COOKIE = "theme"


def theme() -> str:
    """The reader's theme, one of THEME_NAMES."""
    kept = request.cookies.get(COOKIE, SYSTEM)
    return kept if kept in THEME_NAMES else SYSTEM


def attribute() -> str:
    """What the document's first element says of the theme; nothing where the system decides."""
    return "" if theme() == SYSTEM else f' data-theme="{theme()}"'


def register(server: Flask) -> None:
    """Take the choice out of the address, so that who is sent a page sees it in their own theme."""
    server.before_request(_remember)


def _remember() -> Response | None:
    if CHOICE not in request.args or request.method not in READS:
        return None
    chosen = request.args[CHOICE]
    answer = redirect(own(_here()) or "/", 303)
    if chosen == SYSTEM:
        answer.delete_cookie(COOKIE, secure=request.is_secure, httponly=True, samesite="Lax")
    elif chosen in THEME_NAMES:
        answer.set_cookie(COOKIE, chosen, max_age=YEAR, secure=request.is_secure, httponly=True, samesite="Lax")
    return answer  # type: ignore[return-value] # werkzeug's own class stands for Flask's


def _here() -> str:
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != CHOICE]
    return f"{request.path}?{urlencode(kept)}" if kept else request.path
