"""What was released to the reader's role last, from the table of releases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.pages.recount.case import Case


def shown(case: Case, name: str) -> bool:
    """Whether the number of that name is."""
    last = case.rows(
        """select shown from release_numbers
           where programme_id = :programme and role = :role and name = :name order by number desc limit 1""",
        role=str(case.role),
        name=name,
    )
    return bool(last) and bool(last[0].shown)


def hidden_parts(case: Case, code: str, measure: str, days: Sequence[date]) -> set[str | None]:
    """The parts whose number is not, on one of the days; None is what belongs to no part."""
    last = case.rows(
        """select r.name from release_numbers r
           where r.programme_id = :programme and r.role = :role and r.name like :begins
           and not r.shown and r.value is not null and r.number = (
               select max(o.number) from release_numbers o
               where o.programme_id = r.programme_id and o.role = r.role and o.name = r.name)""",
        role=str(case.role),
        begins=f"{code}|{measure}|%",
    )
    ends = {day.isoformat() for day in days}
    parts = [row.name.split("|")[2:] for row in last]
    return {part or None for part, day in parts if day in ends}
