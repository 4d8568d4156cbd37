"""`/indicators`: every indicator against its target, the fund's apart from the project's own, and checks."""

from __future__ import annotations

from dashboard.panel import MANAGER, Asked, Exhibit
from dashboard.screen import Screen
from data_access.message import N_
from data_access.viewer import Role
from pages.indicators import bullets, checks, figures, unused

READERS = MANAGER | {Role.STEERING, Role.FINANCIER}


def title(asked: Asked) -> str:
    """The page's heading."""
    return asked.words.gettext("Indicators")


SCREEN = Screen(
    id="indicators",
    path="/indicators",
    name=N_("Indicators"),
    exhibits=(
        Exhibit("indicators-fund", N_("Indicators of the fund"), READERS, bullets.fund, wide=True),
        Exhibit("indicators-own", N_("The project's own indicators"), READERS, bullets.own, wide=True),
        Exhibit("indicators-figures", N_("All indicators"), READERS, figures.panel, wide=True),
        Exhibit("indicators-unused", N_("Not in use"), READERS, unused.panel, wide=True),
        Exhibit("indicators-checks", N_("Checks"), READERS, checks.panel, wide=True),
    ),
    roles=READERS,
    title=title,
    filters=("cohort", "sector", "region"),
    position=5,
)
