"""The form for feedback: open to strangers, so bounded in length and in number."""

from __future__ import annotations

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from dashboard import today
from dashboard.access.language import spoken
from dashboard.access.waiting import wait
from dashboard.statements import bound
from dashboard.statements.bound import Full
from dashboard.surroundings import document
from data_access.feedback import DUE, LONGEST, LONGEST_ADDRESS, Unfit
from data_access.message import N_, Message

TOKEN = N_("The page had been open for too long, so nothing was sent. Look at what you wrote, and send it again.")
BUSY = N_("Data are being loaded just now, so nothing was sent. Wait a minute, and send it again.")


def page() -> ResponseReturnValue:
    """The page /feedback: the form, or what comes of it. Raises Busy."""
    if request.method != "POST":
        return form(sent="sent" in request.args)
    written, reply_to = (request.form.get(name, "") for name in ("text", "reply_to"))
    try:
        bound.send(written, reply_to, language=spoken().language, at=today.now())
    except Unfit as unfit:
        return form(refused=unfit.message, status=422)
    except Full as full:
        said = wait(full.until, spoken())
        return form(refused=N_("Much has been sent just now. Send yours again in {wait}.", wait=said), status=429)
    return redirect("/feedback?sent=1#sent", 303)


def form(*, refused: Message | None = None, status: int = 200, sent: bool = False) -> Response:
    """The form with what was typed; ``refused``: why it was not sent."""
    words = spoken()
    return document(
        "statements/feedback.html",
        title=words.gettext("Feedback on the service"),
        status=status,
        refused=refused and words.message(refused),
        sent=sent,
        text=request.form.get("text", ""),
        reply_to=request.form.get("reply_to", ""),
        longest=LONGEST,
        longest_address=LONGEST_ADDRESS,
        days=DUE.days,
    )
