"""``dashboard panels`` and ``panel``: what the pages show, for programs and for checks."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from dashboard.app import screens
from dashboard.audit import Deed, write
from dashboard.cli.asking import chosen, hint, release_to, viewer_of
from dashboard.cli.base import number, read_programme, typist, write_json
from dashboard.cli.complaint import Complaint
from dashboard.exports.csv import content
from dashboard.i18n import words
from dashboard.layout import panel as shown
from dashboard.panel import Asked, Exhibit, Panel
from dashboard.screen import Screen
from dashboard.settings import Settings
from dashboard.visit import asked_by, heading
from data_access.audit import Action
from data_access.viewer import Forbidden


def listing(given: Namespace, settings: Settings) -> int:
    """``panels``; the same for all programmes."""
    with read_programme(given.programme, settings):
        pass
    listed = [
        {"id": exhibit.id, "title": str(exhibit.name), "page": f"{screen.path}/<key>" if screen.opens else screen.path}
        for screen in screens()
        for exhibit in screen.exhibits
    ]
    if given.format == "json":
        write_json(listed)
        return 0
    width = max((len(one["id"]) for one in listed), default=0)
    print("\n".join(f"{one['id']:<{width}}  {one['title']}" for one in listed))
    return 0


def panel(given: Namespace, settings: Settings) -> int:
    """``panel``."""
    english = words("en")
    screen, exhibit = _exhibited(given.id)
    release_to(given, settings)
    with read_programme(given.programme, settings) as (connection, about):
        selection = chosen(screen, given)
        viewer = viewer_of(about, given.role)
        if about.removed_on is not None and not exhibit.lasts:
            raise Complaint(
                f"The records of {about.code} were removed on {about.removed_on}, so {given.id} would be incomplete:"
                " see the frozen reports (dashboard report list)."
            )
        try:
            asked = asked_by(viewer, about.code, selection, connection=connection, words=english)
            heading(screen, asked)
            made = shown(exhibit, asked)
            # Now, for a panel of many pages asks for its other rows only when they are written.
            said = _described(exhibit, made, asked) if given.format == "json" else content(made, asked.words)
        except Forbidden:
            opened = f" of {selection.key}" if selection.key else ""
            raise Complaint(
                f"There is no panel {given.id}{opened} for {given.role}.{hint(screen, selection.key)}"
            ) from None
        if exhibit.evidence:
            write(connection.engine, typist(), asked, Deed(Action.EVIDENCE, {"panels": [exhibit.id]}))
    if isinstance(said, str):
        sys.stdout.write(said)
    else:
        write_json(said)
    return 0


def _exhibited(wanted: str) -> tuple[Screen, Exhibit]:
    for screen in screens():
        for exhibit in screen.exhibits:
            if exhibit.id == wanted:
                return screen, exhibit
    raise Complaint(f"There is no panel {wanted!r}: 'dashboard panels PROGRAMME' lists them.")


def _described(exhibit: Exhibit, made: Panel, asked: Asked) -> dict[str, Any]:
    """The panel for programs; ``hidden`` names the cells that were taken out, by row (from 0) and column."""
    frame, question = made.rows, asked.question
    return {
        "panel": exhibit.id,
        "title": made.finding,
        "programme": question.programme.code,
        "as_of": question.as_of,
        "role": question.viewer.role,
        "columns": [str(name) for name in frame.rows.columns],
        "rows": [{name: number(value) for name, value in row.items()} for row in frame.records()],
        "hidden": [
            {"row": row, "column": str(name)}
            for row in range(len(frame))
            for name in frame.rows.columns
            if frame.is_hidden(row, name)
        ],
        "unavailable": made.unavailable,
    }
