"""What a page shows its reader: the layout that Dash asks for at each visit."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import unquote

import dash
from dash import html
from dash.development.base_component import Component
from flask import g
from flask_wtf.csrf import generate_csrf

from dashboard import removed
from dashboard.access.language import spoken
from dashboard.access.theme import theme
from dashboard.audit import witnessed
from dashboard.components.filters import Filter, Option
from dashboard.components.page import page
from dashboard.components.panel_card import Failure
from dashboard.components.status import word
from dashboard.failure import noted
from dashboard.panel import Asked, Exhibit, Panel
from dashboard.screen import Screen
from dashboard.shell import Reader
from dashboard.visit import Visit, arrival, screens
from data_access.programmes import names
from data_access.queries.filters import choices
from data_access.viewer import Forbidden


def register(app: dash.Dash, screen: Screen) -> None:
    """Give the app the page; its layout asks, at each visit, who is looking."""
    app.server.extensions["screens"].append(screen)
    where = {"path_template": f"{screen.path}/<key>"} if screen.opens else {"path": screen.path}
    dash.register_page(  # type: ignore[no-untyped-call]
        f"pages.{screen.id}", **where, name=str(screen.name), title=title, layout=partial(layout, screen)
    )


def title(**_: str) -> str:
    """The heading that the layout left behind: Dash asks for it in the same request, but tells the path alone."""
    return str(g.get("title", ""))


def layout(screen: Screen, /, **parameters: Any) -> Component:
    """The page at ``screen`` for this request's reader; all parameters of the address arrive, known or not."""
    try:
        visit = arrival(screen, {**parameters, "key": _opened(screen)})
    except Forbidden:
        return nothing_here(**parameters)
    g.title = visit.title
    if visit.screen.body is not None:
        return visit.screen.body(visit.asked)
    return page(
        screen=visit.screen,
        screens=screens(),
        asked=visit.asked,
        reader=_account(visit),
        title=visit.title,
        panels=witnessed(visit, panels(visit.screen, visit.asked)),
        offered=_offered(visit),
    )


def _opened(screen: Screen) -> str | None:
    """The code in the path itself: from Dash a parameter of the address would arrive in its place."""
    path = dash.ctx.inputs.get("_pages_location.pathname")
    if not screen.opens or not isinstance(path, str):
        return None
    # As the browser wrote it, escaped
    return unquote(path.strip("/").removeprefix(f"{screen.path.strip('/')}/"))


def panels(screen: Screen, asked: Asked) -> list[tuple[Exhibit, Panel | Failure]]:
    """What the viewer may see of the screen; one panel that fails does not take the others with it."""
    seen = []
    for exhibit in _standing(screen, asked):
        try:
            seen.append((exhibit, panel_or_failure(exhibit, asked)))
        except Forbidden:
            continue
    return seen


def _standing(screen: Screen, asked: Asked) -> list[Exhibit]:
    """The exhibits of the screen; once the records were removed those that last, and a word on the others."""
    if asked.question.programme.removed_on is None:
        return list(screen.exhibits)
    lasting = [exhibit for exhibit in screen.exhibits if exhibit.lasts]
    return lasting if len(lasting) == len(screen.exhibits) else [removed.EXHIBIT, *lasting]


def panel(exhibit: Exhibit, asked: Asked) -> Panel:
    """The exhibit's panel. Raises Forbidden where it is not for the viewer, or rests on what was removed."""
    gone = asked.question.programme.removed_on is not None and not exhibit.lasts
    if gone or asked.question.viewer.role not in exhibit.roles:
        raise Forbidden(exhibit.id)
    return exhibit.panel(asked)


def panel_or_failure(exhibit: Exhibit, asked: Asked) -> Panel | Failure:
    """The panel, or that it could not be made. Raises Forbidden as ``panel`` does."""
    try:
        return panel(exhibit, asked)
    except Forbidden:
        raise
    except Exception as error:  # noqa: BLE001 - whatever goes wrong in a panel stays in it
        # On PostgreSQL a query that failed fails all that follow in its transaction.
        asked.question.connection.rollback()
        return Failure(noted(error, exhibit.id))


def _account(visit: Visit) -> Reader:
    """What the header says of the reader; the names of programmes are looked up where there are several."""
    codes, asked = [one.programme for one in visit.reader.memberships], visit.asked
    known = names(asked.question.connection) if len(codes) > 1 else {}
    programmes = [(code, asked.words.name(known.get(code, {})) or code) for code in codes]
    return Reader(
        name=visit.reader.email,
        programmes=programmes,
        csrf_token=generate_csrf(),
        administrator=visit.reader.administrator,
        theme=theme(),
    )


def _offered(visit: Visit) -> list[Filter]:
    """The filters of the screen that have something to choose from."""
    asked, wanted = visit.asked, visit.screen.filters
    if not wanted or asked.question.viewer.role not in visit.screen.chosen_by:
        return []
    found, words = choices(asked.question), asked.words
    options = {
        "cohort": [Option(code, words.name(names) or code) for code, names in found.cohorts.items()],
        "sector": [Option(one.code, getattr(one, words.language)) for one in found.sectors],
        "region": [Option(region, region) for region in found.regions],
        "status": [Option(code, word(code, words)) for code in found.statuses],
    }
    return [Filter(name, options[name]) for name in wanted if options[name]]


def nothing_here(**parameters: Any) -> Component:
    """The page of an address that leads nowhere, or to something that the reader may not see."""
    lang = parameters.get("lang")
    words = spoken(lang if isinstance(lang, str) else None)
    g.title = words.gettext("There is nothing here")
    return html.Main(
        [
            html.H1(g.title),
            html.P(words.gettext("The address leads nowhere, or to something that you may not see.")),
            html.P(html.A(words.gettext("To the beginning"), href="/")),
        ],
        id="content",
    )
