"""What was submitted to the financier, against what the records give today for the same day."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select

from data_access.models import ledger
from data_access.protection import PublishableFrame, protect
from data_access.queries.indicators.knowledge import lacking
from data_access.queries.indicators.scope import asked
from data_access.queries.rows import current_rows, frame
from data_access.question import Question
from data_access.viewer import Forbidden, Role


def reported(question: Question, code: str) -> PublishableFrame:
    """The figures of the sheet ``reported`` beside those of the ledger as of the period's end.

    One row per period that had ended by the question's day and per cell submitted for it, first period
    first, the total before its cells; of several submissions the latest. Columns: period, ends_on,
    submitted_on (may be empty), gender, age_group (both empty: the total), submitted, recomputed (empty
    where nothing was delivered that it rests on), difference (recomputed less submitted), basis (the
    smaller of the two that is not 0).
    Figures are submitted for the whole programme, so the question's filters do not narrow them.
    Raises Forbidden for an organisation and where there is no such indicator. Two queries.
    """
    indicator = asked(code)
    if question.viewer.role is Role.ORGANISATION:
        raise Forbidden(code)
    rows = frame(question, _comparison(_latest(question, code), _sums(question, code)))
    if code in lacking(question):
        rows["recomputed"] = float("nan")
    rows = rows.assign(
        difference=rows["recomputed"] - rows["submitted"],
        basis=rows[["submitted", "recomputed"]].replace(0.0, None).astype("float64").min(axis=1),
    )
    rows = rows.reset_index(drop=True)
    of_cells = rows["gender"].notna() | rows["age_group"].notna()
    # The financier must have totals exact (design: *Privacy*).
    small = of_cells if question.viewer.role is Role.FINANCIER else True
    return protect(
        rows,
        question,
        counts=("basis",),
        follows=dict.fromkeys(("submitted", "recomputed", "difference"), "basis"),
        # The cells of a period add up to its total, which is shown.
        totals=rows["period"].where(of_cells),
        people=small & indicator.counts_persons,
        network=indicator.of_network_alone,
    )


def _latest(question: Question, code: str) -> Subquery:
    """The last submission of each cell of each period that had ended, with ``place`` 1."""
    figures, periods = current_rows(question, "reported"), current_rows(question, "periods")
    cell = (figures.c.period, figures.c.gender, figures.c.age_group)
    # A submission without a day comes before those that have one.
    latest_first = (figures.c.submitted_on.is_(None), figures.c.submitted_on.desc(), figures.c.id.desc())
    return (
        select(
            *cell,
            figures.c.submitted_on,
            figures.c.value.label("submitted"),
            periods.c.ends_on,
            func.row_number().over(partition_by=cell, order_by=latest_first).label("place"),
        )
        .join(periods, periods.c.period == figures.c.period)
        .where(figures.c.indicator == code, periods.c.ends_on <= question.as_of)
        .where(or_(figures.c.submitted_on.is_(None), figures.c.submitted_on <= question.today))
        .subquery("latest")
    )


def _sums(question: Question, code: str) -> Subquery:
    """What the ledger holds by the end of each period, by gender and age group (empty where unknown)."""
    periods = current_rows(question, "periods")
    return (
        select(periods.c.period, ledger.c.gender, ledger.c.age_group, func.sum(ledger.c.amount).label("amount"))
        .join(ledger, ledger.c.counted_on <= periods.c.ends_on)
        .where(ledger.c.programme_id == question.programme.id, ledger.c.indicator == code)
        .where(ledger.c.measure == "value", ledger.c.left_out.is_(None))
        .group_by(periods.c.period, ledger.c.gender, ledger.c.age_group)
        .subquery("sums")
    )


def _comparison(latest: Subquery, sums: Subquery) -> Select[Any]:
    columns = (latest.c.period, latest.c.ends_on, latest.c.submitted_on, latest.c.gender, latest.c.age_group)
    return (
        select(*columns, latest.c.submitted, func.coalesce(func.sum(sums.c.amount), 0.0).label("recomputed"))
        .outerjoin(sums, and_(sums.c.period == latest.c.period, _in_cell(latest, sums)))
        .where(latest.c.place == 1)
        .group_by(*columns, latest.c.submitted)
        .order_by(latest.c.ends_on, latest.c.gender.is_not(None), latest.c.gender, latest.c.age_group)
    )


def _in_cell(latest: Subquery, sums: Subquery) -> ColumnElement[bool]:
    """Whether a sum belongs to the cell: those with gender or age group unknown are in the total alone."""
    total = and_(latest.c.gender.is_(None), latest.c.age_group.is_(None))
    complete = and_(sums.c.gender.is_not(None), sums.c.age_group.is_not(None))
    same = [or_(latest.c[name].is_(None), latest.c[name] == sums.c[name]) for name in ("gender", "age_group")]
    return or_(total, and_(complete, *same))
