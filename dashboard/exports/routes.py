"""The address of each panel's file."""

from __future__ import annotations

from flask import Flask, Response

from dashboard.audit import taken
from dashboard.exports.csv import file, filename
from dashboard.exports.handout import routes as handout
from dashboard.exports.report import routes as report
from dashboard.layout import panel
from dashboard.panel import Exhibit
from dashboard.screen import Screen
from dashboard.visit import arrival, parameters, screens
from data_access.viewer import Forbidden


def register(server: Flask) -> None:
    """Hand out ``/panels/<id>.csv`` with the parameters of the panel's page, ``key`` for what is opened.

    The files of pages and of reports have routes of their own.
    """
    server.add_url_rule("/panels/<exhibit_id>.csv", "panel-csv", panel_csv)
    handout.register(server)
    report.register(server)


def panel_csv(exhibit_id: str) -> Response:
    """The panel as the reader may see it, as a file. Raises Forbidden, and Busy where that cannot be noted now."""
    screen, exhibit = _exhibited(exhibit_id)
    visit = arrival(screen, parameters())
    if visit.screen is not screen:
        raise Forbidden(exhibit_id)
    asked = visit.asked
    answer = Response(file(panel(exhibit, asked), asked.words), mimetype="text/csv")
    taken(visit, f"{exhibit.id}.csv", evidence=[exhibit.id] if exhibit.evidence else [])
    name = filename(asked.question.programme.code, exhibit.id, asked.question.as_of)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _exhibited(exhibit_id: str) -> tuple[Screen, Exhibit]:
    for screen in screens():
        for exhibit in screen.exhibits:
            if exhibit.id == exhibit_id:
                return screen, exhibit
    raise Forbidden(exhibit_id)
