"""Development plans: how much of what organisations set out to do is done."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Float, Subquery, and_, case, cast, func, select

from data_access.protection import PublishableFrame, protect
from data_access.queries.organisations.milestones import named
from data_access.queries.organisations.standing import chosen
from data_access.queries.rows import current_rows, frame
from data_access.question import Question
from data_access.viewer import Forbidden


def plans(question: Question) -> PublishableFrame:
    """One row for each organisation with a cohort or a plan, the least done first, those without a plan last.

    Columns: organisation, name, name_sv, name_en, cohort, cohort_fi, cohort_sv, cohort_en, sector, region;
    actions (without those dropped), done, overdue, open (neither), share (done of actions; empty without a
    plan). For a manager alone; raises Forbidden.
    """
    if question.viewer.restricted:
        raise Forbidden("plans")
    organisations, _ = chosen(question)
    counted = _counted(question)
    share = cast(counted.c.done, Float) / counted.c.actions
    rows = frame(
        question,
        select(
            *named(organisations),
            *(func.coalesce(counted.c[name], 0).label(name) for name in ("actions", "done", "overdue", "open")),
            share.label("share"),
        )
        .outerjoin(counted, counted.c.organisation == organisations.c.organisation)
        .where(organisations.c.cohort.is_not(None) | counted.c.actions.is_not(None))
        .order_by(share.is_(None), share, organisations.c.name, organisations.c.organisation),
    )
    return protect(rows, question)


def action_status(action: Subquery, question: Question) -> ColumnElement[str]:
    """How an action stands on the question's day: overdue, planned, under_way, done, dropped.

    The day it was done decides; a status without a day only where no day is known.
    """
    return case(
        (action.c.status == "dropped", "dropped"),
        (action.c.done_on <= question.as_of, "done"),
        (and_(action.c.status == "done", action.c.done_on.is_(None)), "done"),
        (action.c.due_on < question.as_of, "overdue"),
        (action.c.status == "under_way", "under_way"),
        else_="planned",
    )


def _counted(question: Question) -> Subquery:
    action = current_rows(question, "actions")
    status = action_status(action, question)
    return (
        select(
            action.c.organisation,
            func.count().label("actions"),
            func.count(case((status == "done", 1))).label("done"),
            func.count(case((status == "overdue", 1))).label("overdue"),
            func.count(case((status.in_(("planned", "under_way")), 1))).label("open"),
        )
        .where(status != "dropped")
        .group_by(action.c.organisation)
        .subquery("counted")
    )
