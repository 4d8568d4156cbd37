"""What parts of the programme contributed to a value."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import pandas as pd
from sqlalchemy import ColumnElement, case, func, literal_column

from data_access.identities import NETWORK
from data_access.ledger import BOTH_REGISTERS
from data_access.models import ledger
from data_access.protection import PublishableFrame, names, protect
from data_access.queries.indicators.named import named
from data_access.queries.indicators.scope import Scope, asked
from data_access.queries.rows import current_rows, frame
from data_access.question import Question
from data_access.viewer import Forbidden, Role


class By(StrEnum):
    """What a value can be taken apart by."""

    PERIOD = "period"
    COHORT = "cohort"
    SECTOR = "sector"
    REGION = "region"
    SESSION_KIND = "session_kind"


def contribution(question: Question, code: str, by: By) -> PublishableFrame:
    """The value by period, cohort, sector, region or kind of session. Columns: part (a code), value. One query.

    ``part`` is empty for what belongs to none: days outside all periods, the network and other entries without an
    organisation or session, and the difference that makes persons of both registers count once, which lessens it.
    By kind of session, restricted readers get that difference within what the network contributed: beside it, it would
    follow from the views in which the two are one.
    Raises Forbidden where there is no such indicator, and for a financier who asks otherwise than by period: of
    single entries they see what names an organisation, and could count its people.
    """
    asked(code)
    scope = Scope(question)
    if question.viewer.role is Role.FINANCIER and by is not By.PERIOD:
        raise Forbidden(by)
    periods = current_rows(question, "periods")
    part = _part(question, scope, by) if by is not By.PERIOD else periods.c.period
    statement = scope.counted(part.label("part"), func.sum(ledger.c.amount).label("value"))
    if by is By.PERIOD:
        within = ledger.c.counted_on.between(periods.c.starts_on, periods.c.ends_on)
        begins = func.min(periods.c.starts_on)
        # Not by the entries: their order would say when those outside of all periods began, whether hidden or not.
        statement = statement.outerjoin(periods, within).order_by(begins.is_(None), begins)
    else:
        statement = statement.order_by(part.is_(None), part)
    if by in (By.SECTOR, By.REGION):
        listed = scope.organisations
        statement = statement.outerjoin(listed, listed.c.organisation == ledger.c.organisation)
    rows = frame(question, statement.where(ledger.c.indicator == code, ledger.c.measure == "value").group_by(part))
    rows = _with_hidden(rows, question, code, by)
    called = named(rows.assign(code=code), question, _measure(by), _days(question, rows, by), parts=rows["part"])
    return protect(rows, question, named={"value": called})


def _measure(by: By) -> str:
    return names.PERIOD if by is By.PERIOD else str(by)


def _with_hidden(rows: pd.DataFrame, question: Question, code: str, by: By) -> pd.DataFrame:
    """``rows`` and, in their order, the parts with nobody whose number is hidden: a missing row would say so."""
    ends = [period.ends_on for period in question.programme.periods if period.ends_on <= question.as_of]
    days = {*ends, question.as_of} if by is By.PERIOD else {question.as_of}
    hidden = {part or None for day in days for part in question.release.parts_hidden(code, _measure(by), day)}
    more = hidden - {None if pd.isna(part) else part for part in rows["part"]}
    if not question.viewer.restricted or not more:
        return rows
    every = pd.concat([rows, pd.DataFrame({"part": list(more), "value": 0.0}).astype({"part": "object"})])
    order = {period.code: at for at, period in enumerate(question.programme.periods)}
    return every.sort_values("part", key=lambda part: part.map(lambda one: order.get(one, one)), ignore_index=True)


def _days(question: Question, rows: pd.DataFrame, by: By) -> pd.Series[date] | date:
    """The day by which each part is counted: what a period contributed is the same on every later day."""
    if by is not By.PERIOD:
        return question.as_of
    ends = {period.code: period.ends_on for period in question.programme.periods}
    return pd.Series([ends.get(part, question.as_of) for part in rows["part"]], index=rows.index, dtype="object")


def _part(question: Question, scope: Scope, by: By) -> ColumnElement[str]:
    if by is By.COHORT:
        return ledger.c.cohort
    if by is not By.SESSION_KIND:
        return scope.organisations.c[str(by)]
    kind: ColumnElement[str] = ledger.c.session_kind
    if not question.viewer.restricted:
        return kind
    # As releases have it: what makes persons of both registers count once is taken for the network's, even where no
    # session of the network counts.
    # Not a parameter: PostgreSQL would take that of the group for another one.
    return case((ledger.c.unit == BOTH_REGISTERS, literal_column(f"'{NETWORK}'")), else_=kind)
