"""The language of an answer: chosen in the address, else before, else as the browser prefers."""

from __future__ import annotations

from flask import Flask, Response, request

from dashboard.i18n import LANGUAGES, Words, words
from dashboard.installation import installation

COOKIE = "language"
YEAR = 365 * 24 * 3600  # seconds


def spoken(chosen: str | None = None) -> Words:
    """The words of the language for this request; ``chosen`` is what the address of a page asks for, if it does."""
    wishes = (chosen, request.args.get("lang"), request.cookies.get(COOKIE), *_preferred())
    wish = next((wish for wish in wishes if wish in LANGUAGES), None)
    return words(wish or installation().settings.default_language)


def _preferred() -> list[str]:
    """The languages of the browser, the dearest first, without their countries (sv-FI is Swedish)."""
    return [wish.split("-")[0].lower() for wish in request.accept_languages.values()]


def register(server: Flask) -> None:
    """Remember the choice: it is made before anybody signs in, and holds afterwards."""
    server.after_request(_remember)


def _remember(response: Response) -> Response:
    chosen = request.args.get("lang")
    if chosen in LANGUAGES and request.cookies.get(COOKIE) != chosen:
        response.set_cookie(COOKIE, chosen, max_age=YEAR, secure=request.is_secure, httponly=True, samesite="Lax")
    return response
