"""The address of each step. Whatever goes wrong, what was typed comes back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Flask, Response, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from dashboard import achievement
from dashboard.access.documents import document
from dashboard.access.language import spoken
from dashboard.access.refusals import refusal
from dashboard.components.status import word
from dashboard.selection import Selection
from dashboard.steps import typed as typing
from dashboard.steps.taking import take
from dashboard.steps.typed import Typed
from data_access.database import Busy
from data_access.message import N_, Message
from data_access.reports import LONGEST

SESSION = N_(
    "Your session has ended, so nothing was done. Sign in in another window, come back to this page and send it again."
)
TOKEN = N_("The page had been open for too long, so nothing was done. Look at what you typed, and send it again.")
BUSY = N_("Data are being loaded just now, so nothing was done. Wait a minute, and send it again.")


def register(server: Flask) -> None:
    """Take steps at ``/steps/<step>``; who may take which is asked where they are taken."""
    steps = Blueprint("steps", __name__)
    steps.add_url_rule("/steps/<step>", "step", taken, methods=["POST"])
    # The guard, Flask-WTF and the database refuse before or beside us, and would keep what was typed.
    steps.register_error_handler(401, _given_back(SESSION, 401))
    steps.register_error_handler(CSRFError, _given_back(TOKEN, 400))
    steps.register_error_handler(Busy, _given_back(BUSY, 503))
    server.register_blueprint(steps)


def taken(step: str) -> ResponseReturnValue:
    """Take the step and lead back to the report, or say why not and give back what was typed."""
    typed = typing.read(step, request.form)
    refused = take(typed)
    if refused is None:
        return redirect(f"{_report(typed, done=typed.step)}#report-done", 303)
    stands = refused.stands
    return _page(typed, refused.why, 409, seen=stands.last_step, again=typed.step in stands.open)


def _given_back(why: Message, status: int) -> Callable[[Exception], Response]:
    def answer(_: Exception) -> Response:
        try:
            typed = typing.read((request.view_args or {}).get("step", ""), request.form)
        except HTTPException:
            return refusal(status)  # no form of ours sent it
        return _page(typed, why, status)

    return answer


def _page(typed: Typed, why: Message, status: int, *, seen: int | None = None, again: bool = True) -> Response:
    """What was typed in a form that can be sent once more, or copied from where the step cannot be taken now."""
    words = spoken()
    return document(
        "step_not_taken.html",
        title=words.gettext("Nothing was done"),
        status=status,
        why=words.message(why),
        typed=typed,
        seen=typed.seen if seen is None else seen,
        again=again,
        longest=LONGEST,
        sign_in=why is SESSION,
        report=_report(typed),
        name=partial(achievement.name, words=words),
        judged=partial(word, words=words),
    )


def _report(typed: Typed, **more: str) -> str:
    lang = request.args.get("lang")
    return Selection("/reports", typed.period, programme=typed.programme, lang=lang, more=more).href
