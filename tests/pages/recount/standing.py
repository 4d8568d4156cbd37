"""Which organisations take part, and where each stands with its milestones, from the sheets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.pages.recount.case import Case, as_day

_TAKING_PART = """
    select o.organisation, o.cohort, o.left_on, c.starts_on from {organisations} o
    left join {cohorts} c on c.cohort = o.cohort
    where (o.cohort is not null and coalesce(o.joined_on, c.starts_on) <= :day)
    or (o.cohort is null and (
        exists (select 1 from {sessions} s
                where s.organisation = o.organisation and s.status = 'held' and s.held_on <= :day)
        or exists (select 1 from {participants} p where p.organisation = o.organisation and p.registered_on <= :day)))
"""


@dataclass(frozen=True)
class Mark:
    """A milestone of an organisation; ``done_on`` only by the day."""

    milestone: str
    position: int
    completes: bool
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True)
class Standing:
    """Where an organisation stands on the day."""

    status: str
    days_ahead: int | None
    done: int
    milestones: int


def taking_part(case: Case) -> list[Any]:
    """Those that take part by the day: organisation, cohort, left_on, starts_on."""
    return case.rows(_TAKING_PART)


def with_cohort(case: Case) -> list[Any]:
    return [row for row in taking_part(case) if row.cohort]


def marks(case: Case, code: str, starts_on: date | None) -> list[Mark]:
    """The milestones of an organisation with a cohort."""
    found = case.rows(
        """select m.milestone, m.position, m.due_week, m.completes, p.planned_on, p.done_on from {milestones} m
           left join {progress} p on p.milestone = m.milestone and p.organisation = :code""",
        code=code,
    )
    made = []
    for row in found:
        by_week = starts_on + timedelta(weeks=row.due_week) if starts_on and row.due_week is not None else None
        due, done = as_day(row.planned_on) or by_week, as_day(row.done_on)
        by_now = done if done and done <= case.day else None
        made.append(Mark(row.milestone, row.position, bool(row.completes), due, by_now))
    return made


def standing(case: Case, row: Any) -> Standing:
    """Of an organisation with a cohort."""
    found = marks(case, row.organisation, as_day(row.starts_on))
    left = as_day(row.left_on)
    late = [one.due_on for one in found if one.due_on and one.done_on is None and one.due_on < case.day]
    ahead = [one.due_on for one in found if one.due_on and one.done_on and one.due_on > case.day]
    done, numbers = sum(one.done_on is not None for one in found), len(found)
    last = [one for one in found if one.completes and one.done_on]
    if last:
        due, on = last[0].due_on, last[0].done_on
        return Standing("completed", (due - on).days if due and on else None, done, numbers)
    if left and left <= case.day:
        return Standing("left", None, done, numbers)
    if not any(one.due_on for one in found):
        return Standing("no_plan", None, done, numbers)
    if late:
        days = (min(late) - case.day).days
        return Standing("far_behind" if days < -30 else "late", days, done, numbers)
    return Standing("on_schedule", (max(ahead) - case.day).days if ahead else 0, done, numbers)
