"""A page as its module declares it: its address, its exhibits, who may come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from dashboard.panel import MANAGER, Asked, Exhibit
from data_access.message import Message
from data_access.viewer import Role


@dataclass(frozen=True)
class Screen:
    """One page of the product.

    ``path`` is where it lives (``/organisations``); with ``opens`` the page shows one thing whose code
    follows the path (``/organisations/<key>``). ``name``: in the navigation and the breadcrumbs.
    ``title``: the heading, from the question (the name of the organisation that is opened, say);
    raises Forbidden where the reader may not see the thing, or there is none. ``roles``: who may come here.
    ``filters``: the names of the filters it understands, beside the day; offered to the roles of ``chosen_by``,
    as the figures of others are of the whole programme. ``position``: in the navigation,
    None for a page that is reached from another. ``beneath``: what stands under the heading of a page whose day
    cannot be chosen, in place of the day and the filters. ``body``: makes the whole page, where it is none of panels.
    """

    id: str
    path: str
    name: Message
    exhibits: Sequence[Exhibit]
    roles: frozenset[Role]
    title: Callable[[Asked], str]
    opens: bool = False
    filters: Sequence[str] = ()
    chosen_by: frozenset[Role] = MANAGER
    position: int | None = None
    beneath: Callable[[Asked], Component] | None = None
    body: Callable[[Asked], Component] | None = None
