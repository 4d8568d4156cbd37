"""When something last happened with an organisation."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CTE, Select, Subquery, exists, func, not_, or_, select, union_all

from data_access.queries.rows import current_rows
from data_access.question import Question

# Besides sessions: a milestone done, a practice taken further, an assessment, an action done
_DATED = (("progress", "done_on"), ("adoptions", "reached_on"), ("assessments", "assessed_on"), ("actions", "done_on"))


def last_activity(question: Question) -> CTE:
    """Columns: organisation, last_on (the latest day on which anything happened by the question's day)."""
    happened = union_all(
        _sessions_for_it(question),
        _sessions_attended(question),
        *(_dated(question, sheet, column) for sheet, column in _DATED),
    ).subquery("happened")
    return (
        select(happened.c.organisation, func.max(happened.c.day).label("last_on"))
        .group_by(happened.c.organisation)
        .cte("last_activity")
    )


def last_day(question: Question) -> date:
    """The day up to which something could happen: the question's, at the latest the programme's last."""
    return min(question.as_of, question.programme.ends_on)


def held(question: Question) -> Subquery:
    """The sessions held by the question's day."""
    sessions = current_rows(question, "sessions")
    return select(sessions).where(sessions.c.status == "held", sessions.c.held_on <= question.as_of).subquery("held")


def present(question: Question) -> Subquery:
    """Who attended a session, for which organisation. Columns: session, participant, organisation.

    A person of two organisations stands for both; the project's own staff for none.
    """
    attendance, participants = current_rows(question, "attendance"), current_rows(question, "participants")
    of_staff = current_rows(question, "participants")
    return (
        select(attendance.c.session, participants.c.participant, participants.c.organisation)
        .distinct()  # two sources may both have registered the person
        .join(participants, participants.c.participant == attendance.c.participant)
        .where(
            attendance.c.present.is_(True),
            participants.c.organisation.is_not(None),
            participants.c.participant.not_in(select(of_staff.c.participant).where(of_staff.c.project_staff)),
        )
        .subquery("present")
    )


def held_for(question: Question) -> Subquery:
    """The sessions held for one organisation; columns as the sheet.

    Without network meetings, where members are registered: nothing joins the network's people to an organisation.
    """
    session, members = held(question), current_rows(question, "members")
    registered = exists(select(members.c.member))
    return (
        select(session)
        .where(session.c.organisation.is_not(None), or_(session.c.kind != "network", not_(registered)))
        .subquery("held_for")
    )


def _sessions_for_it(question: Question) -> Select[Any]:
    sessions = held_for(question)
    return select(sessions.c.organisation, func.max(sessions.c.held_on).label("day")).group_by(sessions.c.organisation)


def _sessions_attended(question: Question) -> Select[Any]:
    sessions, people = held(question), present(question)
    return (
        select(people.c.organisation, func.max(sessions.c.held_on))
        .join(sessions, sessions.c.session == people.c.session)
        .group_by(people.c.organisation)
    )


def _dated(question: Question, sheet: str, column: str) -> Select[Any]:
    rows = current_rows(question, sheet)
    day = rows.c[column]
    return select(rows.c.organisation, func.max(day)).where(day <= question.as_of).group_by(rows.c.organisation)
