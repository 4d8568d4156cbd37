"""Indicators counted again from the ledger, their plans from the sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.pages.recount import released
from tests.pages.recount.case import Case, Numbers, as_day

PERSONS = ("O.2.3", "O.2.3.3", "R.2.9", "P.3", "P.5", "P.6", "P.7")

SURVEYS = ("R.2.9", "P.5", "P.6")

LATEST = (*SURVEYS, "P.12")  # these can fall

CARDS = ("P.1", "P.3", "P.7", "P.12")

SMALL = 0.05  # of the way to the target: so far from the plan is on plan


def _some(sheet: str, where: str = "1 = 1") -> str:
    return f"exists (select 1 from {{{sheet}}} x where {where})"


_ATTENDED = f"({_some('attendance')} or {_some('network_attendance')})"

_TRAINED = f"{_some('participants')} and {_some('attendance')}"

# What has to have been delivered for a value to be known
KNOWN = {
    "O.2.2": f"{_some('organisations', 'authority is not null')} and {_some('sessions')}",
    "O.2.3": _ATTENDED,
    "O.2.3.3": _ATTENDED,
    "R.2.9": _some("responses", "question = 'helpful_for_integration'") + f" and {_ATTENDED}",
    "P.1": f"{_some('organisations')} and {_some('cohorts')}",
    "P.2": f"{_some('organisations')} and {_some('progress')}",
    "P.3": _TRAINED,
    "P.4": _some("sessions"),
    "P.5": _some("responses", "question = 'useful_for_work'") + f" and {_TRAINED}",
    "P.6": _some("responses", "question = 'uses_skills'") + f" and {_TRAINED}",
    "P.7": f"{_some('members')} and {_some('network_attendance')}",
    "P.8": _some("sessions"),
    "P.9": _some("practices"),
    "P.10": _some("practices"),
    "P.11": _some("adoptions"),
    "P.12": _some("adoptions"),
    "P.13": _some("dissemination"),
}

SUM = """
    select coalesce(sum(amount), 0) from {ledger} e
    where indicator = :code and measure = :measure and left_out is null and counted_on <= :day and """


def known(case: Case, code: str) -> bool:
    """Whether anything was delivered that the value rests on."""
    return bool(case.number(f"select case when {KNOWN[code]} then 1 else 0 end"))


def total(case: Case, code: str, where: str = "1 = 1", *, measure: str = "value") -> float | None:
    """The sum of what counts by the case's day; nothing where that is unknown."""
    return float(case.number(SUM + where, code=code, measure=measure)) if known(case, code) else None


@dataclass(frozen=True)
class Plan:
    """What was decided of an indicator by a day, and planned: points of day and value."""

    baseline: float | None
    target: float | None
    points: tuple[tuple[date, float], ...]

    def on(self, day: date) -> float | None:
        """Planned for the day, on straight lines from point to point."""
        if len(self.points) < 2:
            return None
        if day <= self.points[0][0]:
            return self.points[0][1]
        for (left, low), (right, high) in zip(self.points, self.points[1:], strict=False):
            if day <= right:
                return low + (high - low) * (day - left).days / (right - left).days
        return self.points[-1][1]

    def share(self, value: float | None) -> float | None:
        """Of the way from baseline to target."""
        base = self.baseline or 0.0
        if value is None or self.target is None or self.target == base:
            return None
        return (value - base) / (self.target - base)


def plan(case: Case, code: str) -> Plan:
    """The last decision in force on the case's day, and the path of the sheet targets."""
    decided = case.rows(
        """select baseline, target from {indicators} d
           where indicator = :code and (valid_from is null or valid_from <= :day)
           order by case when valid_from is null then 0 else 1 end desc, valid_from desc, id desc limit 1""",
        code=code,
    )
    baseline, target = decided[0] if decided else (None, None)
    start, end = case.span
    path = case.rows(
        """select p.ends_on, t.value from {targets} t join {periods} p on p.period = t.period
           where t.indicator = :code and p.ends_on > :start order by p.ends_on""",
        code=code,
        start=start,
    )
    points = [(start, baseline or 0.0), *((date.fromisoformat(str(day)), value) for day, value in path)]
    if target is not None and points[-1][0] < end:
        points.append((end, target))
    return Plan(baseline, target, tuple(points))


def previous_day(case: Case) -> date | None:
    """The end of the last period closed before the case's day."""
    return as_day(case.number("select max(ends_on) from {periods} p where ends_on < :day"))


def figure(case: Case, code: str) -> Mapping[str, Any]:
    """One indicator on the case's day."""
    decided, value, before = plan(case, code), total(case, code), previous_day(case)
    previous = None if before is None else total(case.on(before), code)
    planned = decided.on(case.day)
    of_people = {
        "missing_gender": "gender is null",
        "missing_age": "age_group is null",
        "incomplete": "(gender is null or age_group is null)",
        "in_cells": "gender in ('female', 'male', 'non_binary') and age_group in ('under_18', '18_60', 'over_60')",
    }
    return {
        "value": value,
        "baseline": decided.baseline,
        "target": decided.target,
        "progress": decided.share(value),
        "planned": planned,
        "planned_progress": decided.share(planned),
        "forecast": _forecast(case, value, before, previous, decided),
        "answered": total(case, code, measure="answered") if code in SURVEYS else None,
        "eligible": total(case, code, measure="eligible") if code in SURVEYS else None,
        "previous": previous,
        **{name: total(case, code, where) if code in PERSONS else None for name, where in of_people.items()},
    }


def _forecast(
    case: Case, value: float | None, before: date | None, previous: float | None, decided: Plan
) -> float | None:
    start, end = case.span
    since, was = (before, previous) if before and previous is not None else (start, decided.baseline or 0.0)
    if value is None or case.day <= since:
        return None
    return value + (value - was) * max((end - case.day).days, 0) / (case.day - since).days


def behind(case: Case, code: str) -> bool:
    """Whether the value is more than SMALL of the way behind its plan."""
    decided, value = plan(case, code), total(case, code)
    planned = decided.on(case.day)
    way = decided.points[-1][1] - (decided.baseline or 0.0)
    return value is not None and planned is not None and way != 0 and (value - planned) / way < -SMALL


def told(case: Case, code: str, *days: date | None, measure: str = "value") -> bool:
    """Whether the reader is told the numbers of the indicator on the days: the release to the role says so."""
    if not case.restricted or code not in (*PERSONS, "P.4"):
        return True
    return all(released.shown(case, f"{code}|{measure}||{day}") for day in days)


def everything(case: Case) -> Numbers:
    """All indicators."""
    return {(code,): figure(case, code) for code in KNOWN}


def targeted(case: Case) -> Numbers:
    """Those with a target."""
    return {code: row for code, row in everything(case).items() if row["target"] is not None}


def of_fund(case: Case) -> Numbers:
    """Those of the fund with a target."""
    return {code: row for code, row in targeted(case).items() if code[0][0] in "OR"}


def own(case: Case) -> Numbers:
    """The project's own with a target."""
    return {code: row for code, row in targeted(case).items() if code[0][0] == "P"}


def cards(case: Case) -> Numbers:
    """The key figures."""
    return {(code,): figure(case, code) for code in CARDS}


def answers(case: Case) -> Numbers:
    """The opened indicator alone."""
    return {(case.opened,): figure(case, str(case.opened))}


def changes(case: Case) -> Numbers:
    """Those that have changed since the end of the last period closed before, and those of which it is not told."""
    before = previous_day(case)
    if before is None:
        return {}
    pairs = {code: (total(case, code), total(case.on(before), code)) for code in KNOWN}
    return {
        (code,): {"value": value, "previous": was, "change": value - was}
        for code, (value, was) in pairs.items()
        if value is not None and was is not None and (value != was or not told(case, code, case.day, before))
    }


# Of whom a check speaks that compares numbers: the measures compared, the second on the day before where it is one
_COMPARED = {
    "fell": ("value", "value"), "answered_above_eligible": ("answered", "eligible"),
    "gender_unknown": ("missing_gender", None), "age_unknown": ("missing_age", None),
}  # fmt: skip


def checks(case: Case) -> Numbers:
    """What contradicts, and what is lacking: by indicator and check. That a number is hidden, no check tells."""
    return {key: row for key, row in _failing(case).items() if _may_be_told(case, *key)}


def _may_be_told(case: Case, code: str, check: str) -> bool:
    one, other = _COMPARED.get(check, (None, None))
    day = previous_day(case) if check == "fell" else case.day
    first = one is None or told(case, code, case.day, measure=one)
    return first and (other is None or told(case, code, day, measure=other))


def _failing(case: Case) -> dict[tuple[str, str], dict[str, float | None]]:
    found: dict[tuple[str, str], dict[str, float | None]] = {}
    for code in KNOWN:
        row = figure(case, code)
        value, main = row["value"], total(case, "O.2.3") if code == "O.2.3.3" else None
        compared = [
            ("sub_above_main", value, main, lambda one, other: one > other),
            ("fell", value, None if code in LATEST else row["previous"], lambda one, other: one < other),
            ("answered_above_eligible", row["answered"], row["eligible"], lambda one, other: one > other),
            ("gender_unknown", row["missing_gender"], 0.0, lambda one, other: one > other),
            ("age_unknown", row["missing_age"], 0.0, lambda one, other: one > other),
        ]
        for check, one, other, fails in compared:
            if one is not None and other is not None and fails(one, other):
                found[code, check] = {"found": one, "expected": other}
        if code in PERSONS and value is not None and row["in_cells"] + row["incomplete"] != value:
            found[code, "cells_differ"] = {"found": row["in_cells"] + row["incomplete"], "expected": value}
        for check, lacks in (("no_data", value is None), ("no_target", row["target"] is None)):
            if lacks:
                found[code, check] = {"found": None, "expected": None}
    return found
