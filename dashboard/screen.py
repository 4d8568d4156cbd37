"""A page: its address, its exhibits, and how the two become what the browser shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import dash
from flask import g

from dashboard.panel import Asked, Exhibit
from data_access.message import Message
from data_access.viewer import Role


@dataclass(frozen=True)
class Screen:
    """One page of the product.

    ``path`` is where it lives (``/organisations``); with ``opens`` the page shows one thing whose code
    follows the path (``/organisations/<key>``). ``name``: in the navigation and the breadcrumbs.
    ``title``: the heading, from the question (the name of the organisation that is opened, say);
    raises Forbidden where the reader may not see the thing, or there is none. ``roles``: who may come here.
    ``filters``: the names of the filters it understands, beside the day. ``position``: in the navigation,
    None for a page that is reached from another.
    """

    id: str
    path: str
    name: Message
    exhibits: Sequence[Exhibit]
    roles: frozenset[Role]
    title: Callable[[Asked], str]
    opens: bool = False
    filters: Sequence[str] = ()
    position: int | None = None


def register(app: dash.Dash, screen: Screen) -> None:
    """Give the app the page; its layout asks, at each visit, who is looking."""
    # Here, because a page's components are made for a Screen and so import this module.
    from dashboard.layout import layout  # noqa: PLC0415

    app.server.extensions["screens"].append(screen)
    where = {"path_template": f"{screen.path}/<key>"} if screen.opens else {"path": screen.path}
    dash.register_page(  # type: ignore[no-untyped-call]
        f"pages.{screen.id}",
        **where,
        name=str(screen.name),
        title=title,
        layout=partial(layout, screen),
    )


def title(**_: str) -> str:
    """The heading that the layout left behind: Dash asks for it in the same request, but tells the path alone."""
    return str(g.get("title", ""))
