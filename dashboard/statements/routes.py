"""The addresses of the statements and of feedback; the guard lets strangers come to them."""

from __future__ import annotations

from flask import Blueprint, Flask
from flask_wtf.csrf import CSRFError

from dashboard.statements import accessibility, feedback, privacy
from data_access.database import Busy


def register(server: Flask) -> None:
    """Serve /accessibility, /privacy and /feedback."""
    statements = Blueprint("statements", __name__, template_folder="templates")
    statements.add_url_rule("/accessibility", "accessibility", accessibility.page)
    statements.add_url_rule("/privacy", "privacy", privacy.page)
    statements.add_url_rule("/feedback", "feedback", feedback.page, methods=["GET", "POST"])
    # What was written comes back, whoever refuses it.
    statements.register_error_handler(CSRFError, lambda _: feedback.form(refused=feedback.TOKEN, status=400))
    statements.register_error_handler(Busy, lambda _: feedback.form(refused=feedback.BUSY, status=503))
    server.register_blueprint(statements)
