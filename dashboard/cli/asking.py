"""Who asks at the command line, and for what of a page."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import fields, replace

from dashboard.cli.base import database, read_programme, released
from dashboard.cli.complaint import Complaint
from dashboard.screen import Screen
from dashboard.selection import Selection, read
from dashboard.settings import Settings
from data_access.question import Programme
from data_access.viewer import Role, Viewer

# What a page opens may be called by its own name, too; beside a key it is what a panel of that page opens.
KEYS = ("organisation", "practice", "indicator")
# Besides what a selection knows, and what belongs to a table and bears its name (``entries.q``)
OF_PANELS = ("theme", "source", "version")


def viewer_of(about: Programme, said: str) -> Viewer:
    """Who asks as the role that ``--as`` names. Raises Complaint where it names none."""
    role, _, organisation = said.partition(":")
    try:
        return Viewer(about.id, Role(role), organisation or None)
    except ValueError:
        roles = ", ".join(Role)
        raise Complaint(f"{said!r} is no role: one of {roles}, and only organisation:CODE with a code.") from None


def chosen(screen: Screen, given: Namespace) -> Selection:
    """What ``--where`` and ``--as-of`` choose of the screen. Raises Complaint where there is no such choice."""
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


def hint(screen: Screen, key: str | None) -> str:
    """What to add to the command where it does not say which thing the screen opens."""
    return " Say of which: --where key=CODE." if screen.opens and key is None else ""


def release_to(given: Namespace, settings: Settings) -> None:
    """See to it that what the role may see is of the records as they stand."""
    with database(settings) as engine, read_programme(given.programme, settings) as (_, about):
        viewer = viewer_of(about, given.role)
        if viewer.restricted:
            released(engine, given.programme, viewer.role)
