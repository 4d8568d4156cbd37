"""The addresses of each page's files."""

from __future__ import annotations

from flask import Flask, Response

from dashboard.audit import taken
from dashboard.exports.handout import of
from dashboard.exports.handout.forms import FORMS, filename, made
from dashboard.screen import Screen
from dashboard.visit import arrival, parameters, screens
from data_access.viewer import Forbidden


def register(server: Flask) -> None:
    """Hand out ``/pages/<screen id>.<form>`` with the parameters of the page, ``key`` for what is opened."""
    server.add_url_rule("/pages/<screen_id>.<form>", "page-file", page_file)


def page_file(screen_id: str, form: str) -> Response:
    """The page as the reader may see it, as a file. Raises Forbidden, and Busy where that cannot be noted now."""
    screen = _screen(screen_id)
    if form not in FORMS:
        raise Forbidden(form)
    visit = arrival(screen, parameters())
    if visit.screen is not screen:
        raise Forbidden(screen_id)
    handout = of.page(screen, visit.asked, visit.title)
    answer = Response(made(form, handout), mimetype=FORMS[form].mimetype)
    taken(visit, f"{screen.id}.{form}", evidence=of.evidence(handout, screen))
    name = filename(form, handout, screen.id)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _screen(screen_id: str) -> Screen:
    for screen in screens():
        if screen.id == screen_id:
            return screen
    raise Forbidden(screen_id)
