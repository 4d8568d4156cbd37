"""The programme at a glance: how much there was, what changed, what happened when."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import func, select

from data_access.protection import PublishableFrame, names, protect
from data_access.queries.buckets import HALF_YEARS, MONTHS
from data_access.queries.indicators.figures import facts
from data_access.queries.indicators.named import named
from data_access.queries.organisations.roster import taking_part
from data_access.queries.rows import current_rows, frame
from data_access.question import Question


def participation(question: Question) -> PublishableFrame:
    """How much there was, whether or not people were registered.

    One row; columns: organisations (that took part), sessions (held). One query.
    """
    session, organisation = current_rows(question, "sessions"), taking_part(question)
    held = select(func.count()).where(session.c.status == "held", session.c.held_on <= question.as_of)
    statement = select(
        select(func.count()).select_from(organisation).scalar_subquery().label("organisations"),
        held.scalar_subquery().label("sessions"),
    )
    return protect(frame(question, statement), question)


def changes(question: Question) -> PublishableFrame:
    """The indicators known both now and at the end of the last period closed before the question's day.

    Columns: code, value, previous, previous_on, change (value less previous). Four queries.
    """
    rows = pd.DataFrame(facts(question))[["code", "value", "previous", "previous_on"]]
    rows = rows[rows["value"].notna() & rows["previous"].notna()].reset_index(drop=True)
    rows["change"] = rows["value"] - rows["previous"]
    called = {
        "value": named(rows, question, names.VALUE, question.as_of),
        "previous": named(rows, question, names.VALUE, rows["previous_on"]),
    }
    return protect(rows, question, named=called, follows={"change": ("value", "previous")})


def sessions(question: Question) -> PublishableFrame:
    """Sessions held so far by kind: one row for each month (half-year, for readers of closed periods only).

    Columns: ends_on (the last day of the step, at most the question's day), training, mentoring, network, event
    (cumulative numbers of held sessions). From the first step with a session to the question's day, or to the
    programme's end if nothing was held after it. One query.
    """
    steps = HALF_YEARS if question.viewer.restricted else MONTHS
    session = current_rows(question, "sessions")
    number = steps.number(session.c.held_on)
    counted = frame(
        question,
        select(number.label("step"), session.c.kind, func.count().label("sessions"))
        .where(session.c.status == "held", session.c.held_on <= question.as_of)
        .group_by(number, session.c.kind),
    )
    kinds = ["training", "mentoring", "network", "event"]
    if counted.empty:
        return protect(pd.DataFrame(columns=["ends_on", *kinds]), question)
    wide = counted.pivot_table(index="step", columns="kind", values="sessions", aggfunc="sum")
    until = min(question.as_of, question.programme.ends_on)
    every = range(int(wide.index.min()), max(int(wide.index.max()), steps.of(until)) + 1)
    rows = wide.reindex(index=every, columns=kinds).fillna(0).cumsum().astype(int)
    ends = [min(steps.ends_on(step), question.as_of) for step in every]
    return protect(rows.assign(ends_on=ends)[["ends_on", *kinds]].reset_index(drop=True), question)


def events(question: Question) -> PublishableFrame:
    """What happened on the way, by the question's day. Columns: on, text_fi, text_sv, text_en. One query."""
    mark = current_rows(question, "annotations")
    columns = (mark.c.on, mark.c.text_fi, mark.c.text_sv, mark.c.text_en)
    return protect(
        frame(question, select(*columns).where(mark.c.on <= question.as_of).order_by(mark.c.on, mark.c.id)), question
    )
