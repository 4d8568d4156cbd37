"""The figures of the sheet reported, against what was frozen and against the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tests.pages.recount.case import Case, Numbers
from tests.pages.recount.figures import SUM, known

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


def typed(case: Case) -> Numbers:
    """The figures of the sheet reported: of the opened indicator, or of the opened period."""
    return {
        (row.indicator, row.period, row.gender, row.age_group): _explained(case, row)
        for row in case.rows(_TYPED)
        if row.place == 1
    }


def _explained(case: Case, row: Any) -> Mapping[str, Any]:
    then = case.on(date.fromisoformat(str(row.ends_on)))
    where, cell = "1 = 1", {}
    for name in ("gender", "age_group"):
        if getattr(row, name) is not None:
            where, cell = f"{where} and {name} = :{name}", {**cell, name: getattr(row, name)}
    if cell:
        where += " and gender is not null and age_group is not null"
    sql = SUM + where
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
