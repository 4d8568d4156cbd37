"""Organisations counted again from the sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from tests.pages.recount.case import Case, Numbers, as_day

_TAKING_PART = """
    select o.organisation, o.cohort, o.left_on, c.starts_on from {organisations} o
    left join {cohorts} c on c.cohort = o.cohort
    where (o.cohort is not null and coalesce(o.joined_on, c.starts_on) <= :day)
    or (o.cohort is null and (
        exists (select 1 from {sessions} s
                where s.organisation = o.organisation and s.status = 'held' and s.held_on <= :day)
        or exists (select 1 from {participants} p where p.organisation = o.organisation and p.registered_on <= :day)))
"""
# Sessions held for an organisation; where members are registered, none of the network's
_HELD_FOR = """
    select s.organisation, s.session from {sessions} s where s.status = 'held' and s.held_on <= :day
    and s.organisation is not null and (s.kind <> 'network' or not exists (select 1 from {members} m))
"""
_PRESENT = """
    select distinct p.organisation, a.session, a.participant from {attendance} a
    join {participants} p on p.participant = a.participant
    join {sessions} s on s.session = a.session
    where a.present and s.status = 'held' and s.held_on <= :day and p.organisation is not null
    and a.participant not in (select x.participant from {participants} x where x.project_staff)
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
        done = as_day(row.done_on)
        due = as_day(row.planned_on) or by_week
        made.append(Mark(row.milestone, row.position, bool(row.completes), due, done if done and done <= case.day else None))
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


def _with_cohort(case: Case) -> list[Any]:
    return [row for row in taking_part(case) if row.cohort]


def statuses(case: Case) -> Numbers:
    """How many have which status."""
    found = Counter(standing(case, row).status for row in _with_cohort(case))
    return {(status,): {"organisations": number} for status, number in found.items()}


def schedule(case: Case) -> Numbers:
    """Days ahead and milestones done."""
    found = {}
    for row in _with_cohort(case):
        one = standing(case, row)
        found[row.organisation,] = {"days_ahead": one.days_ahead, "done": one.done, "milestones": one.milestones}
    return found


def milestones(case: Case) -> Numbers:
    """The milestone matrix: in which place each stands."""
    return {
        (row.organisation, mark.milestone): {"position": mark.position}
        for row in _with_cohort(case)
        for mark in marks(case, row.organisation, as_day(row.starts_on))
    }


def days_silent(case: Case, code: str) -> int | None:
    """Days since anything happened with the organisation; nothing where nothing did."""
    last = as_day(
        case.number(
            f"""select max(x.day) from (
                select held_on as day from {{sessions}} s where s.session in (
                    select h.session from ({_HELD_FOR}) h where h.organisation = :code
                    union select w.session from ({_PRESENT}) w where w.organisation = :code)
                union all select done_on from {{progress}} p where organisation = :code and done_on <= :day
                union all select reached_on from {{adoptions}} d where organisation = :code and reached_on <= :day
                union all select assessed_on from {{assessments}} e where organisation = :code and assessed_on <= :day
                union all select done_on from {{actions}} t where organisation = :code and done_on <= :day) x""",
            code=code,
        )
    )
    return None if last is None else (min(case.day, case.span[1]) - last).days


def activity(case: Case) -> Numbers:
    """Whole weeks since anything happened with those that are still in."""
    found = {}
    for row in _with_cohort(case):
        if standing(case, row).status not in ("completed", "left"):
            days = days_silent(case, row.organisation)
            found[row.organisation,] = {"weeks": None if days is None else days // 7}
    return found


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


def sessions_of(case: Case, code: str) -> Mapping[str, Mapping[str, Any]]:
    """By session held for the organisation or attended by its people: kind, hours, invited, participations."""
    found = case.rows(
        f"""select s.session, s.kind, s.hours, s.headcount, s.invited, s.organisation,
            (select count(*) from ({_PRESENT}) w where w.session = s.session and w.organisation = :code) as people,
            (select count(*) from {{attendance}} a where a.session = s.session) as listed
            from {{sessions}} s where s.session in (
                select h.session from ({_HELD_FOR}) h where h.organisation = :code
                union select w.session from ({_PRESENT}) w where w.organisation = :code)""",
        code=code,
    )
    made = {}
    for row in found:
        its_own = row.organisation == code
        counted = row.headcount if row.headcount is not None else (0 if row.listed else None)
        came = row.people or (counted if its_own else None)
        made[row.session] = {
            "kind": row.kind, "hours": row.hours, "participations": came,
            "invited": row.invited if its_own else None,
        }  # fmt: skip
    return made


def sessions(case: Case) -> Numbers:
    """Of each that takes part, its sessions and who came."""
    found = {}
    for row in taking_part(case):
        came = [one["participations"] for one in sessions_of(case, row.organisation).values()]
        known = [one for one in came if one is not None]
        found[row.organisation,] = {
            "sessions": len(came), "participations": sum(known) if known else None, "unknown": came.count(None),
        }  # fmt: skip
    return found


_ROUNDS = ("baseline", "midway", "final", "follow_up")


def _rated(case: Case) -> Mapping[tuple[str, str], Mapping[str, int]]:
    """By organisation and dimension its level of each round, its own before the facilitator's."""
    rows = case.rows(
        """select organisation, dimension, round, level from {assessments} a where assessed_on <= :day
           order by case when assessor = 'facilitator' then 0 else 1 end"""
    )
    found: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows:
        found.setdefault((row.organisation, row.dimension), {})[row.round] = row.level
    return found


def _pair(levels: Mapping[str, int]) -> tuple[int | None, int | None]:
    later = [levels[one] for one in _ROUNDS[1:] if one in levels]
    return levels.get("baseline"), later[-1] if later else None


def pairs(case: Case) -> Mapping[tuple[str, str], tuple[int | None, int | None]]:
    """By organisation that takes part and dimension: baseline and latest level."""
    among = {row.organisation for row in taking_part(case)}
    return {key: _pair(levels) for key, levels in _rated(case).items() if key[0] in among}


def maturity(case: Case) -> Numbers:
    """How many are on which level, at the baseline and in their latest round."""
    rated, found = pairs(case), {}
    if not rated:
        return {}
    dimensions = case.rows("select dimension, position from {dimensions} d")
    levels = [row.level for row in case.rows("select level from {levels} l")]
    for dimension, position in dimensions:
        ours = [pair for (_, one), pair in rated.items() if one == dimension]
        both = [(first, last) for first, last in ours if first is not None and last is not None]
        for at, name in enumerate(("baseline", "latest")):
            reached = [pair[at] for pair in ours if pair[at] is not None]
            if not any(pair[at] is not None for pair in rated.values()) or not ours:
                continue
            for level in levels:
                found[dimension, name, level] = {
                    "position": position, "level": level, "organisations": reached.count(level),
                    "assessed": len(reached), "again": len(both),
                    "share": reached.count(level) / len(reached) if reached else None,
                    "rose": sum(last > first for first, last in both) if both else None,
                    "fell": sum(last < first for first, last in both) if both else None,
                }  # fmt: skip
    return found


def of_one_milestones(case: Case) -> Numbers:
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


def of_one_hours(case: Case) -> Numbers:
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


def of_one_sessions(case: Case) -> Numbers:
    """The opened organisation's sessions; for its own people none of the network's."""
    return {
        (session,): row
        for session, row in sessions_of(case, str(case.opened)).items()
        if row["kind"] != "network" or not case.restricted
    }


def of_one_assessments(case: Case) -> Numbers:
    """Its levels beside the mean of all."""
    rated, found = pairs(case), {}
    everyone = _rated(case)
    for dimension, position in case.rows("select dimension, position from {dimensions} d"):
        ours = [pair for (_, one), pair in rated.items() if one == dimension]
        if not ours:
            continue
        # The mean is of those that take part, and so are the levels shown.
        own = _pair(everyone.get((str(case.opened), dimension), {})) if (str(case.opened), dimension) in rated else (None, None)
        numbers: dict[str, Any] = {"position": position, "baseline": own[0], "latest": own[1]}
        for at, name in enumerate(("baseline", "latest")):
            known = [pair[at] for pair in ours if pair[at] is not None]
            numbers[f"{name}_n"] = len(known)
            numbers[f"{name}_mean"] = sum(known) / len(known) if known else None
        found[dimension,] = numbers
    return found


# Beside the network's, what is missing there would tell who is known from it.
_OF_ONE = ("O.2.2", "P.1", "P.2", "P.3", "P.4", "P.5", "P.6", "P.8", "P.9", "P.10", "P.11", "P.12", "P.13")


def of_one_indicators(case: Case) -> Numbers:
    """What it contributes to indicators that count nobody of the network."""
    found = case.rows(
        """select indicator, sum(amount) as amount from {ledger} e where organisation = :opened and measure = 'value'
           and left_out is null and counted_on <= :day group by indicator"""
    )
    return {(row.indicator,): {"amount": row.amount} for row in found if row.indicator in _OF_ONE}
