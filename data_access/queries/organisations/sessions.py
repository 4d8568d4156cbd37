"""Sessions held for organisations or attended by their people."""

from __future__ import annotations

from sqlalchemy import CTE, Subquery, and_, case, func, select, union

from data_access.protection import PublishableFrame, protect
from data_access.queries.organisations.happenings import held, held_for, present
from data_access.queries.organisations.milestones import named
from data_access.queries.organisations.standing import chosen
from data_access.queries.rows import current_rows, frame
from data_access.question import Question
from data_access.viewer import Forbidden


def sessions(question: Question) -> PublishableFrame:
    """One row for each organisation that takes part, the one with most sessions first.

    Columns: organisation, name, name_sv, name_en, cohort, cohort_fi, cohort_sv, cohort_en, sector, region;
    sessions (held for it or attended by its people), participations (its people registered, or those
    counted where nobody was registered; empty where nothing is known), unknown (sessions held for it of which
    neither is known), first_on, last_on.
    For a manager alone; raises Forbidden.
    """
    if question.viewer.restricted:
        raise Forbidden("sessions")
    organisations, _ = chosen(question)
    attended = sessions_of(question)
    number = func.count(attended.c.session)
    rows = frame(
        question,
        select(
            *named(organisations),
            number.label("sessions"),
            func.sum(attended.c.participations).label("participations"),
            func.count(case((attended.c.unknown, 1))).label("unknown"),
            func.min(attended.c.held_on).label("first_on"),
            func.max(attended.c.held_on).label("last_on"),
        )
        .outerjoin(attended, attended.c.organisation == organisations.c.organisation)
        .group_by(*named(organisations))
        .order_by(number.desc(), organisations.c.name, organisations.c.organisation),
    )
    return protect(rows, question)


def sessions_of(question: Question) -> Subquery:
    """One row for each organisation and session held for it or attended by its people, by the question's day.

    Columns: organisation, session, kind, title, held_on, hours, mode, invited, participations (see ``sessions``),
    unknown (true where it is not known how many were present).
    """
    session, its, people = held(question), held_for(question), _registered(question)
    pair = union(
        select(its.c.organisation, its.c.session),
        select(people.c.organisation, people.c.session),
    ).subquery("pairs")
    its_own = session.c.organisation == pair.c.organisation
    attendance = current_rows(question, "attendance")
    # Where somebody was registered, but nobody of the organisation as present, it is known that none came.
    none_came = case((session.c.session.in_(select(attendance.c.session)), 0))
    of_its_own = case((its_own, func.coalesce(session.c.headcount, none_came)))
    participations = func.coalesce(people.c.people, of_its_own)
    return (
        select(
            pair.c.organisation,
            *(session.c[name] for name in ("session", "kind", "title", "held_on", "hours", "mode")),
            case((its_own, session.c.invited)).label("invited"),
            participations.label("participations"),
            participations.is_(None).label("unknown"),
        )
        .select_from(pair)
        .join(session, session.c.session == pair.c.session)
        .outerjoin(people, and_(people.c.session == pair.c.session, people.c.organisation == pair.c.organisation))
        .subquery("attended")
    )


def _registered(question: Question) -> CTE:
    people = present(question)
    return (
        select(people.c.organisation, people.c.session, func.count().label("people"))
        .group_by(people.c.organisation, people.c.session)
        .cte("registered")
    )
