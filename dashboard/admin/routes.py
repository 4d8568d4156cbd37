"""The addresses of the administrator's pages; for everybody else there is nothing at any of them."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, request
from flask_wtf.csrf import CSRFError

from dashboard.access import reader
from dashboard.access.refusals import refusal
from dashboard.admin import accounts, feedback, log
from data_access.database import Busy
from data_access.message import N_, Message
from data_access.viewer import Forbidden

TOKEN = N_("The page had been open for too long, so nothing was done. Look at what you typed, and send it again.")
BUSY = N_("Somebody else is writing just now, so nothing was done. Wait a minute, and send it again.")


def register(server: Flask) -> None:
    """Serve /admin and what stands below it, to administrators alone."""
    admin = Blueprint("admin", __name__, url_prefix="/admin", template_folder="templates")
    admin.before_request(_administrators_alone)
    admin.add_url_rule("", "accounts", accounts.everybody, methods=["GET", "POST"])
    admin.add_url_rule("/accounts/<code>", "account", accounts.one, methods=["GET", "POST"])
    admin.add_url_rule("/feedback", "feedback", feedback.page, methods=["GET", "POST"])
    admin.add_url_rule("/log", "log", log.page)
    admin.add_url_rule("/log.csv", "log-csv", log.file)
    admin.register_error_handler(CSRFError, _given_back_without_token)
    admin.register_error_handler(Busy, _busy)
    server.register_blueprint(admin)


def _administrators_alone() -> None:
    if not reader().administrator:
        raise Forbidden("admin")


def _busy(_: Busy) -> Response:
    return _given_back(BUSY, 503) if request.method == "POST" else refusal(503)


def _given_back_without_token(_: CSRFError) -> Response:
    # The token is asked for before the blueprint asks who is there.
    return _given_back(TOKEN, 400) if reader().administrator else refusal(404)


def _given_back(why: Message, status: int) -> Response:
    if request.path == feedback.PAGE:
        return feedback.shown(refused=why, status=status)
    return accounts.given_back(why, status)
