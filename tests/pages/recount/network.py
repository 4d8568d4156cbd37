"""The peer network counted again: by months for the manager, by closed half-years for everybody else."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from tests.pages.recount import released
from tests.pages.recount.case import Case, Numbers, as_day, begins, ends

_REACHED = """
    select coalesce(sum(amount), 0) from {ledger} e
    where indicator = 'P.7' and measure = 'value' and left_out is null
    and counted_on >= :first and counted_on <= :last"""
# Whom an entry of P.7 names, and each time they came
_VISITS = """
    select a.member, s.session, s.held_on from {network_attendance} a join {sessions} s on s.session = a.session
    where a.present and s.kind = 'network' and s.status = 'held' and s.held_on <= :last
    and a.member in (
        select n.member from {ledger} e join sheet_network_attendance n
        on n.programme_id = :programme and n.id = e.row_id
        where e.indicator = 'P.7' and e.measure = 'value' and e.left_out is null and e.sheet = 'network_attendance'
        and e.counted_on <= :last)
"""
_MEETINGS = "{sessions} s where kind = 'network' and status = 'held' and held_on >= :first and held_on <= :last"
_LISTED = "exists (select 1 from {network_attendance} a where a.session = s.session and a.present)"
LONG_AGO = date(1900, 1, 1)


def _months(case: Case) -> int:
    return 6 if case.restricted else 1


def last_day(case: Case) -> date:
    """The case's day, or for restricted readers the end of the last half-year that was over with it."""
    if not case.restricted:
        return case.day
    closed = [end for end in ends(case.span[0] - timedelta(days=400), case.day, 6) if end <= case.day]
    return closed[-1]


def _steps(case: Case, found: list[date]) -> list[tuple[date, date]]:
    """First and last day of each step, none left out."""
    start, end = case.span
    days = [start, min(last_day(case), end), *found]
    months = _months(case)
    return [(begins(one, months), one) for one in ends(min(days), max(days), months)]


def people(case: Case) -> Numbers:
    """New, returning and reached people of each step."""
    last, months = last_day(case), _months(case)
    new_on = case.days(
        """select distinct counted_on from {ledger} e where indicator = 'P.7' and measure = 'value'
           and left_out is null and counted_on <= :last""",
        last=last,
    )
    if not new_on:
        return {}
    visits = [(row.member, as_day(row.held_on)) for row in case.rows(_VISITS, last=last)]
    first = {member: min(day for one, day in visits if one == member and day) for member, _ in visits}
    planned = {
        ends(day, day, months)[0]: value
        for on, value in case.rows(
            """select p.ends_on, t.value from {targets} t join {periods} p on p.period = t.period
               where t.indicator = 'P.7' order by p.ends_on"""
        )
        if (day := as_day(on))
    }
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    reached: int | None = 0
    for start, end in _steps(case, [*new_on, *(day for _, day in visits if day), *planned]):
        until, over = min(end, last), start > last
        came = {member for member, day in visits if day and start <= day <= end and first[member] < start}
        before, reached = reached, None if over else case.number(_REACHED, first=LONG_AGO, last=until)
        found[start,] = {
            "new": None if over else case.number(_REACHED, first=start, last=until),
            "returned": None if over else len(came),
            "reached": reached,
            "before": before,
            "planned": planned.get(end),
        }
    return found


def returning(case: Case) -> Numbers:
    """The same up to the day asked for: of what is still to come only the plan is known."""
    return {key: row for key, row in people(case).items() if row["new"] is not None}


def meetings(case: Case) -> Numbers:
    """Meetings, who came and who was invited in each step."""
    last = last_day(case)
    held = case.days(f"select held_on from {_MEETINGS}", first=LONG_AGO, last=last)
    found = {}
    for start, end in _steps(case, held):
        span = {"first": start, "last": min(end, last)}
        registered = case.number(f"select count(*) from {_MEETINGS} and {_LISTED}", **span)
        alone = f"{_MEETINGS} and not {_LISTED}"
        came = case.number(
            f"select count(*) from ({_VISITS}) v where v.held_on >= :first", first=start, last=span["last"]
        )
        found[start,] = {
            "meetings": case.number(f"select count(*) from {_MEETINGS}", **span),
            "registered": registered,
            "counted": case.number(f"select count(*) from {alone} and headcount is not null", **span),
            "unknown": case.number(f"select count(*) from {alone} and headcount is null", **span),
            "participations": came if registered else None,
            "headcount": case.number(f"select sum(headcount) from {alone}", **span),
            "invited": case.number(f"select sum(invited) from {_MEETINGS}", **span),
        }
    return found


def retention(case: Case) -> Numbers:
    """Members by the half-year they joined in, and who came in each closed one since."""
    last = last_day(case)
    joined = {
        row.member: as_day(row.day)
        for row in case.rows(
            """select member, min(joined_on) as day from {members} m where member not in (
                   select x.member from {members} x where x.project_staff)
               group by member having min(joined_on) <= :last""",
            last=last,
        )
    }
    visits = [(row.member, as_day(row.held_on)) for row in case.rows(_VISITS, last=last)]
    closed = [end for end in ends(min(joined.values(), default=last), last, 6) if end <= last]
    found = {}
    sizes = Counter(ends(day, day, 6)[0] for day in joined.values() if day)
    for half, members in sizes.items():
        of_it = {member for member, day in joined.items() if day and ends(day, day, 6)[0] == half}
        for after, end in enumerate([one for one in closed if one >= half]):
            start = begins(end, 6)
            active = len({member for member, day in visits if member in of_it and day and start <= day <= end})
            found[begins(half, 6), after] = {
                "half_years": after, "members": members, "active": active, "share": active / members,
            }  # fmt: skip
    return found


def frequency(case: Case) -> Numbers:
    """How many came to how many meetings."""
    times = Counter(row.member for row in case.rows(_VISITS, last=last_day(case))).values()
    classes = ((1, 1), (2, 2), (3, 5), (6, 10), (11, None))
    return {
        (least,): {
            "least": least, "most": most, "people": sum(least <= one <= (most or one) for one in times),
        }
        for least, most in classes
    } if times else {}  # fmt: skip


ANSWERS = ("1", "2", "3", "4", "5", "no", "yes")


def feedback(case: Case) -> Numbers:
    """The latest answers of people reached, and the anonymous ones."""
    last = last_day(case)
    given = case.rows(
        f"""select question, respondent, answer from {{responses}} r
            where survey = 'network_feedback' and answered_on <= :last
            and (respondent is null or respondent in (select v.member from ({_VISITS}) v))
            order by answered_on, id""",
        last=last,
    )
    found: dict[tuple[Any, ...], dict[str, Any]] = _unanswered(case)
    for question in {row.question for row in given}:
        latest = {row.respondent: row.answer for row in given if row.question == question and row.respondent}
        alone = [row.answer for row in given if row.question == question and not row.respondent]
        for anonymous, answers in ((False, list(latest.values())), (True, alone)):
            if answers:
                told = {one: answers.count(one) for one in ANSWERS}
                low, high = sum(told[one] for one in ("1", "2", "3", "no")), sum(told[one] for one in ("4", "5", "yes"))
                found[question, anonymous] = {"answered": len(answers), **told, "low": low, "high": high}
    return found


def _unanswered(case: Case) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Questions that nobody has answered by the day, where that is hidden."""
    hidden = released.hidden_parts(case, "network", "feedback", [last_day(case)]) if case.restricted else set()
    topics = {tuple(part.split(" ")[:2]) for part in hidden if part}
    none = dict.fromkeys(("answered", *ANSWERS, "low", "high"), 0)
    return {(question, anonymous == "1"): dict(none) for question, anonymous in topics}


def chapters(case: Case) -> Numbers:
    """Meetings by the organisation that held them."""
    found = case.rows(
        """select organisation, count(*) as meetings, sum(case when headcount is null then 1 else 0 end) as unknown,
           sum(headcount) as headcount, sum(invited) as invited from {sessions} s
           where kind = 'network' and status = 'held' and held_on <= :day group by organisation"""
    )
    names = ("meetings", "unknown", "headcount", "invited")
    return {(row.organisation,): {name: getattr(row, name) for name in names} for row in found}
