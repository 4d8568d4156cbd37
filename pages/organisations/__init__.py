"""The page of all organisations.

The steering group sees them by name with their milestones, and their self-assessments together; the manager all.
"""

from __future__ import annotations

from dashboard.panel import MANAGER, Asked, Exhibit
from dashboard.screen import Screen
from data_access.message import N_
from data_access.viewer import Role
from pages.organisations import activity, maturity, milestones, plans, schedule, sessions

READERS = frozenset({Role.MANAGER, Role.STEERING})


def title(asked: Asked) -> str:
    """The page's heading."""
    return asked.words.gettext("Organisations")


SCREEN = Screen(
    id="organisations",
    path="/organisations",
    name=N_("Organisations"),
    exhibits=(
        Exhibit("organisations-status", N_("Status"), READERS, schedule.statuses, wide=True),
        Exhibit("organisations-schedule", N_("Days ahead or behind"), READERS, schedule.schedule),
        Exhibit("organisations-activity", N_("Last activity"), MANAGER, activity.activity),
        Exhibit("organisations-milestones", N_("Milestones"), READERS, milestones.milestones, wide=True),
        Exhibit("organisations-plans", N_("Development plans"), MANAGER, plans.plans),
        Exhibit("organisations-sessions", N_("Sessions"), MANAGER, sessions.sessions),
        Exhibit("organisations-maturity", N_("Self-assessment"), READERS, maturity.maturity, wide=True),
    ),
    roles=READERS,
    title=title,
    filters=("cohort", "sector", "region", "status"),
    chosen_by=READERS,
    position=20,
)
