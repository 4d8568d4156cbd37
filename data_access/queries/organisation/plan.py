"""An organisation's development plan."""

from __future__ import annotations

from sqlalchemy import case, select

from data_access.protection import PublishableFrame, protect
from data_access.queries.organisation.access import allow
from data_access.queries.organisations.plans import action_status
from data_access.queries.rows import current_rows, frame
from data_access.question import Question


def plan(question: Question, code: str) -> PublishableFrame:
    """One row for each action, the earliest due first, those without a day last.

    Columns: action, title, dimension, dimension_fi, dimension_sv, dimension_en, due_on, done_on (empty where it was
    not done by the question's day), status (overdue, planned, under_way, done, dropped).
    """
    allow(question, code)
    action, dimension = current_rows(question, "actions"), current_rows(question, "dimensions")
    rows = frame(
        question,
        select(
            action.c.action,
            action.c.title,
            action.c.dimension,
            *(dimension.c[f"name_{language}"].label(f"dimension_{language}") for language in ("fi", "sv", "en")),
            action.c.due_on,
            case((action.c.done_on <= question.as_of, action.c.done_on)).label("done_on"),
            action_status(action, question).label("status"),
        )
        .outerjoin(dimension, dimension.c.dimension == action.c.dimension)
        .where(action.c.organisation == code)
        .order_by(action.c.due_on.is_(None), action.c.due_on, action.c.action),
    )
    return protect(rows, question)
