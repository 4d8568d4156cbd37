"""`/`: where the programme stands, what needs attention, what changed since the last report."""

from dashboard.panel import MANAGER, Asked, Exhibit
from dashboard.screen import Screen
from data_access.message import N_
from data_access.viewer import Role
from pages.overview import attention, changes, figures, progress, timeline

READERS = MANAGER | {Role.STEERING}


def title(asked: Asked) -> str:
    """The programme's name."""
    return asked.words.name(asked.question.programme.names) or asked.question.programme.code


SCREEN = Screen(
    id="overview",
    path="/",
    name=N_("Overview"),
    exhibits=(
        Exhibit("overview-figures", N_("Key figures"), READERS, figures.panel, wide=True),
        Exhibit("overview-attention", N_("Needs attention"), READERS, attention.panel, wide=True),
        Exhibit("overview-progress", N_("Time gone against progress"), READERS, progress.panel, tall=True),
        Exhibit("overview-changes", N_("Since the last report"), READERS, changes.panel),
        Exhibit("overview-timeline", N_("Sessions held so far"), READERS, timeline.panel),
    ),
    roles=READERS,
    title=title,
    filters=(),
    position=1,
)
