"""The checks of a report made again, in plain SQL and plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tests.pages.recount import figures, reports
from tests.pages.recount.case import Case, Numbers, as_day
from tests.pages.recount.evidence import place
from tests.pages.recount.figures import KNOWN, plan, total

Finding = tuple[tuple[Any, ...], dict[str, Any]]  # check, code, sheet, record, source; the numbers
BLOCKING = ("sub_above_main", "cells_differ", "answered_above_eligible")


def findings(case: Case) -> Numbers:
    """What the checks found when the report was frozen; what they find today where nothing is."""
    then, previous = reports.then(case), reports.before(case)
    made = [*_of_figures(then), *_fallen(then, previous, case), *_jumps(then), *_unanswered(then), *_incomplete(then)]
    made += [*_unattended(then), *_late_baselines(then), *_late_assessments(then), *_wanting(then)]
    return {key: {"row_id": None, "line": None, "found": None, "expected": None, **row} for key, row in made}


def _of_figures(case: Case) -> Iterator[Finding]:
    for (code, check), row in figures.checks(case).items():
        if check in BLOCKING:
            yield (check, code, None, None, None), dict(row)


def _wanting(case: Case) -> Iterator[Finding]:
    for code in KNOWN:
        target = plan(case, code).target
        if target is None:
            yield ("no_target", code, None, None, None), {}
        elif total(case, code) is None:
            yield ("no_data", code, None, None, None), {}


def _fallen(case: Case, previous: reports.Version | None, asked: Case) -> Iterator[Finding]:
    for code in KNOWN:
        value = total(case, code)
        if previous is None:
            check, was = "fell", figures.figure(case, code)["previous"]
        else:
            frozen = Case(**{**asked.__dict__, "known": previous.known, "day": previous.as_of})
            check, was = "fell_since_report", total(frozen, code)
        if value is not None and was is not None and round(value, 6) < round(was, 6):
            yield (check, code, None, None, None), {"found": value, "expected": was}


def _jumps(case: Case) -> Iterator[Finding]:
    ends = case.days("select ends_on from {periods} p where ends_on < :day order by ends_on")
    for code in KNOWN:
        values = [total(case.on(day), code) or 0.0 for day in (*ends, case.day)]
        grown = [now - before for before, now in zip([0.0, *values], values, strict=False)]
        if len(ends) < 2 or total(case, code) is None:
            continue
        usual = 3 * sum(grown[:-1]) / len(grown[:-1])
        if usual > 0 and round(grown[-1], 6) > round(usual, 6):
            yield ("jump", code, None, None, None), {"found": grown[-1], "expected": usual}


def _unanswered(case: Case) -> Iterator[Finding]:
    ((first, last),) = case.rows("select follow_up_from_days, follow_up_to_days from {programme} p")
    attended = case.rows(
        """select a.participant, s.id, s.session, s.source, s.held_on from {attendance} a
           join {sessions} s on s.session = a.session
           where a.present and s.status = 'held' and s.kind = 'training' and s.held_on <= :day
           and a.participant not in (select p.participant from {participants} p where p.project_staff)
           order by s.held_on, a.id"""
    )
    missing: Counter[tuple[Any, ...]] = Counter()
    for row in {row.participant: row for row in attended}.values():
        on = date.fromisoformat(str(row.held_on))
        opens = on + timedelta(days=first)
        answered = case.number(
            """select count(*) from {responses} r where question = 'uses_skills' and survey <> 'network_feedback'
               and respondent = :person and answered_on >= :opens and answered_on <= :day""",
            person=row.participant,
            opens=opens,
        )
        if opens <= case.day <= on + timedelta(days=last) and not answered:
            missing[row.session, row.source, row.id] += 1
    for (session, source, row_id), people in missing.items():
        found = {"found": people, "expected": 0.0, **_stands(case, "sessions", row_id)}
        yield ("follow_up_missing", "P.6", "sessions", session, source), found


def _stands(case: Case, sheet: str, row_id: int) -> dict[str, Any]:
    return {name: number for name, number in place(case, sheet, row_id).items() if name != "delivery"}


def _incomplete(case: Case) -> Iterator[Finding]:
    for sheet, person, day, attendance in (
        ("participants", "participant", "registered_on", "attendance"),
        ("members", "member", "joined_on", "network_attendance"),
    ):
        rows = case.rows(
            f"""select r.{person} as person, r.source, r.gender,
                case when r.born_on is null then r.age_group else 'known' end as age
                from {{{sheet}}} r where r.{person} in (
                    select a.{person} from {{{attendance}}} a join {{sessions}} s on s.session = a.session
                    where a.present and s.status = 'held' and s.held_on <= :day
                    and s.kind in ('training', 'mentoring', 'network'))
                and r.{person} not in (select x.{person} from {{{sheet}}} x where x.project_staff)
                order by r.{day} desc, case when r.gender is null then 1 else 0 end
                    + case when r.born_on is null and r.age_group is null then 1 else 0 end desc, r.id desc"""
        )
        first = {row.person: row for row in rows}.values()
        for check, column in (("gender_unknown", "gender"), ("age_unknown", "age")):
            for source, people in Counter(row.source for row in first if getattr(row, column) is None).items():
                yield (check, None, sheet, None, source), {"found": people, "expected": 0.0}


def _unattended(case: Case) -> Iterator[Finding]:
    rows = case.rows(
        """select s.id, s.session, s.source, s.kind from {sessions} s
           where s.status = 'held' and s.held_on <= :day and s.headcount is null
           and not exists (select 1 from {attendance} a where a.session = s.session and a.present)
           and not exists (select 1 from {network_attendance} a where a.session = s.session and a.present)"""
    )
    hidden = [row for row in rows if row.kind == "network" and case.restricted]
    if hidden:
        yield ("no_attendance", None, "sessions", None, None), {"found": len(hidden)}
    for row in rows:
        if row not in hidden:
            yield ("no_attendance", None, "sessions", row.session, row.source), _stands(case, "sessions", row.id)


def _late_baselines(case: Case) -> Iterator[Finding]:
    start, first = case.span[0], {}
    for row in case.rows(
        """select id, indicator, valid_from, source from {indicators} d where baseline is not null
           order by case when valid_from is null then 0 else 1 end desc, valid_from desc, id desc"""
    ):
        first[row.indicator] = row
    for code, row in first.items():
        day = as_day(row.valid_from)
        if day and start < day <= case.day:
            yield ("baseline_late", code, "indicators", code, row.source), _stands(case, "indicators", row.id)


def _late_assessments(case: Case) -> Iterator[Finding]:
    week = case.rows(
        """select due_week from {milestones} m where due_week is not null
           order by case when milestone = 'baseline' then 0 else 1 end, position limit 1"""
    )
    allowed, late = timedelta(weeks=week[0][0] if week else 0), {}
    for row in case.rows(
        """select a.id, a.organisation, a.source, a.assessed_on, c.starts_on from {assessments} a
           join {organisations} o on o.organisation = a.organisation join {cohorts} c on c.cohort = o.cohort
           where a.round = 'baseline' and a.assessed_on <= :day order by a.id desc"""
    ):
        day, start = as_day(row.assessed_on), as_day(row.starts_on)
        if day and start and day > start + allowed:
            late[row.organisation, row.source] = row.id
    for (organisation, source), row_id in late.items():
        yield ("assessed_late", None, "assessments", organisation, source), _stands(case, "assessments", row_id)
