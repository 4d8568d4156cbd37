"""What an organisation contributes to the programme's indicators."""

from __future__ import annotations

from sqlalchemy import func, select

from data_access import catalogue
from data_access.models import ledger
from data_access.protection import PublishableFrame, protect
from data_access.queries.organisation.access import allow
from data_access.queries.rows import frame
from data_access.question import Question
from data_access.viewer import Role


def indicators(question: Question, code: str) -> PublishableFrame:
    """One row for each indicator that the organisation contributes to, in the catalogue's order.

    Columns: indicator (its code), amount, last_on (the day of its latest entry).
    Indicators that also count people of the peer network are left out: beside the number of the organisation's
    own participants, who is missing there would tell who is known from the network. An organisation's own people get
    none that rest on answers: an employer would read off what the few of its staff have said who attended.
    """
    allow(question, code)
    rows = frame(
        question,
        select(
            ledger.c.indicator,
            func.sum(ledger.c.amount).label("amount"),
            func.max(ledger.c.counted_on).label("last_on"),
        )
        .where(
            ledger.c.programme_id == question.programme.id,
            ledger.c.organisation == code,
            ledger.c.measure == "value",
            ledger.c.left_out.is_(None),
            ledger.c.counted_on <= question.as_of,
            ledger.c.indicator.in_(shown(question.viewer.role)),
        )
        .group_by(ledger.c.indicator),
    )
    order = {indicator: place for place, indicator in enumerate(catalogue.codes())}
    return protect(rows.sort_values("indicator", key=lambda codes: codes.map(order)), question)


def shown(role: Role) -> list[str]:
    """The indicators that count nobody because of the network, nor for the organisation what somebody answered."""
    return [
        code
        for code, indicator in catalogue.indicators().items()
        if not indicator.touches_network and not (role is Role.ORGANISATION and indicator.survey)
    ]
