"""Milestones planned and done, organisation by organisation and all together."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, ColumnElement, func, select

from data_access.protection import PublishableFrame, protect
from data_access.queries.organisations.roster import COHORT, NAMED
from data_access.queries.organisations.standing import cell_status, cells, chosen
from data_access.queries.rows import frame, once
from data_access.question import Question


def named(organisations: CTE) -> list[ColumnElement[Any]]:
    """The columns by which an organisation is shown: its code, names, cohort, sector, region and its cohort's names."""
    return [organisations.c[name] for name in (*NAMED, *COHORT)]


def milestones(question: Question) -> PublishableFrame:
    """The milestone matrix: one row for each organisation in the accelerator and each milestone.

    Columns: organisation, name, name_sv, name_en, cohort, cohort_fi, cohort_sv, cohort_en, sector, region;
    milestone, milestone_fi, milestone_sv, milestone_en, position, due_on, done_on, status (see
    ``standing.cell_status``). Ordered by cohort, sector, name and position.
    """
    organisations, _ = chosen(question)
    cell = cells(question, organisations)
    rows = frame(
        question,
        select(
            *named(organisations),
            cell.c.milestone,
            *(cell.c[f"name_{language}"].label(f"milestone_{language}") for language in ("fi", "sv", "en")),
            cell.c.position,
            cell.c.due_on,
            cell.c.done_on,
            cell_status(cell, question.as_of).label("status"),
        )
        .join(cell, cell.c.organisation == organisations.c.organisation)
        .order_by(*(organisations.c[name] for name in ("cohort", "sector", "name", "organisation")), cell.c.position),
    )
    return protect(rows, question)


@once
def schedule(question: Question) -> PublishableFrame:
    """Days ahead or behind: one row for each organisation in the accelerator.

    Columns: organisation, name, name_sv, name_en, cohort, cohort_fi, cohort_sv, cohort_en, sector, region;
    status (one of STATUSES), days_ahead (negative: behind; empty where it left or has no plan), done, milestones,
    completed_on. The most behind first, then who completed, then those of whom nothing can be said.
    """
    organisations, way = chosen(question)
    rows = frame(
        question,
        select(*named(organisations), way.c.status, way.c.days_ahead, way.c.done, way.c.milestones, way.c.completed_on)
        .join(way, way.c.organisation == organisations.c.organisation)
        .where(organisations.c.cohort.is_not(None))
        .order_by(
            way.c.days_ahead.is_(None),
            way.c.status == "completed",
            way.c.days_ahead,
            organisations.c.name,
            organisations.c.organisation,
        ),
    )
    return protect(rows, question)


@once
def statuses(question: Question) -> PublishableFrame:
    """How many organisations in the accelerator have which status; only those that occur.

    Columns: status (one of STATUSES), organisations (a number of them).
    """
    organisations, way = chosen(question)
    rows = frame(
        question,
        select(way.c.status, func.count().label("organisations"))
        .join(organisations, organisations.c.organisation == way.c.organisation)
        .where(organisations.c.cohort.is_not(None))
        .group_by(way.c.status)
        .order_by(way.c.status),
    )
    return protect(rows, question)
