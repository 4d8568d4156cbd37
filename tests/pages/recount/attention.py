"""What presses, from the ledger, the sheets and the steps of reports."""

from __future__ import annotations

from collections.abc import Iterator

from tests.pages.recount import figures, organisations, reports, support
from tests.pages.recount.case import Case, Numbers
from tests.pages.recount.findings import BLOCKING
from tests.pages.recount.standing import standing, with_cohort

Matter = tuple[tuple[str, str, str | None], int | None]  # what, of whom, which check; days


def attention(case: Case) -> Numbers:
    """By matter, code and check the days."""
    found = [*_late(case), *_behind(case), *_due(case)]
    if not case.restricted:
        found += [*_silent(case), *_failing(case)]
    return {key: {"days": days} for key, days in found}


def _late(case: Case) -> Iterator[Matter]:
    statuses = {row.organisation: standing(case, row).status for row in with_cohort(case)}
    for (code,), row in organisations.schedule(case).items():
        if statuses[code] in ("late", "far_behind"):
            yield (statuses[code], code, None), -row["days_ahead"]


def _behind(case: Case) -> Iterator[Matter]:
    for code in figures.KNOWN:
        if figures.behind(case, code) and figures.told(case, code, case.day):
            yield ("behind", code, None), None


def _due(case: Case) -> Iterator[Matter]:
    for row in case.rows("select period, report_due_on from {periods} p where ends_on < :today"):
        overdue, _, step = reports.lateness(case, row)
        if overdue is not None and overdue > 0:
            yield ("report_overdue", row.period, None), overdue
        elif step == "return":
            yield ("report_returned", row.period, None), None
        elif overdue is not None and overdue >= -30:
            yield ("report_due", row.period, None), -overdue


def _silent(case: Case) -> Iterator[Matter]:
    for (code,), row in support.activity(case).items():
        days = support.days_silent(case, code)
        if days is None or days > 8 * 7:
            yield ("silent", code, None), None if days is None else row["weeks"] * 7


def _failing(case: Case) -> Iterator[Matter]:
    for code, check in figures.checks(case):
        if check in (*BLOCKING, "fell"):
            yield ("check", code, check), None
