"""Answers to the follow-up that are missing while its window is open."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from sqlalchemy import Date, Select, Subquery, exists, func, literal, select

from data_access import programmes
from data_access.catalogue import Indicator, indicators
from data_access.checks import Check
from data_access.queries.days import days_later
from data_access.queries.evidence.visible import NETWORK_FEEDBACK
from data_access.queries.rows import current_rows, frame
from data_access.question import Question
from data_access.reports.checks.finding import of


def unanswered(question: Question) -> Iterator[pd.DataFrame]:
    """For each session the people it was the last for who could answer and have not.

    One frame and one query for each indicator with a follow-up. ``found``: people; ``on``: the session's day;
    ``until``: the last day of the window. The window is counted from the last training attended by the question's
    day, and only an answer within it is one.
    """
    for indicator in indicators().values():
        if indicator.conditions.follow_up:
            yield of(
                Check.FOLLOW_UP_MISSING,
                frame(question, _sessions(question, indicator)),
                code=indicator.code,
                sheet="sessions",
                expected=0.0,
                people=True,
            )


def _sessions(question: Question, indicator: Indicator) -> Select[tuple[object, ...]]:
    last, window = _last(question, indicator), programmes.facts().subquery("follow_up")
    opens_on = days_later(last.c.on, window.c.follow_up_from_days)
    until = days_later(last.c.on, window.c.follow_up_to_days)
    given = current_rows(question, "responses")
    answered = exists().where(
        given.c.question == indicator.conditions.question,
        given.c.survey != NETWORK_FEEDBACK,
        given.c.respondent == last.c.participant,
        given.c.answered_on >= opens_on,
        given.c.answered_on <= question.as_of,
    )
    session = [last.c[name] for name in ("record", "row_id", "on", "source", "file", "line")]
    today = literal(question.as_of, Date)
    return (
        select(*session, until.label("until"), func.count().label("found"))
        .select_from(last)
        .join(window, window.c.programme_id == question.programme.id)
        .where(last.c.place == 1, opens_on <= today, until >= today, ~answered)
        .group_by(*session, until)
        .order_by(until, last.c.record)
    )


def _last(question: Question, indicator: Indicator) -> Subquery:
    """The sessions that people attended, ``place`` 1 the last of each; staff apart."""
    kinds = indicators()[indicator.conditions.among or ""].conditions.session_kinds
    session, visit, known = (current_rows(question, name) for name in ("sessions", "attendance", "participants"))
    staff = exists().where(known.c.participant == visit.c.participant, known.c.project_staff.is_(True))
    latest_first = (session.c.held_on.desc(), visit.c.id.desc())
    columns = (session.c.id.label("row_id"), session.c.session.label("record"), session.c.held_on.label("on"))
    return (
        select(
            visit.c.participant, *columns, session.c.source, session.c.file, session.c.line,
            func.row_number().over(partition_by=visit.c.participant, order_by=latest_first).label("place"),
        )
        .join(session, session.c.session == visit.c.session)
        .where(visit.c.present.is_(True), session.c.status == "held", session.c.kind.in_(kinds))
        .where(session.c.held_on <= question.as_of, ~staff)
        .subquery("last")
    )  # fmt: skip
