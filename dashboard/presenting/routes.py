"""The addresses of decks: the list, the form that makes one, the files. The slides are a page of Dash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from flask import Blueprint, Flask, Response, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from dashboard.access.language import spoken
from dashboard.access.refusals import refusal
from dashboard.audit import taken
from dashboard.components.taking import FORMS as FORM_NAMES
from dashboard.exports.handout.forms import FORMS, filename, made
from dashboard.installation import installation
from dashboard.layout import panel_or_failure
from dashboard.panel import Asked
from dashboard.presenting import handed, typed
from dashboard.presenting.screen import LIST, SCREEN, deck_of
from dashboard.presenting.slides import at, closed, default, offered, opened
from dashboard.selection import Selection
from dashboard.shell import PRESENTATIONS
from dashboard.surroundings import document
from dashboard.visit import Visit, arrival, parameters, screens
from data_access import decks
from data_access.database import Busy, writing
from data_access.decks import LONGEST, LONGEST_LINE, LONGEST_NAME, MOST_REMARKS, Deck, Refused
from data_access.message import N_, Message
from data_access.viewer import Forbidden, Role

PATIENCE = 5  # seconds to wait while others write
SESSION = N_(
    "Your session has ended, so nothing was done. Sign in in another window, come back to this page and send it again."
)
TOKEN = N_("The page had been open for too long, so nothing was done. Look at what you typed, and send it again.")
BUSY = N_("Data are being loaded just now, so nothing was done. Wait a minute, and send it again.")


def register(server: Flask) -> None:
    """Serve /present, /present/<number>/edit and /present/<number>.<form>; 0 is the deck that nobody made."""
    parts = Blueprint("presenting", __name__, template_folder="templates")
    parts.add_url_rule("/present", "decks", chooser)
    parts.add_url_rule("/present/<int:number>/edit", "edit", edit, methods=["GET", "POST"])
    parts.add_url_rule("/present/<int:number>.<form>", "deck-file", deck_file)
    # What was typed comes back, whoever refuses it.
    parts.register_error_handler(401, lambda _: _again(SESSION, 401))
    parts.register_error_handler(CSRFError, lambda _: _again(TOKEN, 400))
    parts.register_error_handler(Busy, lambda _: _again(BUSY, 503))
    server.register_blueprint(parts)


def chooser() -> Response:
    """The page /present: the decks, with what can be done with each. Raises Forbidden."""
    visit = _visit()
    asked, words = visit.asked, visit.asked.words
    own = default(words, screens())
    return document(
        "presenting/chooser.html",
        title=words.message(PRESENTATIONS),
        decks=[*decks.every(asked.question), own],
        href=lambda deck: asked.selection.at("/present", str(deck.number)).href,
        file=lambda deck, form: asked.selection.at(f"/present/{deck.number}.{form}").href,
        edit=lambda deck: asked.selection.at(f"/present/{deck.number}/edit").href,
        way=[(words.gettext("Overview"), asked.selection.at("/").href)],
        here=asked.selection,
        day=closed(asked).question.as_of,
        periods=_closed(asked),
        forms=FORM_NAMES,
        manager=_changes(asked),
        done=request.args.get("done"),
    )


def edit(number: int) -> ResponseReturnValue:
    """The form of a deck, or what comes of it. Raises Forbidden but for managers, and Busy."""
    visit = _visit()
    if not _changes(visit.asked):
        raise Forbidden(str(number))
    if request.method != "POST":
        return _form(deck_of(number, visit.asked))
    deck, do = typed.read(request.form, number), request.form.get("do", "")
    if do not in ("keep", "remove"):
        deck, place = typed.rearranged(deck, do)
        return _form(deck, place=place, more=1 if do == typed.ADD else 0)
    try:
        _write(visit, deck, do)
    except Refused as refused:
        stands = replace(deck, version=refused.version, number=deck.number if refused.version else 0)
        return _form(stands, refused=refused.message, status=409)
    return redirect(visit.asked.selection.at("/present").with_more(done=do).href + "#done", 303)


def deck_file(number: int, form: str) -> Response:
    """The deck as a file. Raises Forbidden, and Busy where that cannot be noted now."""
    if form not in FORMS:
        raise Forbidden(form)
    visit = arrival(SCREEN, {**parameters(), "key": str(number)})
    handout = handed.out(deck_of(number, visit.asked), visit.asked, screens())
    answer = Response(made(form, handout), mimetype=FORMS[form].mimetype)
    taken(visit, f"deck.{form}")
    answer.headers["Content-Disposition"] = f'attachment; filename="{filename(form, handout, "deck")}"'
    return answer


def _closed(asked: Asked) -> Sequence[tuple[str, date]]:
    """The code and the last day of each closed period, the latest first."""
    periods = asked.question.programme.periods
    return [(one.code, one.ends_on) for one in reversed(periods) if one.ends_on < asked.question.today]


def _visit() -> Visit:
    return arrival(LIST, parameters())


def _changes(asked: Asked) -> bool:
    return asked.question.viewer.role is Role.MANAGER


def _write(visit: Visit, deck: Deck, do: str) -> None:
    """Raises Refused, Forbidden and Busy."""
    asked, now = visit.asked, datetime.now(UTC)
    if do == "keep":
        _check(deck, asked)
    about = asked.question.programme
    with writing(installation().engine, f"the decks of {about.code}", patience=PATIENCE) as connection:
        question = replace(asked.question, connection=connection)
        if do == "keep":
            decks.keep(question, deck, by=visit.reader.email, now=now)
        else:
            decks.remove(question, deck, by=visit.reader.email, now=now)


def _check(deck: Deck, asked: Asked) -> None:
    """Raises Refused where a slide would show nothing."""
    known = offered(screens())
    for number, slide in enumerate(deck.slides, start=1):
        if not slide.exhibit:
            continue
        try:
            screen, exhibit = known[slide.exhibit]
            opened(screen, slide.key, asked)
            if screen.opens:
                panel_or_failure(exhibit, at(screen, slide.key, asked))
        except (KeyError, Forbidden):
            said = N_(
                "Panel {number}: there is nothing of that code, or the panel needs one. Correct the code.",
                number=number,
            )
            raise Refused(said, version=deck.version) from None


def _form(
    deck: Deck, *, refused: Message | None = None, status: int = 200, more: int = 0, place: int | None = None
) -> Response:
    """The form as it was typed, with ``more`` empty panels; ``place``: of the panel that has the focus."""
    words, known = spoken(), offered(screens())
    here = Selection("/present", programme=request.args.get("programme"), lang=request.args.get("lang"))
    groups: dict[str, list[tuple[str, str, bool]]] = {}
    for name, (screen, exhibit) in known.items():
        groups.setdefault(words.message(screen.name), []).append((name, words.message(exhibit.name), screen.opens))
    return document(
        "presenting/edit.html",
        title=words.gettext("Edit the deck") if deck.number else words.gettext("New deck"),
        status=status,
        refused=refused and words.message(refused),
        deck=deck,
        rows=[*deck.slides, *([None] * (more or (0 if deck.slides else 1)))],
        groups=groups,
        way=[(words.gettext("Overview"), here.at("/").href), (words.message(PRESENTATIONS), here.href)],
        action=here.at(f"/present/{deck.number}/edit").href,
        place=place,
        sign_in=refused is SESSION,
        longest_name=LONGEST_NAME,
        longest_line=LONGEST_LINE,
        longest=LONGEST,
        most_remarks=MOST_REMARKS,
    )


def _again(why: Message, status: int) -> ResponseReturnValue:
    """What was typed, in a form that can be sent once more; a refusal where no form of ours was sent."""
    try:
        number = (request.view_args or {}).get("number", 0)
        return _form(typed.read(request.form, number), refused=why, status=status)
    except HTTPException:
        return refusal(status)
