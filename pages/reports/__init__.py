"""`/reports`: the report of every reporting period, where it stands and what is next."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.panel import MANAGER, Asked, Exhibit
from dashboard.screen import Screen
from data_access.message import N_
from data_access.viewer import Role
from pages.reports import listing

READERS = MANAGER | {Role.STEERING, Role.FINANCIER}


def title(asked: Asked) -> str:
    """The page's heading."""
    return asked.words.gettext("Reports to the financier")


def today(asked: Asked) -> Component:
    """Reports stand where they stand today, whatever day is chosen elsewhere."""
    said = asked.words.gettext("Where each report stands on {day}", day=asked.question.today)
    return html.P(said, className="as-of")


SCREEN = Screen(
    id="reports",
    path="/reports",
    name=N_("Reports"),
    exhibits=(Exhibit("reports-listing", N_("Reporting periods"), READERS, listing.panel, wide=True, lasts=True),),
    roles=READERS,
    title=title,
    position=6,
    beneath=today,
)
