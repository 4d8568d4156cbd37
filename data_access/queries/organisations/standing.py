"""How far each organisation has come on its way through the accelerator, and whether it is in time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, Subquery, and_, case, func, or_, select

from data_access.queries.days import days_between, days_later
from data_access.queries.organisations.happenings import last_activity, last_day
from data_access.queries.organisations.roster import roster
from data_access.queries.rows import current_rows
from data_access.question import Question
from data_access.viewer import Forbidden

FAR_BEHIND_DAYS = 30
SILENT_WEEKS = 8

# On schedule means that no milestone is overdue; no_plan that none has a day. Who is silent may be on schedule.
STATUSES = ("on_schedule", "late", "far_behind", "no_plan", "completed", "left")
SILENT = "silent"


def cells(question: Question, organisations: CTE | Subquery) -> Subquery:
    """One row for each of ``organisations`` with a cohort and each milestone.

    ``organisations`` has the columns organisation, cohort, starts_on and left_on. Columns: organisation,
    milestone, name_fi, name_sv, name_en, position, completes, due_on (as planned, else the cohort's start
    and the milestone's weeks; may be empty), done_on (empty where it was not done by the question's day).
    """
    milestones, progress = current_rows(question, "milestones"), current_rows(question, "progress")
    planned = func.coalesce(progress.c.planned_on, days_later(organisations.c.starts_on, milestones.c.due_week * 7))
    return (
        select(
            organisations.c.organisation,
            *(milestones.c[name] for name in ("milestone", "name_fi", "name_sv", "name_en", "position", "completes")),
            planned.label("due_on"),
            case((progress.c.done_on <= question.as_of, progress.c.done_on)).label("done_on"),
            (organisations.c.left_on <= question.as_of).label("gone"),
        )
        .select_from(organisations)
        .join(milestones, organisations.c.cohort.is_not(None))
        .outerjoin(
            progress,
            and_(
                progress.c.organisation == organisations.c.organisation,
                progress.c.milestone == milestones.c.milestone,
            ),
        )
        .subquery("cells")
    )


def cell_status(cell: Subquery, as_of: date) -> ColumnElement[str]:
    """How a milestone of ``cells`` stands on the day.

    done_on_time, done_late, ahead (done, and not due yet), done (without a day planned), overdue, planned,
    undated (neither done nor planned), left (the organisation did, before it was done).
    """
    done, due = cell.c.done_on, cell.c.due_on
    return case(
        (and_(done.is_not(None), due.is_(None)), "done"),
        (done > due, "done_late"),
        (and_(done.is_not(None), due > as_of), "ahead"),
        (done.is_not(None), "done_on_time"),
        (cell.c.gone, "left"),
        (due.is_(None), "undated"),
        (due < as_of, "overdue"),
        else_="planned",
    )


def on_the_way(question: Question, organisations: CTE) -> CTE:
    """One row for each organisation of the roster, where it stands on the question's day.

    Columns: organisation; status (one of STATUSES; empty without a cohort); days_ahead (negative: behind): since
    when the earliest milestone that is not done has been due, else how soon the farthest one that is done will be
    due, for who completed the distance from the plan, empty for who left or has no plan; done and milestones
    (numbers of them); completed_on.
    """
    marks = _marks(question, cells(question, organisations))
    status = _status(question, organisations, marks)
    return (
        select(
            organisations.c.organisation,
            status.label("status"),
            _days_ahead(question, status, marks).label("days_ahead"),
            marks.c.done,
            marks.c.milestones,
            marks.c.completed_on,
        )
        .select_from(organisations)
        .outerjoin(marks, marks.c.organisation == organisations.c.organisation)
        .cte("on_the_way")
    )


def _marks(question: Question, cell: Subquery) -> Subquery:
    done, due = cell.c.done_on, cell.c.due_on
    return (
        select(
            cell.c.organisation,
            func.min(case((and_(done.is_(None), due < question.as_of), due))).label("overdue_since"),
            func.max(case((and_(done.is_not(None), due > question.as_of), due))).label("ahead_until"),
            func.min(case((cell.c.completes, done))).label("completed_on"),
            func.min(case((cell.c.completes, due))).label("completion_due_on"),
            func.count(due).label("dated"),
            func.count(done).label("done"),
            func.count().label("milestones"),
        )
        .group_by(cell.c.organisation)
        .subquery("marks")
    )


def _status(question: Question, organisations: CTE, marks: Subquery) -> ColumnElement[Any]:
    far = question.as_of - timedelta(days=FAR_BEHIND_DAYS)
    return case(
        (organisations.c.cohort.is_(None), None),
        (marks.c.completed_on.is_not(None), "completed"),
        (organisations.c.left_on <= question.as_of, "left"),
        (func.coalesce(marks.c.dated, 0) == 0, "no_plan"),
        (marks.c.overdue_since < far, "far_behind"),
        (marks.c.overdue_since.is_not(None), "late"),
        else_="on_schedule",
    )


def _days_ahead(question: Question, status: ColumnElement[Any], marks: Subquery) -> ColumnElement[int]:
    return case(
        (status == "completed", days_between(marks.c.completion_due_on, marks.c.completed_on)),
        (status.in_(("far_behind", "late")), days_between(marks.c.overdue_since, question.as_of)),
        (status == "on_schedule", func.coalesce(days_between(marks.c.ahead_until, question.as_of), 0)),
    )


def chosen(question: Question) -> tuple[CTE, CTE]:
    """The roster narrowed to the status asked for, and where each of its organisations stands.

    Raises Forbidden where others than a manager ask who is silent.
    """
    all_of_them = roster(question)
    way = on_the_way(question, all_of_them)
    wanted = question.filters.status
    if wanted is None:
        return all_of_them, way
    asked_for = _silent(question, all_of_them, way) if wanted == SILENT else way.c.status == wanted
    narrowed = (
        select(all_of_them).join(way, way.c.organisation == all_of_them.c.organisation).where(asked_for).cte("chosen")
    )
    return narrowed, way


def _silent(question: Question, organisations: CTE, way: CTE) -> ColumnElement[bool]:
    if question.viewer.restricted:
        raise Forbidden(SILENT)
    last = last_activity(question)
    heard = select(last.c.organisation).where(last.c.last_on >= last_day(question) - timedelta(weeks=SILENT_WEEKS))
    return and_(organisations.c.organisation.not_in(heard), still_in(way))


def still_in(way: CTE) -> ColumnElement[bool]:
    """Whether an organisation is expected to be heard of: it has neither completed nor left."""
    return or_(way.c.status.is_(None), way.c.status.not_in(("completed", "left")))
