"""Which organisations took the practices up, and how that number grew."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Executable, func, select

from data_access.models import ledger
from data_access.protection import PublishableFrame, protect
from data_access.queries.buckets import MONTHS
from data_access.queries.practices.adoptions import NAMES, TITLES, admit, history, listed, of_those_asked_for
from data_access.queries.rows import current_rows, frame
from data_access.question import Question
from data_access.viewer import Role


def curve(question: Question) -> PublishableFrame:
    """How adoption grew, one row a month, none left out: the ledger's figures at its end.

    starts_on, ends_on; organisations: that have had a practice in use (P.11); pairs: of organisation and
    practice in use then (P.12, which can fall); items: uptake outside the programme (P.13), which is never added
    to the others and does not follow the filters. No rows where none of it has happened. One query.
    """
    admit(question, Role.MANAGER, Role.STEERING)
    found = frame(question, _by_month(question))
    if found.empty:
        return protect(pd.DataFrame(columns=["starts_on", "ends_on", *_SERIES.values()]), question)
    programme = question.programme
    numbers = [MONTHS.of(programme.starts_on), MONTHS.of(min(question.as_of, programme.ends_on)), *found["number"]]
    months = MONTHS.frame(range(min(numbers), max(numbers) + 1))
    added = found.pivot_table(index="number", columns="indicator", values="amount", aggfunc="sum")
    rows = months.join(added.reindex(columns=list(_SERIES)).rename(columns=_SERIES))
    for name in _SERIES.values():
        rows[name] = rows[name].fillna(0).cumsum().astype("int64")
    return protect(rows, question)


_SERIES = {"P.11": "organisations", "P.12": "pairs", "P.13": "items"}


def _by_month(question: Question) -> Executable:
    number = MONTHS.number(ledger.c.counted_on)
    outside = ledger.c.indicator == "P.13"
    asked_for = [outside | condition for condition in of_those_asked_for(question, ledger.c.organisation)]
    return (
        select(ledger.c.indicator, number.label("number"), func.sum(ledger.c.amount).label("amount"))
        .where(
            ledger.c.programme_id == question.programme.id,
            ledger.c.indicator.in_(list(_SERIES)),
            ledger.c.measure == "value",
            ledger.c.left_out.is_(None),
            ledger.c.counted_on <= question.as_of,
            *asked_for,
        )
        .group_by(ledger.c.indicator, "number")
    )


def matrix(question: Question, *, theme: str | None = None) -> PublishableFrame:
    """Where each organisation stands with each practice it has taken up; for the manager alone.

    organisation, name, name_sv, name_en, practice, title_fi, title_sv, title_en, stage, reached_on; by name of the
    organisation. One query.
    """
    admit(question, Role.MANAGER)
    practices, organisations = listed(question, theme), current_rows(question, "organisations")
    reached = history(question)
    found = (
        select(
            reached.c.organisation,
            *(organisations.c[name] for name in NAMES),
            reached.c.practice,
            *(practices.c[name] for name in TITLES),
            reached.c.stage,
            reached.c.reached_on,
        )
        .join_from(reached, practices, practices.c.practice == reached.c.practice)
        .outerjoin(organisations, organisations.c.organisation == reached.c.organisation)
        .where(reached.c.newest == 1)
        .order_by(organisations.c.name, reached.c.organisation, reached.c.practice)
    )
    return protect(frame(question, found), question)
