"""``dashboard panels`` and ``panel``: what the pages show, for programs and for checks."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import fields, replace
from typing import Any

from dashboard.app import screens
from dashboard.audit import Deed, write
from dashboard.cli.base import number, read_programme, typist, write_json
from dashboard.cli.complaint import Complaint
from dashboard.exports.csv import content
from dashboard.i18n import words
from dashboard.layout import panel as shown
from dashboard.panel import Asked, Exhibit, Panel
from dashboard.screen import Screen
from dashboard.selection import Selection, read
from dashboard.settings import Settings
from dashboard.visit import asked_by, heading
from data_access.audit import Action
from data_access.question import Programme
from data_access.viewer import Forbidden, Role, Viewer

# What a page opens may be called by its own name, too; beside a key it is what a panel of that page opens.
KEYS = ("organisation", "practice", "indicator")
# Besides what a selection knows, and what belongs to a table and bears its name (``entries.q``)
OF_PANELS = ("theme", "source", "version")


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
    with read_programme(given.programme, settings) as (connection, about):
        selection = _selection(screen, given)
        viewer = _viewer(about, given.role)
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
                f"There is no panel {given.id}{opened} for {given.role}.{_hint(screen, selection.key)}"
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


def _viewer(about: Programme, said: str) -> Viewer:
    role, _, organisation = said.partition(":")
    try:
        return Viewer(about.id, Role(role), organisation or None)
    except ValueError:
        roles = ", ".join(Role)
        raise Complaint(f"{said!r} is no role: one of {roles}, and only organisation:CODE with a code.") from None


def _selection(screen: Screen, given: Namespace) -> Selection:
    where = dict(given.where)
    known = {field.name for field in fields(Selection)} - {"path", "more"} | {*KEYS, *OF_PANELS}
    if unknown := sorted(name for name in where if name not in known and "." not in name):
        raise Complaint(f"There is nothing to choose by {', '.join(unknown)}: one of {', '.join(sorted(known))}.")
    for name in KEYS:
        if name in where and "key" not in where:
            where["key"] = where.pop(name)
    if not screen.opens:
        where.pop("key", None)
    selection = read(screen.path, where)
    return replace(selection, as_of=given.as_of.isoformat()) if given.as_of else selection


def _hint(screen: Screen, key: str | None) -> str:
    return " Say of which: --where key=CODE." if screen.opens and key is None else ""


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
