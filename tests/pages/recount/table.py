"""Which panel is counted again how: one line for each exhibit of the app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.pages.recount import (
    attention,
    difference,
    evidence,
    figures,
    findings,
    maturity,
    network,
    organisation,
    organisations,
    parts,
    practices,
    reports,
    support,
    typed,
)
from tests.pages.recount.case import Case, Numbers


@dataclass(frozen=True)
class Recount:
    """How an exhibit's numbers are counted again.

    ``key``: the columns that tell its rows apart. ``whole``: all rows with their numbers. ``row``: the numbers of one
    row, where the rows are drawn or derived and not all there could be.
    """

    key: tuple[str, ...]
    whole: Callable[[Case], Numbers] | None = None
    row: Callable[[Case, Mapping[str, Any]], Mapping[str, Any]] | None = None


def _delivered(case: Case, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The row of a sheet that the address names."""
    del row
    sheet, _, number = case.more["source"].partition(":")
    (found,) = case.rows(
        f"select * from sheet_{sheet} where programme_id = :programme and id = :number", number=int(number)
    )
    return {**found._mapping, "number": found.delivery}


_ENTRY = ("sheet", "row_id", "unit", "organisation", "reason")
_TYPED = ("code", "period", "gender", "age_group")
_MOVED = ("unit", "sheet", "row_id", "kind", "counted_on", "counted_on_then")

RECOUNTED: Mapping[str, Recount] = {
    "indicator-course": Recount(("on",), parts.course),
    "indicator-derivation": Recount(("place",), row=evidence.derivation),
    "indicator-definition": Recount(("valid_from",), parts.decisions),
    "indicator-answers": Recount(("code",), figures.answers),
    "indicator-breakdown": Recount(("gender", "age_group"), parts.cells),
    "indicator-periods": Recount(("part",), parts.by_period),
    "indicator-cohorts": Recount(("part",), parts.by_cohort),
    "indicator-sectors": Recount(("part",), parts.by_sector),
    "indicator-regions": Recount(("part",), parts.by_region),
    "indicator-kinds": Recount(("part",), parts.by_kind),
    "indicator-reported": Recount(_TYPED, typed.typed),
    "indicator-reasons": Recount(("reason", "register"), evidence.reasons),
    "indicator-source": Recount(("number",), row=_delivered),
    "indicator-entries": Recount(_ENTRY, evidence.entries),
    "indicator-sample": Recount(_ENTRY, row=evidence.drawn),
    "indicators-fund": Recount(("code",), figures.of_fund),
    "indicators-own": Recount(("code",), figures.own),
    "indicators-figures": Recount(("code",), figures.everything),
    "indicators-checks": Recount(("code", "check"), figures.checks),
    "network-reached": Recount(("starts_on",), network.people),
    "network-returning": Recount(("starts_on",), network.returning),
    "network-meetings": Recount(("starts_on",), network.meetings),
    "network-participations": Recount(("starts_on",), network.meetings),
    "network-invitations": Recount(("starts_on",), network.meetings),
    "network-retention": Recount(("joined", "half_years"), network.retention),
    "network-frequency": Recount(("least",), network.frequency),
    "network-feedback": Recount(("question", "anonymous"), network.feedback),
    "network-chapters": Recount(("organisation",), network.chapters),
    "organisation-milestones": Recount(("milestone",), organisation.milestones),
    "organisation-hours": Recount(("kind",), organisation.hours),
    "organisation-assessments": Recount(("dimension",), organisation.assessments),
    "organisation-sessions": Recount(("session",), organisation.sessions),
    "organisation-indicators": Recount(("indicator",), organisation.indicators),
    "organisations-status": Recount(("status",), organisations.statuses),
    "organisations-schedule": Recount(("organisation",), organisations.schedule),
    "organisations-activity": Recount(("organisation",), support.activity),
    "organisations-milestones": Recount(("organisation", "milestone"), organisations.milestones),
    "organisations-plans": Recount(("organisation",), organisations.plans),
    "organisations-sessions": Recount(("organisation",), support.sessions),
    "organisations-maturity": Recount(("dimension", "at", "level"), maturity.maturity),
    "overview-figures": Recount(("code",), figures.cards),
    "overview-attention": Recount(("matter", "code", "check"), attention.attention),
    "overview-progress": Recount(("code",), figures.targeted),
    "overview-changes": Recount(("code",), figures.changes),
    "overview-timeline": Recount(("ends_on",), practices.timeline),
    "practice-uptake": Recount(("stage",), practices.uptake),
    "practice-material": Recount(("item",), practices.material),
    "practice-outside": Recount(("item",), practices.outside),
    "practices-pipeline": Recount(("stage",), practices.pipeline),
    "practices-adoption": Recount(("starts_on",), practices.curve),
    "practices-outside": Recount(("starts_on",), practices.curve),
    "practices-list": Recount(("practice",), practices.listing),
    "practices-themes": Recount(("theme",), practices.themes),
    "practices-reach": Recount(("starts_on",), practices.reach),
    "practices-users": Recount(("item",), practices.users),
    "report-state": Recount(("number",), reports.steps),
    "report-figures": Recount(("code",), reports.frozen_figures),
    "report-preparation": Recount(("code",), reports.prepared),
    "report-checks": Recount(("check", "code", "sheet", "record", "source"), findings.findings),
    "report-changes": Recount(("code",), difference.changes),
    "report-difference": Recount(("code",), difference.difference),
    "report-moved": Recount(_MOVED, difference.moved),
    "report-typed": Recount(_TYPED, typed.typed),
    "report-evidence": Recount(("code", "sheet", "row_id", "organisation", "reason"), reports.entries),
    "report-sample": Recount(_ENTRY, row=reports.drawn),
    "report-files": Recount(("role", "sha256"), reports.files),
    "reports-listing": Recount(("period",), reports.listing),
}

# Numbers that are counted again nowhere, by exhibit and column, each with the reason
UNCOUNTED: Mapping[tuple[str, str], str] = {
    ("indicator-derivation", "place"): "the number of the step on the page",
    ("indicator-sample", "number"): "the number drawn: one of those that Python's own generator gives",
    ("report-sample", "number"): "the number drawn: one of those that Python's own generator gives",
    **{(one, "few"): "what hiding rests on; no page shows it" for one in ("report-changes", "report-difference")},
}
# Exhibits that hold words and days alone
WITHOUT_NUMBERS = (
    "indicators-unused", "organisation-plan", "organisation-practices", "practice-origin", "practice-story",
    "practice-adopters", "practices-matrix",
)  # fmt: skip
