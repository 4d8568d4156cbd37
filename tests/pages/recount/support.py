"""What organisations received and when they were last heard of, from the sheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.pages.recount.case import Case, Numbers, as_day
from tests.pages.recount.standing import standing, taking_part, with_cohort

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
    for row in with_cohort(case):
        if standing(case, row).status not in ("completed", "left"):
            days = days_silent(case, row.organisation)
            found[row.organisation,] = {"weeks": None if days is None else days // 7}
    return found


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
