"""The organisations a question is about."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, ColumnElement, Subquery, and_, func, or_, select, union

from data_access.queries.rows import current_rows
from data_access.question import Question
from data_access.viewer import Forbidden, Role

NAMED = ("organisation", "name", "name_sv", "name_en", "cohort", "sector", "region")
# The names of its cohort
COHORT = ("cohort_fi", "cohort_sv", "cohort_en")


def roster(question: Question) -> CTE:
    """Those that take part, of the cohort, sector and region asked for; columns as in ``taking_part``.

    Raises Forbidden for all but a manager and the steering group.
    """
    if question.viewer.role not in (Role.MANAGER, Role.STEERING):
        raise Forbidden("organisations")
    everyone, filters = taking_part(question), question.filters
    chosen = {"cohort": filters.cohort, "sector": filters.sector, "region": filters.region}
    asked_for = [everyone.c[name] == value for name, value in chosen.items() if value is not None]
    return select(everyone).where(*asked_for).cte("roster")


def taking_part(question: Question) -> CTE:
    """All organisations that take part by the question's day, whoever asks: to compare with, not to be shown.

    An organisation takes part from the day it joined its cohort (its cohort's first day, where that is unknown);
    one without a cohort as soon as a session was held for it or somebody of it was registered. Columns:
    those of NAMED and COHORT, left_on, starts_on (its cohort's first day).
    """
    listed, cohorts = current_rows(question, "organisations"), current_rows(question, "cohorts")
    since = func.coalesce(listed.c.joined_on, cohorts.c.starts_on)
    joined = and_(listed.c.cohort.is_not(None), or_(since.is_(None), since <= question.as_of))
    seen = and_(listed.c.cohort.is_(None), listed.c.organisation.in_(select(_seen(question).c.organisation)))
    return (
        select(*described(listed, cohorts), listed.c.left_on, cohorts.c.starts_on)
        .select_from(listed.outerjoin(cohorts, cohorts.c.cohort == listed.c.cohort))
        .where(or_(joined, seen))
        .cte("taking_part")
    )


def described(listed: Subquery, cohorts: Subquery) -> list[ColumnElement[Any]]:
    """The columns NAMED and COHORT, of rows of the sheets organisations and cohorts."""
    names = [cohorts.c[column.replace("cohort", "name")].label(column) for column in COHORT]
    return [*(listed.c[name] for name in NAMED), *names]


def _seen(question: Question) -> Subquery:
    sessions, participants = current_rows(question, "sessions"), current_rows(question, "participants")
    return union(
        select(sessions.c.organisation).where(
            sessions.c.organisation.is_not(None), sessions.c.status == "held", sessions.c.held_on <= question.as_of
        ),
        select(participants.c.organisation).where(
            participants.c.organisation.is_not(None), participants.c.registered_on <= question.as_of
        ),
    ).subquery("seen")
