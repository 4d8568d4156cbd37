"""What a value grew from and is made of: over time, by gender and age, by part of the programme."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.pages.recount import released
from tests.pages.recount.case import Case, Numbers, as_day, ends
from tests.pages.recount.figures import plan, total


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
    return f"""select {part} as part, sum(amount) as amount from {{ledger}} e {join}
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
    "joint_kinds": _parts("case when e.unit = 'both registers' then 'network' else e.session_kind end", ""),
}


def by_period(case: Case) -> Numbers:
    """What each reporting period contributed."""
    ended = case.days("select ends_on from {periods} p where ends_on <= :day")
    return _contributed(case, "periods", "period", ended)


def by_cohort(case: Case) -> Numbers:
    """What each cohort contributed."""
    return _contributed(case, "cohorts", "cohort")


def by_sector(case: Case) -> Numbers:
    """What each sector contributed."""
    return _contributed(case, "sectors", "sector")


def by_region(case: Case) -> Numbers:
    """What each region contributed."""
    return _contributed(case, "regions", "region")


def by_kind(case: Case) -> Numbers:
    """What each kind of session contributed; who is in both registers is told to the manager alone."""
    return _contributed(case, "joint_kinds" if case.restricted else "kinds", "session_kind")


def _contributed(case: Case, by: str, measure: str, days: Sequence[date] = ()) -> Numbers:
    """By part; those with nobody stand among them where it is hidden that there is nobody."""
    found = {row.part: row.amount for row in case.rows(PARTS[by])}
    if case.restricted:
        hidden = released.hidden_parts(case, str(case.opened), measure, [*days, case.day])
        found = dict.fromkeys(hidden, 0.0) | found
    return {(part,): {"value": amount} for part, amount in found.items()}
