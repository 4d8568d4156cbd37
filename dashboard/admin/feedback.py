"""What was written about the service, for administrators to answer."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from dashboard.access import reader
from dashboard.access.language import spoken
from dashboard.admin.chosen import digits
from dashboard.admin.document import document
from dashboard.installation import connection, installation
from dashboard.shell import LANGUAGE_NAMES
from dashboard.today import moment, today
from data_access import feedback
from data_access.database import writing
from data_access.message import Message

PATIENCE = 5  # seconds to wait while others write
PAGE = "/admin/feedback"


def page() -> ResponseReturnValue:
    """All feedback, what waits first; a form beside each marks it as answered. Raises Forbidden and Busy."""
    if request.method != "POST":
        return shown(done="done" in request.args)
    number = digits(request.form.get("number", ""))
    with writing(installation().engine, feedback.FEEDBACK, patience=PATIENCE) as target:
        feedback.answered(target, number or 0, by=reader().email, at=datetime.now(UTC))
    return redirect(f"{PAGE}?done=1#done", 303)


def shown(*, refused: Message | None = None, status: int = 200, done: bool = False) -> Response:
    """The page; ``refused``: why nothing was done."""
    words, found = spoken(), feedback.everything(connection())
    return document(
        "administration/feedback.html",
        title=words.gettext("Feedback"),
        status=status,
        refused=refused and words.message(refused),
        done=done,
        waiting=[one for one in found if not one.answered_at],
        answered=[one for one in found if one.answered_at],
        today=today(),
        moment=lambda at: moment(at, words),
        language=LANGUAGE_NAMES.__getitem__,
        days=feedback.DUE.days,
    )
