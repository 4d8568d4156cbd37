"""What was submitted to the financier, against what the records give today for the same day."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, ScalarSelect, Select, Subquery, and_, case, func, or_, select

from data_access.catalogue import codes
from data_access.models import deliveries, ledger
from data_access.protection import PublishableFrame
from data_access.queries.days import days_later
from data_access.queries.indicators.grounds import explained, protected
from data_access.queries.indicators.knowledge import lacking
from data_access.queries.indicators.scope import asked
from data_access.queries.rows import current_rows, frame
from data_access.question import Question
from data_access.viewer import Forbidden, Role


def reported(question: Question, code: str) -> PublishableFrame:
    """The figures of the sheet ``reported`` beside those of the ledger as of the period's end.

    One row per period that had ended by the question's day and per cell submitted for it, first period
    first, the total before its cells; of several submissions the latest. Columns: code, period, ends_on,
    submitted_on (may be empty), gender, age_group (both empty: the total), submitted, recomputed (empty
    where nothing was delivered that it rests on), difference (recomputed less submitted), and those of ``explained``.
    Figures are submitted for the whole programme, so the question's filters do not narrow them.
    Raises Forbidden for an organisation and where there is no such indicator. Two queries.
    """
    return protected(explained(compared(question, code=asked(code).code)), question)


def compared(question: Question, *, code: str | None = None, period: str | None = None) -> pd.DataFrame:
    """The rows of ``reported``, not protected and not explained, of one indicator or all, one period or all.

    Beside them: delivery (that stood on the day of submission; empty where none did or the day is unknown), came (the
    sum of the entries that have come since). In the order of periods and of the catalogue. Two queries.
    """
    if question.viewer.role is Role.ORGANISATION:
        raise Forbidden("reported")
    rows = frame(question, _comparison(_latest(question, code, period), _sums(question, code)))
    unknown = rows["code"].isin(list(lacking(question)))
    rows[["recomputed", "came"]] = rows[["recomputed", "came"]].astype("float64").mask(unknown)
    rows["difference"] = rows["recomputed"] - rows["submitted"]
    place = {one: at for at, one in enumerate(codes())}
    return rows.sort_values("code", key=lambda code: code.map(place), kind="stable").sort_values(
        "ends_on", kind="stable", ignore_index=True
    )


def _latest(question: Question, code: str | None, period: str | None) -> Subquery:
    """The last submission of each cell of each period that had ended, with ``place`` 1."""
    figures, periods = current_rows(question, "reported"), current_rows(question, "periods")
    cell = (figures.c.indicator, figures.c.period, figures.c.gender, figures.c.age_group)
    # A submission without a day comes before those that have one.
    latest_first = (figures.c.submitted_on.is_(None), figures.c.submitted_on.desc(), figures.c.id.desc())
    wanted: list[ColumnElement[bool]] = [figures.c.indicator.in_(codes() if code is None else (code,))]
    if period is not None:
        wanted.append(figures.c.period == period)
    return (
        select(
            *cell,
            figures.c.submitted_on,
            figures.c.value.label("submitted"),
            periods.c.ends_on,
            _stood(question, figures).label("delivery"),
            func.row_number().over(partition_by=cell, order_by=latest_first).label("place"),
        )
        .join(periods, periods.c.period == figures.c.period)
        .where(*wanted, periods.c.ends_on <= question.as_of)
        .where(or_(figures.c.submitted_on.is_(None), figures.c.submitted_on <= question.today))
        .subquery("latest")
    )


def _stood(question: Question, figures: Subquery) -> ScalarSelect[int]:
    """The last delivery of the day of submission or before."""
    before = deliveries.c.loaded_at < days_later(figures.c.submitted_on, 1)
    known = select(func.max(deliveries.c.number)).where(deliveries.c.programme_id == question.programme.id, before)
    return known.correlate(figures).scalar_subquery()


def _sums(question: Question, code: str | None) -> Subquery:
    """What the ledger holds by the end of each period, by gender and age group (empty where unknown) and delivery."""
    periods = current_rows(question, "periods")
    wanted = ledger.c.indicator.in_(codes() if code is None else (code,))
    by = (periods.c.period, ledger.c.indicator, ledger.c.gender, ledger.c.age_group, ledger.c.since)
    return (
        select(*by, func.sum(ledger.c.amount).label("amount"))
        .join(ledger, ledger.c.counted_on <= periods.c.ends_on)
        .where(ledger.c.programme_id == question.programme.id, wanted)
        .where(ledger.c.measure == "value", ledger.c.left_out.is_(None))
        .group_by(*by)
        .subquery("sums")
    )


def _comparison(latest: Subquery, sums: Subquery) -> Select[Any]:
    columns = (
        latest.c.indicator.label("code"),
        *(latest.c[name] for name in ("period", "ends_on", "submitted_on", "gender", "age_group", "delivery")),
    )
    since = case((sums.c.since > latest.c.delivery, sums.c.amount), else_=0.0)
    same = and_(sums.c.period == latest.c.period, sums.c.indicator == latest.c.indicator)
    return (
        select(
            *columns,
            latest.c.submitted,
            func.coalesce(func.sum(sums.c.amount), 0.0).label("recomputed"),
            func.coalesce(func.sum(since), 0.0).label("came"),
        )
        .outerjoin(sums, and_(same, _in_cell(latest, sums)))
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
