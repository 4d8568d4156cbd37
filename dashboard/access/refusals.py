"""What went wrong, said to the reader in their language and without a word about our insides."""

from __future__ import annotations

from dash.exceptions import DependencyException
from flask import Flask, Response, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from dashboard.access.documents import document
from dashboard.access.language import spoken
from dashboard.failure import noted
from data_access.database import Busy
from data_access.message import N_
from data_access.viewer import Forbidden

SAID = {
    400: (
        N_("The request cannot be understood"),
        N_("Go back and try again. If you had the page open for long, load it anew first."),
    ),
    401: (N_("You are not signed in"), N_("Your session has ended. Sign in again.")),
    403: (N_("This is not allowed"), N_("The request came from another site, so nothing was done.")),
    404: (N_("There is nothing here"), N_("The address leads nowhere, or to something that you may not see.")),
    413: (
        N_("What you sent is too large"),
        N_("A file to be checked may have at most 50 megabytes, and no file of a report has as many."),
    ),
    500: (
        N_("Something went wrong"),
        N_("It was noted. Try again; if it fails again, give the reference to the administrator."),
    ),
    503: (
        N_("The data are being loaded just now"),
        N_("What you asked for has to wait for that. Try again in a minute."),
    ),
}


def register(server: Flask) -> None:
    """Answer every error with a page; what nobody foresaw is logged under a reference."""
    server.register_error_handler(HTTPException, _refused)
    server.register_error_handler(CSRFError, _refused)
    server.register_error_handler(Forbidden, lambda _: refusal(404))
    server.register_error_handler(Busy, lambda _: refusal(503))
    # Dash's word for a file of its own that it does not know.
    server.register_error_handler(DependencyException, lambda _: refusal(404))
    server.register_error_handler(Exception, _unforeseen)


def refusal(status: int, reference: str = "") -> Response:
    """The page that says it, or the bare status where a script asked."""
    if request.path.startswith("/_"):
        return Response(status=status)
    words = spoken()
    title, advice = SAID.get(status, SAID[500 if status >= 500 else 400])
    return document(
        "refusal.html",
        title=words.message(title),
        status=status,
        advice=words.message(advice),
        reference=reference,
    )


def _refused(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < 400:
        return Response(error.get_response().get_data(), error.code, error.get_response().headers)
    return refusal(error.code or 500)


def _unforeseen(error: Exception) -> Response:
    return refusal(500, noted(error, request.endpoint or "no page"))
