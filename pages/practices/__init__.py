"""The page of the good practices.

A theme is chosen by ``theme`` in the address (the panel Themes links to it); cohort, sector and region choose the
organisations whose uptake is shown. The steering group gets numbers without the organisations' names.
"""

from __future__ import annotations

from dashboard.panel import MANAGER, Asked, Exhibit
from dashboard.screen import Screen
from data_access.message import N_
from data_access.viewer import Role
from pages.practices import listing, matrix, pipeline, spread, themes, uptake

READERS = frozenset({Role.MANAGER, Role.STEERING})


def title(asked: Asked) -> str:
    """The page's heading."""
    return asked.words.gettext("Good practices")


SCREEN = Screen(
    id="practices",
    path="/practices",
    name=N_("Good practices"),
    exhibits=(
        Exhibit("practices-pipeline", N_("From identified to embedded"), READERS, pipeline.pipeline),
        Exhibit("practices-adoption", N_("Adoption"), READERS, uptake.curve),
        Exhibit("practices-list", N_("Practices"), READERS, listing.listing, wide=True),
        Exhibit("practices-matrix", N_("Organisations and practices"), MANAGER, matrix.organisations, wide=True),
        Exhibit("practices-themes", N_("Themes"), READERS, themes.themes),
        Exhibit("practices-reach", N_("Reach of material"), READERS, spread.reach),
        Exhibit("practices-outside", N_("Uptake outside the programme"), READERS, spread.outside, wide=True),
        Exhibit("practices-users", N_("Users outside the programme"), MANAGER, spread.outside_items, wide=True),
    ),
    roles=READERS,
    title=title,
    filters=("cohort", "sector", "region"),
    position=40,
)
