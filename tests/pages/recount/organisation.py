"""One organisation counted again, from the sheets."""

from __future__ import annotations

from statistics import median
from typing import Any

from data_access.viewer import Role
from tests.pages.recount.case import Case, Numbers, as_day
from tests.pages.recount.maturity import pairs
from tests.pages.recount.standing import marks, taking_part
from tests.pages.recount.support import sessions_of


def milestones(case: Case) -> Numbers:
    """The opened organisation's milestones; none without a cohort."""
    ((cohort, starts_on),) = case.rows(
        """select o.cohort, c.starts_on from {organisations} o left join {cohorts} c on c.cohort = o.cohort
           where o.organisation = :opened"""
    )
    if cohort is None:
        return {}
    return {
        (one.milestone,): {
            "position": one.position,
            "days_late": None if one.due_on is None else ((one.done_on or case.day) - one.due_on).days,
        }
        for one in marks(case, str(case.opened), as_day(starts_on))
    }


def hours(case: Case) -> Numbers:
    """Hours of training and mentoring, and the median of its cohort."""
    own = str(case.opened)
    cohort = case.number("select cohort from {organisations} o where organisation = :opened")
    peers = [
        row.organisation
        for row in taking_part(case)
        if cohort and row.cohort == cohort and not ((left := as_day(row.left_on)) and left <= case.day)
    ]
    found = {}
    for kind in ("training", "mentoring"):
        of_each = {code: _hours(case, code, kind) for code in {own, *peers}}
        known = [hours for code in peers if (hours := of_each[code][1]) is not None]
        found[kind,] = {
            "sessions": of_each[own][0], "hours": of_each[own][1], "median": median(known) if known else None,
            "organisations": len(peers),
        }  # fmt: skip
    return found


def _hours(case: Case, code: str, kind: str) -> tuple[int, float | None]:
    """Sessions, and their hours; nothing where there were sessions but none says its hours."""
    ours = [one["hours"] for one in sessions_of(case, code).values() if one["kind"] == kind]
    known = [hours for hours in ours if hours is not None]
    return len(ours), sum(known) if known or not ours else None


def sessions(case: Case) -> Numbers:
    """The opened organisation's sessions; for its own people none of the network's."""
    return {
        (session,): row
        for session, row in sessions_of(case, str(case.opened)).items()
        if row["kind"] != "network" or not case.restricted
    }


def assessments(case: Case) -> Numbers:
    """Its levels beside the mean of all that take part; its own only where it does."""
    among, own = pairs(case), str(case.opened)
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for dimension, position in case.rows("select dimension, position from {dimensions} d"):
        ours = [levels for (_, one), levels in among.items() if one == dimension]
        baseline, latest = among.get((own, dimension), (None, None))
        if ours:
            found[dimension,] = {"position": position, "baseline": baseline, "latest": latest}
        for at, name in enumerate(("baseline", "latest") if ours else ()):
            known = [levels[at] for levels in ours if levels[at] is not None]
            found[dimension,][f"{name}_n"] = len(known)
            found[dimension,][f"{name}_mean"] = sum(known) / len(known) if known else None
    return found


# Beside the network's, what is missing there would tell who is known from it.
_OF_ONE = ("O.2.2", "P.1", "P.2", "P.3", "P.4", "P.5", "P.6", "P.8", "P.9", "P.10", "P.11", "P.12", "P.13")


def indicators(case: Case) -> Numbers:
    """What it contributes to indicators that count nobody of the network."""
    found = case.rows(
        """select indicator, sum(amount) as amount from {ledger} e where organisation = :opened and measure = 'value'
           and left_out is null and counted_on <= :day group by indicator"""
    )
    unseen = ("P.5", "P.6") if case.role is Role.ORGANISATION else ()
    return {
        (row.indicator,): {"amount": row.amount}
        for row in found
        if row.indicator in _OF_ONE and row.indicator not in unseen
    }
