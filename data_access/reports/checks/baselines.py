"""Baselines that were set or assessed when the work had begun."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Subquery, func, select

from data_access.catalogue import codes
from data_access.checks import Check
from data_access.queries.days import days_later
from data_access.queries.rows import current_rows, frame
from data_access.question import Question
from data_access.reports.checks.finding import of

BASELINE = "baseline"  # the round of self-assessments, and the code of the milestone by which it is due


def decided(question: Question) -> pd.DataFrame:
    """Indicators whose first baseline holds from a day (``on``) after the programme's start (``until``). One query."""
    row = current_rows(question, "indicators")
    # A row without a day has held from the start.
    order = (row.c.valid_from.is_not(None), row.c.valid_from, row.c.id)
    first = (
        select(row, func.row_number().over(partition_by=row.c.indicator, order_by=order).label("place"))
        .where(row.c.baseline.is_not(None), row.c.indicator.in_(codes()))
        .subquery("first")
    )
    columns = (first.c.id.label("row_id"), first.c.indicator.label("code"), first.c.valid_from.label("on"))
    rows = frame(
        question,
        select(*columns, first.c.source, first.c.file, first.c.line)
        .where(first.c.place == 1, first.c.valid_from > question.programme.starts_on)
        .where(first.c.valid_from <= question.as_of)
        .order_by(first.c.valid_from, first.c.indicator),
    )
    rows = rows.assign(record=rows["code"])
    return of(Check.BASELINE_LATE, rows, sheet="indicators", until=question.programme.starts_on)


def assessed(question: Question) -> pd.DataFrame:
    """Baseline self-assessments dated (``on``) after the day by which they were due (``until``). One query.

    They are due with the milestone ``baseline``, else with the programme's first, in the week that it has, counted from
    the first day of the organisation's cohort; where no milestone has a week, on that day. One row for each
    organisation and source; ``row_id``: the first row of the round that is so dated.
    """
    given = _with_due_day(question)
    columns = (given.c.organisation.label("record"), given.c.source, given.c.file, given.c.until)
    first = (given.c.id.label("row_id"), given.c.line, given.c.assessed_on.label("on"))
    rows = frame(
        question,
        select(*columns, *(func.min(one).label(one.name) for one in first))
        .where(given.c.round == BASELINE, given.c.assessed_on > given.c.until)
        .where(given.c.assessed_on <= question.as_of)
        .group_by(*columns)
        .order_by(given.c.organisation, given.c.source, given.c.file),
    )
    return of(Check.ASSESSED_LATE, rows, sheet="assessments")


def _with_due_day(question: Question) -> Subquery:
    """The self-assessments of organisations with a cohort, each with the day (``until``) its baseline was due."""
    given, listed, cohort = (current_rows(question, name) for name in ("assessments", "organisations", "cohorts"))
    milestone = current_rows(question, "milestones")
    weeks = (
        select(milestone.c.due_week)
        .where(milestone.c.due_week.is_not(None))
        .order_by(milestone.c.milestone != BASELINE, milestone.c.position, milestone.c.milestone)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(given, days_later(cohort.c.starts_on, func.coalesce(weeks, 0) * 7).label("until"))
        .join(listed, listed.c.organisation == given.c.organisation)
        .join(cohort, cohort.c.cohort == listed.c.cohort)
        .subquery("given")
    )
