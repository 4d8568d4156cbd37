"""Indicators counted again from the ledger, their plans from the sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.pages.recount.case import Case, Numbers, as_day, ends

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
_SUM = """
    select coalesce(sum(amount), 0) from {ledger} e
    where indicator = :code and measure = :measure and left_out is null and counted_on <= :day and """


def known(case: Case, code: str) -> bool:
    """Whether anything was delivered that the value rests on."""
    return bool(case.number(f"select case when {KNOWN[code]} then 1 else 0 end"))


def total(case: Case, code: str, where: str = "1 = 1", *, measure: str = "value") -> float | None:
    """The sum of what counts by the case's day; nothing where that is unknown."""
    return float(case.number(_SUM + where, code=code, measure=measure)) if known(case, code) else None


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
    """Those that have changed since the end of the last period closed before."""
    before = previous_day(case)
    if before is None:
        return {}
    pairs = {code: (total(case, code), total(case.on(before), code)) for code in KNOWN}
    return {
        (code,): {"value": value, "previous": was, "change": value - was}
        for code, (value, was) in pairs.items()
        if value is not None and was is not None and value != was
    }


def checks(case: Case) -> Numbers:
    """What contradicts, and what is lacking: by indicator and check."""
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


def course(case: Case) -> Numbers:
    """The value at the ends of months, for the manager, or of closed periods."""
    code = str(case.opened)
    decided = plan(case, code)
    return {
        (day,): {"value": total(case.on(day), code), "planned": decided.on(day)} for day in _steps(case, code)
    }  # fmt: skip


def _steps(case: Case, code: str) -> list[date]:
    if case.restricted:
        return case.days("select ends_on from {periods} p where ends_on <= :day")
    counts = "indicator = :code and measure = 'value' and left_out is null and counted_on <= :day"
    last = as_day(case.number(f"select max(counted_on) from {{ledger}} e where {counts}", code=code))
    start, end = case.span
    until = min(case.day, max(end, last or end))
    return [*(day for day in ends(start, until, 1) if day < until), until]


def decisions(case: Case) -> Numbers:
    """What was decided by the day."""
    found = case.rows(
        """select valid_from, baseline, target from {indicators} d
           where indicator = :opened and (valid_from is null or valid_from <= :day)"""
    )
    return {(as_day(day),): {"baseline": baseline, "target": target} for day, baseline, target in found}


def cells(case: Case) -> Numbers:
    """Gender and age group, all nine."""
    grid = [(gender, age) for gender in ("female", "male", "non_binary") for age in ("under_18", "18_60", "over_60")]
    sql = """select coalesce(sum(amount), 0) from {ledger} e
             where indicator = :opened and measure = 'value' and left_out is null and counted_on <= :day
             and gender = :gender and age_group = :age"""
    return {cell: {"value": case.number(sql, gender=cell[0], age=cell[1])} for cell in grid}


def _parts(part: str, join: str) -> str:
    return f"""select {part}, sum(amount) from {{ledger}} e {join}
               where indicator = :opened and measure = 'value' and left_out is null and counted_on <= :day
               group by {part}"""


_ORGANISATIONS = "left join {organisations} o on o.organisation = e.organisation"
_PERIODS = "left join {periods} p on e.counted_on >= p.starts_on and e.counted_on <= p.ends_on"
PARTS = {
    "periods": _parts("p.period", _PERIODS),
    "cohorts": _parts("e.cohort", ""),
    "sectors": _parts("o.sector", _ORGANISATIONS),
    "regions": _parts("o.region", _ORGANISATIONS),
    "kinds": _parts("e.session_kind", ""),
}


def by_period(case: Case) -> Numbers:
    """What each reporting period contributed."""
    return _contributed(case, "periods")


def by_cohort(case: Case) -> Numbers:
    """What each cohort contributed."""
    return _contributed(case, "cohorts")


def by_sector(case: Case) -> Numbers:
    """What each sector contributed."""
    return _contributed(case, "sectors")


def by_region(case: Case) -> Numbers:
    """What each region contributed."""
    return _contributed(case, "regions")


def by_kind(case: Case) -> Numbers:
    """What each kind of session contributed."""
    return _contributed(case, "kinds")


def _contributed(case: Case, by: str) -> Numbers:
    return {(part,): {"value": amount} for part, amount in case.rows(PARTS[by])}


def typed(case: Case) -> Numbers:
    """The figures of the sheet reported: of the opened indicator, or of the opened period."""
    return {
        (row.indicator, row.period, row.gender, row.age_group): _explained(case, row)
        for row in case.rows(_TYPED)
        if row.place == 1
    }


_TYPED = """
    select r.indicator, r.period, r.gender, r.age_group, r.value, r.submitted_on, p.ends_on,
        row_number() over (
            partition by r.indicator, r.period, r.gender, r.age_group
            order by case when r.submitted_on is null then 1 else 0 end, r.submitted_on desc, r.id desc
        ) as place
    from {reported} r join {periods} p on p.period = r.period
    where p.ends_on <= :day and (r.submitted_on is null or r.submitted_on <= :today)
    and (r.indicator = :opened or r.period = :opened)
"""


def _explained(case: Case, row: Any) -> Mapping[str, Any]:
    then = case.on(date.fromisoformat(str(row.ends_on)))
    where, cell = "1 = 1", {}
    for name in ("gender", "age_group"):
        if getattr(row, name) is not None:
            where, cell = f"{where} and {name} = :{name}", {**cell, name: getattr(row, name)}
    if cell:
        where += " and gender is not null and age_group is not null"
    sql = _SUM + where
    values = {"code": row.indicator, "measure": "value", **cell}
    recomputed = float(then.number(sql, **values)) if known(case, row.indicator) else None
    frozen, delivery = _handed_in(then, row, sql, values), _stood(case, row.submitted_on)
    came = None
    if recomputed is not None:
        came = float(then.number(f"{sql} and since > :delivery", delivery=delivery, **values)) if delivery else 0.0
    difference = None if recomputed is None else recomputed - row.value
    if frozen is not None:
        later = None if recomputed is None else recomputed - frozen
    else:
        later = came if row.submitted_on and delivery else None
    rest = None if later is None or difference is None else difference - later
    return {
        "submitted": row.value, "recomputed": recomputed, "came": came, "difference": difference, "frozen": frozen,
        "later": later, "rest": rest, "delivery": delivery,
    }  # fmt: skip


def _stood(case: Case, submitted_on: Any) -> int | None:
    if submitted_on is None:
        return None
    number: int | None = case.number(
        """select max(number) from deliveries
           where programme_id = :programme and cast(loaded_at as date) <= :submitted_on"""
        if case.connection.dialect.name == "postgresql"
        else "select max(number) from deliveries where programme_id = :programme and date(loaded_at) <= :submitted_on",
        submitted_on=date.fromisoformat(str(submitted_on)),
    )
    return number


def _handed_in(then: Case, row: Any, sql: str, values: Mapping[str, Any]) -> float | None:
    """What the report that was handed in last says: the ledger as it was known with its delivery."""
    report = then.rows(
        """select v.data_version, v.as_of from report_versions v
           join report_steps s on s.programme_id = v.programme_id and s.period = v.period and s.version = v.version
           where v.programme_id = :programme and v.period = :period and s.step = 'submit'
           order by s.number desc limit 1""",
        period=row.period,
    )
    if not report:
        return None
    then = replace(then, known=report[0].data_version).on(date.fromisoformat(str(report[0].as_of)))
    return float(then.number(sql, **values)) if known(then, row.indicator) else None
