"""An organisation's milestones, planned and done."""

from __future__ import annotations

from sqlalchemy import func, select

from data_access.protection import PublishableFrame, protect
from data_access.queries.days import days_between
from data_access.queries.organisation.access import allow, only
from data_access.queries.organisations.standing import cell_status, cells
from data_access.queries.rows import frame
from data_access.question import Question


def milestones(question: Question, code: str) -> PublishableFrame:
    """One row for each milestone, in their order.

    Columns: milestone, name_fi, name_sv, name_en, position, due_on, done_on (empty where it was not done by the
    question's day), status (see ``organisations.standing.cell_status``), days_late (done, or until the question's
    day not done, after the day planned; negative: before it; empty where no day was planned).
    """
    allow(question, code, in_full=False)
    cell = cells(question, only(question, code))
    names = ("milestone", "name_fi", "name_sv", "name_en", "position", "due_on", "done_on")
    rows = frame(
        question,
        select(
            *(cell.c[name] for name in names),
            cell_status(cell, question.as_of).label("status"),
            days_between(func.coalesce(cell.c.done_on, question.as_of), cell.c.due_on).label("days_late"),
        ).order_by(cell.c.position, cell.c.milestone),
    )
    return protect(rows, question)
