"""All organisations counted again, from the sheets."""

from __future__ import annotations

from collections import Counter

from tests.pages.recount.case import Case, Numbers, as_day
from tests.pages.recount.standing import marks, standing, taking_part, with_cohort


def statuses(case: Case) -> Numbers:
    """How many have which status."""
    found = Counter(standing(case, row).status for row in with_cohort(case))
    return {(status,): {"organisations": number} for status, number in found.items()}


def schedule(case: Case) -> Numbers:
    """Days ahead and milestones done."""
    found = {}
    for row in with_cohort(case):
        one = standing(case, row)
        found[row.organisation,] = {"days_ahead": one.days_ahead, "done": one.done, "milestones": one.milestones}
    return found


def milestones(case: Case) -> Numbers:
    """The milestone matrix: in which place each stands."""
    return {
        (row.organisation, mark.milestone): {"position": mark.position}
        for row in with_cohort(case)
        for mark in marks(case, row.organisation, as_day(row.starts_on))
    }


def plans(case: Case) -> Numbers:
    """Actions, without those dropped."""
    found = {}
    for row in taking_part(case):
        actions = _actions(case, row.organisation)
        if row.cohort or actions:
            done, overdue = actions.count("done"), actions.count("overdue")
            found[row.organisation,] = {
                "actions": len(actions), "done": done, "overdue": overdue, "open": len(actions) - done - overdue,
                "share": done / len(actions) if actions else None,
            }  # fmt: skip
    return found


def _actions(case: Case, code: str) -> list[str]:
    made = []
    for row in case.rows("select status, due_on, done_on from {actions} a where organisation = :code", code=code):
        due, done = as_day(row.due_on), as_day(row.done_on)
        if row.status == "dropped":
            continue
        if (done and done <= case.day) or (done is None and row.status == "done"):
            made.append("done")
        else:
            made.append("overdue" if due and due < case.day else "open")
    return made
