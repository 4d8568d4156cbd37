"""Where reports stand: one of each reporting period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Row, or_, select, tuple_

from data_access.models import report_versions
from data_access.place import day_of
from data_access.protection import PublishableFrame, protect
from data_access.queries.rows import current_rows
from data_access.question import Period, Question
from data_access.reports.frozen import period_of
from data_access.reports.states import LEADS_TO, State, Step, open_to
from data_access.reports.steps import Taken, taken
from data_access.viewer import Forbidden

ANNOUNCED_DAYS = 30  # a report is announced a month ahead: time to mend what its checks find


@dataclass(frozen=True)
class Standing:
    """Where the report of ``period`` stands for the viewer who asks.

    ``version`` and ``hash``: of the last version that the viewer may see, None while there is none. ``last_step``: the
    number of the last step, 0 before the first. ``open``: the steps that the viewer may take now.
    ``overdue``: days by which it is late, negative until it is due; None where no day is set, where it is handed in or
    was by that day, and where that was ``elsewhere``: there is no report, but the sheet ``reported`` has figures of the
    period.
    ``current``: whether the period is among those delivered; where it is no more, it is as it was frozen.
    """

    period: Period
    state: State
    version: int | None
    hash: str | None
    last_step: int
    open: Sequence[Step]
    overdue: int | None
    elsewhere: bool
    current: bool


def standing(question: Question, period: str) -> Standing:
    """The standing of one report. Queries as ``standings``. Raises Forbidden as that, and for an unknown period."""
    for one in standings(question):
        if one.period.code == period:
            return one
    raise Forbidden(period)


def standings(question: Question) -> Sequence[Standing]:
    """The standing of each report, in the order of the periods: of those delivered, and of others once reported on.

    Two queries, a third where a period with a report is no longer delivered. Raises Forbidden for an organisation.
    """
    return _standings(question, taken(question))


def listing(question: Question) -> PublishableFrame:
    """The reports, a row for each in the order of ``standings``. Queries and Forbidden as there.

    Columns: period, starts_on, ends_on, due_on, state (see ``State``), version, hash, taken_on (the day of the last
    step; these three empty before the first), overdue (days; negative: days left; empty as in ``Standing``).
    """
    known = taken(question)
    rows = [
        {
            "period": one.period.code,
            "starts_on": one.period.starts_on,
            "ends_on": one.period.ends_on,
            "due_on": one.period.report_due_on,
            "state": one.state,
            "version": one.version,
            "hash": one.hash,
            "taken_on": day_of(known[one.period.code][-1].taken_at) if one.last_step else None,
            "overdue": one.overdue,
        }
        for one in _standings(question, known)
    ]
    return protect(pd.DataFrame(rows, dtype="object"), question)


def _standings(question: Question, known: Taken) -> Sequence[Standing]:
    delivered = {period.code for period in question.programme.periods}
    periods = [*question.programme.periods, *_gone(question, known, delivered)]
    elsewhere = _reported(question) - known.keys()
    return [
        _standing(
            question,
            period,
            known.get(period.code, ()),
            elsewhere=period.code in elsewhere,
            current=period.code in delivered,
        )
        for period in sorted(periods, key=lambda period: period.starts_on)
    ]


def _gone(question: Question, known: Taken, delivered: set[str]) -> Sequence[Period]:
    """The periods reported on that are no longer delivered, as they were frozen last. One query where there are any."""
    last = [(code, rows[-1].version) for code, rows in known.items() if code not in delivered]
    if not last:
        return ()
    one = report_versions.c
    wanted = select(one.content).where(
        one.programme_id == question.programme.id, tuple_(one.period, one.version).in_(last)
    )
    return [period_of(text) for text in question.connection.execute(wanted).scalars()]


def _reported(question: Question) -> set[str]:
    """The periods of which figures were recorded as submitted by today. One query."""
    figure = current_rows(question, "reported").c
    by_now = or_(figure.submitted_on.is_(None), figure.submitted_on <= question.today)
    return set(question.connection.execute(select(figure.period).distinct().where(by_now)).scalars())


def _standing(
    question: Question, period: Period, steps: Sequence[Row[Any]], *, elsewhere: bool, current: bool
) -> Standing:
    last = steps[-1] if steps else None
    state = LEADS_TO[Step(last.step)] if last else State.NOT_STARTED
    ready = current and period.ends_on < question.today
    return Standing(
        period=period,
        state=state,
        version=last.version if last else None,
        hash=last.hash if last else None,
        last_step=last.number if last else 0,
        # What was prepared once can go on its way whatever is delivered meanwhile.
        open=[step for step in open_to(question.viewer.role, state) if ready or step is not Step.PREPARE],
        overdue=None if elsewhere else _overdue(period, state, steps, question.today),
        elsewhere=elsewhere,
        current=current,
    )


def _overdue(period: Period, state: State, steps: Sequence[Row[Any]], today: date) -> int | None:
    due = period.report_due_on
    # Who handed it in by the day it was due is not late when it is returned.
    in_time = due is not None and any(one.step == str(Step.SUBMIT) and day_of(one.taken_at) <= due for one in steps)
    if due is None or in_time or state in (State.SUBMITTED, State.APPROVED):
        return None
    return (today - due).days
