"""`/indicators/<code>`: one indicator, from its value down to the rows of the workbook that it is made of."""

from __future__ import annotations

from dashboard import achievement
from dashboard.panel import MANAGER, Asked, Exhibit
from dashboard.screen import Screen
from data_access.message import N_
from data_access.viewer import Role
from pages.indicator import (
    answers,
    breakdown,
    contribution,
    course,
    definition,
    derivation,
    entries,
    reasons,
    reported,
    source,
)
from pages.indicator.figure import of

READERS = MANAGER | {Role.STEERING, Role.FINANCIER}
# The financier sees single entries, which name no part that they could be counted by.
DIVIDERS = MANAGER | {Role.STEERING}
CHECKERS = MANAGER | {Role.FINANCIER}


def title(asked: Asked) -> str:
    """Code and name. Raises Forbidden for a code that is not in the catalogue."""
    code = of(asked).code
    return achievement.title(code, asked.words)


SCREEN = Screen(
    id="indicator",
    path="/indicators",
    name=N_("Indicator"),
    opens=True,
    exhibits=(
        Exhibit("indicator-course", N_("Value over time"), READERS, course.panel, wide=True),
        Exhibit("indicator-derivation", N_("How is this counted?"), CHECKERS, derivation.panel, wide=True),
        Exhibit("indicator-definition", N_("Definition"), READERS, definition.panel),
        Exhibit("indicator-answers", N_("Answers"), READERS, answers.panel),
        Exhibit("indicator-breakdown", N_("Gender and age"), READERS, breakdown.panel),
        Exhibit("indicator-periods", N_("By reporting period"), READERS, contribution.by_period),
        Exhibit("indicator-cohorts", N_("By cohort"), DIVIDERS, contribution.by_cohort),
        Exhibit("indicator-sectors", N_("By sector"), DIVIDERS, contribution.by_sector),
        Exhibit("indicator-regions", N_("By region"), DIVIDERS, contribution.by_region),
        Exhibit("indicator-kinds", N_("By kind of session"), DIVIDERS, contribution.by_kind),
        Exhibit("indicator-reported", N_("Submitted against recomputed"), READERS, reported.panel, wide=True),
        Exhibit("indicator-reasons", N_("Counted and left out"), CHECKERS, reasons.panel, wide=True),
        Exhibit("indicator-source", N_("Source row"), CHECKERS, source.panel, wide=True, evidence=True),
        Exhibit("indicator-entries", N_("Entries"), CHECKERS, entries.panel, wide=True, evidence=True),
        Exhibit("indicator-sample", N_("Random sample"), CHECKERS, entries.sample, wide=True, evidence=True),
    ),
    roles=READERS,
    title=title,
    filters=("cohort", "sector", "region"),
)
