"""The page of one organisation, the home of its own people."""

from __future__ import annotations

from dashboard import naming
from dashboard.panel import Asked, Exhibit
from dashboard.screen import Screen
from data_access.message import N_
from data_access.queries import organisation
from data_access.viewer import Role
from pages.organisation import assessments, indicators, milestones, plan, practices, support, wording

READERS = frozenset({Role.MANAGER, Role.STEERING, Role.ORGANISATION})
IN_FULL = frozenset({Role.MANAGER, Role.ORGANISATION})


def title(asked: Asked) -> str:
    """The organisation's name. Raises Forbidden where the reader may not see it, or there is none."""
    row = next(organisation.facts(asked.question, wording.code(asked)).records())
    return naming.organisation(row, asked.words)


SCREEN = Screen(
    id="organisation",
    path="/organisations",
    name=N_("Organisation"),
    exhibits=(
        Exhibit("organisation-milestones", N_("Milestones"), READERS, milestones.milestones),
        Exhibit("organisation-hours", N_("Training and mentoring"), IN_FULL, support.hours),
        Exhibit("organisation-assessments", N_("Self-assessment"), IN_FULL, assessments.assessments, wide=True),
        Exhibit("organisation-plan", N_("Development plan"), IN_FULL, plan.plan, wide=True),
        Exhibit("organisation-practices", N_("Practices"), IN_FULL, practices.practices, wide=True),
        Exhibit("organisation-sessions", N_("Sessions"), IN_FULL, support.sessions, wide=True),
        Exhibit("organisation-indicators", N_("Indicators"), IN_FULL, indicators.indicators, wide=True),
    ),
    roles=READERS,
    title=title,
    opens=True,
)
