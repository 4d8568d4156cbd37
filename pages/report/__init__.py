"""`/reports/<period>`: one report, what it froze, and what has become of its figures since."""

from __future__ import annotations

from dashboard.panel import MANAGER, Asked, Exhibit
from dashboard.screen import Screen
from data_access.message import N_
from data_access.viewer import Role
from pages.report import (
    changes,
    checks,
    difference,
    evidence,
    figures,
    files,
    frozen,
    head,
    moved,
    preparation,
    state,
    typed,
)

READERS = MANAGER | {Role.STEERING, Role.FINANCIER}
CHECKERS = MANAGER | {Role.FINANCIER}


def title(asked: Asked) -> str:
    """The period's report. Raises Forbidden where there is no such period, or no such version for the reader."""
    frozen.of(asked)
    return asked.words.gettext("Report {period}", period=frozen.period(asked).code)


SCREEN = Screen(
    id="report",
    path="/reports",
    name=N_("Report"),
    opens=True,
    exhibits=(
        Exhibit("report-state", N_("State"), READERS, state.panel, wide=True, lasts=True),
        Exhibit("report-figures", N_("Figures"), READERS, figures.panel, wide=True, lasts=True),
        Exhibit("report-preparation", N_("Preparation"), MANAGER, preparation.panel, wide=True),
        Exhibit("report-checks", N_("Checks"), CHECKERS, checks.panel, wide=True, lasts=True),
        Exhibit("report-changes", N_("Since the report before"), CHECKERS, changes.panel, wide=True, lasts=True),
        Exhibit("report-difference", N_("Then and now"), CHECKERS, difference.panel, wide=True),
        Exhibit("report-moved", N_("What came, went or changed"), CHECKERS, moved.panel, wide=True, evidence=True),
        Exhibit("report-typed", N_("Typed into the financier's system"), CHECKERS, typed.panel, wide=True),
        Exhibit(
            "report-evidence", N_("Entries as frozen"), CHECKERS, evidence.panel, wide=True, evidence=True, lasts=True
        ),
        Exhibit("report-sample", N_("Random sample"), CHECKERS, evidence.sample, wide=True, evidence=True, lasts=True),
        Exhibit("report-files", N_("Files"), CHECKERS, files.panel, wide=True, lasts=True),
    ),
    roles=READERS,
    title=title,
    beneath=head.identity,
)
