"""The peer network's page.

For the manager by months and, if wanted, of one region; for the steering group the whole programme by closed
half-years. Nothing on it joins a member to an organisation.
"""

from __future__ import annotations

from dashboard.panel import MANAGER, Asked, Exhibit
from dashboard.screen import Screen
from data_access.message import N_
from data_access.viewer import Role
from pages.network import chapters, feedback, meetings, people

READERS = frozenset({Role.MANAGER, Role.STEERING})


def title(asked: Asked) -> str:
    """The page's heading."""
    return asked.words.gettext("Peer network")


SCREEN = Screen(
    id="network",
    path="/network",
    name=N_("Peer network"),
    exhibits=(
        Exhibit("network-reached", N_("People reached"), READERS, people.reached, wide=True),
        Exhibit("network-meetings", N_("Meetings"), READERS, meetings.held, wide=True),
        Exhibit("network-participations", N_("Participations"), READERS, meetings.participations, wide=True),
        Exhibit("network-returning", N_("New and returning"), READERS, people.returning, wide=True),
        Exhibit("network-retention", N_("Retention by joining half-year"), READERS, people.retention),
        Exhibit("network-frequency", N_("Meetings per person"), READERS, people.frequency),
        Exhibit("network-feedback", N_("Feedback"), READERS, feedback.feedback, wide=True),
        Exhibit("network-invitations", N_("Invitations"), READERS, meetings.invitations, wide=True),
        Exhibit("network-chapters", N_("Meetings by chapter"), MANAGER, chapters.chapters, wide=True),
    ),
    roles=READERS,
    title=title,
    filters=("region",),
    position=30,
)
