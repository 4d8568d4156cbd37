"""From a request to what it asks for: the reader, the screen, the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import current_app, request

from dashboard.access import Reader, reader
from dashboard.access.language import spoken
from dashboard.i18n import Words
from dashboard.installation import connection, installation, renew
from dashboard.panel import Asked
from dashboard.screen import Screen
from dashboard.selection import Selection, read
from dashboard.today import today
from data_access import question, releases
from data_access.database import Connection
from data_access.viewer import Forbidden, Role, Viewer

# Where those begin who have no overview: an organisation's people at their own organisation.
HOME: Mapping[Role, str] = {Role.FINANCIER: "/indicators", Role.ORGANISATION: "/organisations"}


@dataclass(frozen=True)
class Visit:
    """A screen that the reader may see, with the heading it has for what they ask."""

    reader: Reader
    screen: Screen
    asked: Asked
    title: str


def screens() -> Sequence[Screen]:
    """The screens of the app that serves this request."""
    found: Sequence[Screen] = current_app.extensions["screens"]
    return found


def screen_at(path: str) -> tuple[Screen, str | None]:
    """The screen whose page lives at ``path`` and the code of what it opens. Raises Forbidden where none does."""
    for screen in screens():
        if not screen.opens and path == screen.path:
            return screen, None
        if screen.opens and path.startswith(f"{screen.path}/"):
            return screen, path.removeprefix(f"{screen.path}/")
    raise Forbidden(path)


def parameters() -> dict[str, object]:
    """The parameters of this request's address as Dash has them: one that stands twice is a list."""
    return {name: values[0] if len(values) == 1 else values for name, values in request.args.lists()}


def arrival(screen: Screen, parameters: Mapping[str, Any]) -> Visit:
    """The visit of this request's reader to ``screen``, with the parameters of the address, ``key`` among them.

    Raises Forbidden where the reader may not come here, or there is nothing to see.
    """
    who = reader()
    # A parameter that stands twice in an address is a list, and means nothing.
    once = {name: value for name, value in parameters.items() if isinstance(value, str) and value}
    member = who.membership(once.get("programme"))
    if member is None:
        raise Forbidden(screen.id)
    screen, once = _home(screen, member.viewer, once)
    if not screen.opens:
        once.pop("key", None)
    selection = read(screen.path, once)
    words = spoken(selection.lang)
    _release(member.viewer, member.programme)
    asked = asked_by(member.viewer, member.programme, selection, connection=connection(), words=words)
    return Visit(who, screen, asked, heading(screen, asked))


def _release(viewer: Viewer, code: str) -> None:
    """See to it that what the viewer's role may see is of today's records; a load has mostly done so before."""
    if not viewer.restricted:
        return
    about = question.programme(connection(), code)
    if not releases.current(connection(), about, viewer.role, today=today()):
        engine = installation().engine
        renew()
        releases.ensure(engine, about, viewer.role, today=today(), now=datetime.now(UTC))


def asked_by(viewer: Viewer, programme: str, selection: Selection, *, connection: Connection, words: Words) -> Asked:
    """What ``selection`` asks of the programme for that viewer. Raises Forbidden. Three queries."""
    about = question.programme(connection, programme)
    day = selection.day(about)
    asked = question.ask(connection, viewer, about, today=today(), as_of=day, filters=selection.filters)
    return Asked(asked, selection, words)


def heading(screen: Screen, asked: Asked) -> str:
    """The screen's heading for what is asked. Raises Forbidden where the viewer may not come, or nothing is there."""
    if asked.question.viewer.role not in screen.roles or screen.opens != (asked.selection.key is not None):
        raise Forbidden(screen.id)
    return screen.title(asked)


def _home(screen: Screen, viewer: Viewer, parameters: dict[str, str]) -> tuple[Screen, dict[str, str]]:
    """The reader's own beginning in place of the overview, where the overview is not for them."""
    if screen.path != "/" or viewer.role in screen.roles or viewer.role not in HOME:
        return screen, parameters
    own = viewer.organisation
    begin = next((one for one in screens() if one.path == HOME[viewer.role] and one.opens == (own is not None)), screen)
    return begin, {**parameters, "key": own} if own else parameters
