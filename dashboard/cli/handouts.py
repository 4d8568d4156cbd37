"""``dashboard export``: a page or a deck as a file, for the steering group's folder or for cron."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from dashboard.app import screens
from dashboard.audit import Deed, write
from dashboard.cli.asking import chosen, hint, release_to, viewer_of
from dashboard.cli.base import read_programme, typist
from dashboard.cli.complaint import Complaint
from dashboard.cli.output import output
from dashboard.exports.handout import forms, of
from dashboard.exports.handout.handout import Handout
from dashboard.i18n import words
from dashboard.panel import Asked
from dashboard.presenting.handed import out
from dashboard.presenting.screen import LIST
from dashboard.presenting.slides import default
from dashboard.screen import Screen
from dashboard.selection import Selection
from dashboard.settings import Settings
from dashboard.visit import asked_by, heading
from data_access import decks
from data_access.audit import Action
from data_access.database import Connection
from data_access.question import Programme
from data_access.viewer import Forbidden

DEFAULT_DECK = "deck"  # the one that there is without anybody having made it


def export(given: Namespace, settings: Settings) -> int:
    """``export``; noted in the audit log before the file stands where it belongs."""
    release_to(given, settings)
    with read_programme(given.programme, settings) as (connection, about), output(given.output) as put:
        handout, evidence = _handout(given, connection, about)
        put(forms.made(given.format, handout))
        write(connection.engine, typist(), handout.asked, *_deeds(given, handout, evidence))
    print(f"{given.output} is written: {handout.title}, as of {handout.asked.question.as_of}, for {given.role}.")
    return 0


def _handout(given: Namespace, connection: Connection, about: Programme) -> tuple[Handout, Sequence[str]]:
    """The page or the deck of that name, and the panels in it that show single records."""
    screen = next((one for one in screens() if one.id == given.page), None)
    if screen is None:
        return _deck(given, connection, about), ()
    handout = _page(screen, given, connection, about)
    return handout, of.evidence(handout, screen)


def _deck(given: Namespace, connection: Connection, about: Programme) -> Handout:
    selection, viewer = _chosen(LIST, given, about), viewer_of(about, given.role)
    try:
        asked = asked_by(viewer, about.code, selection, connection=connection, words=words(given.language))
        kept = {deck.name: deck for deck in decks.every(asked.question)}
    except Forbidden:
        raise Complaint(f"There are no decks for {given.role}. {_pages()}") from None
    if given.page != DEFAULT_DECK and given.page not in kept:
        raise Complaint(
            f"There is no page or deck {given.page!r}. {_pages()} Decks: {', '.join((DEFAULT_DECK, *kept))}."
        )
    deck = kept.get(given.page) or default(asked.words, screens())
    return out(deck, asked, screens())


def _pages() -> str:
    return f"Pages: {', '.join(screen.id for screen in screens())}."


def _page(screen: Screen, given: Namespace, connection: Connection, about: Programme) -> Handout:
    selection, viewer = _chosen(screen, given, about), viewer_of(about, given.role)
    try:
        asked: Asked = asked_by(viewer, about.code, selection, connection=connection, words=words(given.language))
        return of.page(screen, asked, heading(screen, asked))
    except Forbidden:
        opened = f" of {selection.key}" if selection.key else ""
        raise Complaint(
            f"There is no page {screen.id}{opened} for {given.role}.{hint(screen, selection.key)}"
        ) from None


def _chosen(screen: Screen, given: Namespace, about: Programme) -> Selection:
    if given.period is not None:
        known = [period.code for period in about.periods]
        if given.period not in known:
            raise Complaint(f"There is no period {given.period!r}; there are: {', '.join(known)}.")
        given.where.append(("period", given.period))
    return chosen(screen, given)


def _deeds(given: Namespace, handout: Handout, evidence: Sequence[str]) -> Sequence[Deed]:
    file = Deed(Action.FILE, {"file": f"{given.page}.{given.format}", "language": handout.words.language})
    return [file, *([Deed(Action.EVIDENCE, {"panels": list(evidence)})] if evidence else [])]
