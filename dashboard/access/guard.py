"""The guard before every request: closed, but for signing in, choosing a password, and what the law wants open."""

from __future__ import annotations

from flask import Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from dashboard.access.addresses import same_origin
from dashboard.access.readers import half_way, signed_in

SECOND_STEP = "second-step"
STATEMENTS = frozenset({"statements.accessibility", "statements.privacy", "statements.feedback"})
OPEN = frozenset({"sign-in", "set-up", "set-up-script", "/health"}) | STATEMENTS
ASSETS = "_dash_assets.static"
# What the sign-in page is drawn with; scripts are for readers.
DRAWN_WITH = (".css", ".woff2", ".svg", ".ico")
READS = frozenset({"GET", "HEAD"})


def register(server: Flask) -> None:
    """Ask before anything else; so it must be registered before Dash, which answers strangers."""
    server.before_request(refusal)


def refusal() -> ResponseReturnValue | None:
    """What the request gets instead of its answer; None where it may go on."""
    if request.method not in READS and not same_origin():
        abort(403)
    if request.endpoint in OPEN or _drawing() or signed_in() or _between_the_steps():
        return None
    # What a script asks for has no use for the sign-in page.
    if request.method not in READS or request.path.startswith("/_"):
        abort(401)
    here = request.full_path.rstrip("?")
    return redirect(url_for("sign-in", next=None if here == "/" else here))


def _between_the_steps() -> bool:
    return request.endpoint == SECOND_STEP and half_way() is not None


def _drawing() -> bool:
    return request.endpoint == ASSETS and request.path.endswith(DRAWN_WITH)
