"""What parts of the programme contributed to a value."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd
from sqlalchemy import ColumnElement, case, func, literal_column

from data_access.catalogue import Indicator
from data_access.identities import NETWORK
from data_access.ledger import BOTH_REGISTERS
from data_access.models import ledger
from data_access.protection import PublishableFrame, protect
from data_access.queries.indicators.scope import Scope, asked
from data_access.queries.rows import current_rows, frame
from data_access.question import Question


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
    Raises Forbidden where there is no such indicator.
    """
    indicator, scope = asked(code), Scope(question)
    periods = current_rows(question, "periods")
    part = _part(question, indicator, scope, by) if by is not By.PERIOD else periods.c.period
    statement = scope.counted(part.label("part"), func.sum(ledger.c.amount).label("value"))
    if by is By.PERIOD:
        within = ledger.c.counted_on.between(periods.c.starts_on, periods.c.ends_on)
        statement = statement.outerjoin(periods, within).order_by(func.min(ledger.c.counted_on))
    else:
        statement = statement.order_by(part.is_(None), part)
    if by in (By.SECTOR, By.REGION):
        listed = scope.organisations
        statement = statement.outerjoin(listed, listed.c.organisation == ledger.c.organisation)
    rows = frame(question, statement.where(ledger.c.indicator == code, ledger.c.measure == "value").group_by(part))
    return protect(
        rows,
        question,
        counts=("value",) if indicator.counts_persons else (),
        network=indicator.touches_network,
        totals=pd.Series(code, index=rows.index),
    )


def _part(question: Question, indicator: Indicator, scope: Scope, by: By) -> ColumnElement[str]:
    if by is By.COHORT:
        return ledger.c.cohort
    if by is not By.SESSION_KIND:
        return scope.organisations.c[str(by)]
    kind: ColumnElement[str] = ledger.c.session_kind
    if not (question.viewer.restricted and NETWORK in indicator.conditions.session_kinds):
        return kind
    # Not a parameter: PostgreSQL would take that of the group for another one.
    return case((ledger.c.unit == BOTH_REGISTERS, literal_column(f"'{NETWORK}'")), else_=kind)
