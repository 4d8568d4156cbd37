"""Where reports stand: one of each reporting period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Row, select, tuple_

from data_access.models import report_steps, report_versions
from data_access.place import day_of
from data_access.protection import PublishableFrame, protect
from data_access.queries.rows import frame
from data_access.question import Period, Question
from data_access.reports.frozen import period_of
from data_access.reports.states import LEADS_TO, State, Step, open_to
from data_access.viewer import Forbidden

Taken = Mapping[str, Sequence[Row[Any]]]  # the steps of each period's report, first to last


@dataclass(frozen=True)
class Standing:
    """Where the report of ``period`` stands for the viewer who asks.

    ``version`` and ``hash``: of the last version that the viewer may see, None while there is none. ``last_step``: the
    number of the last step, 0 before the first. ``open``: the steps that the viewer may take now.
    ``overdue``: days by which it is late, negative until it is due; None where no day is set or it is handed in.
    ``current``: whether the period is among those delivered; where it is no more, it is as it was frozen.
    """

    period: Period
    state: State
    version: int | None
    hash: str | None
    last_step: int
    open: Sequence[Step]
    overdue: int | None
    current: bool


def standing(question: Question, period: str) -> Standing:
    """The standing of one report. Queries as ``standings``. Raises Forbidden as that, and for an unknown period."""
    for one in standings(question):
        if one.period.code == period:
            return one
    raise Forbidden(period)


def standings(question: Question) -> Sequence[Standing]:
    """The standing of each report, in the order of the periods: of those delivered, and of others once reported on.

    One query, a second where a period with a report is no longer delivered. Raises Forbidden for an organisation.
    """
    return _standings(question, _taken(question))


def listing(question: Question) -> PublishableFrame:
    """The reports, a row for each in the order of ``standings``. Queries and Forbidden as there.

    Columns: period, starts_on, ends_on, due_on, state (see ``State``), version, hash, taken_on (the day of the last
    step; these three empty before the first), overdue (days; negative: days left; empty: no day set, or handed in).
    """
    taken = _taken(question)
    rows = [
        {
            "period": one.period.code,
            "starts_on": one.period.starts_on,
            "ends_on": one.period.ends_on,
            "due_on": one.period.report_due_on,
            "state": one.state,
            "version": one.version,
            "hash": one.hash,
            "taken_on": day_of(taken[one.period.code][-1].taken_at) if one.last_step else None,
            "overdue": one.overdue,
        }
        for one in _standings(question, taken)
    ]
    return protect(pd.DataFrame(rows, dtype="object"), question)


def steps(question: Question, period: str) -> PublishableFrame:
    """What was done to the report, first to last. Raises Forbidden for an organisation. One query.

    Columns: number, step (see ``Step``), version, taken_at (in UTC), taken_by, comment, hash (of the version).
    """
    rows = frame(question, _steps(question).where(report_steps.c.period == period))
    return protect(rows.drop(columns="period"), question)


def _taken(question: Question) -> Taken:
    taken: dict[str, list[Row[Any]]] = {}
    for row in question.connection.execute(_steps(question)):
        taken.setdefault(row.period, []).append(row)
    return taken


def _steps(question: Question) -> Any:
    """The steps that the viewer may know of: versions never handed in are the project's own affair."""
    if question.viewer.organisation is not None:
        raise Forbidden("reports")
    step, version = report_steps.c, report_versions.c
    same = (version.programme_id == step.programme_id) & (version.period == step.period)
    wanted = (
        select(
            step.number, step.period, step.step, step.version, step.taken_at, step.taken_by, step.comment, version.hash
        )
        .join(report_versions, same & (version.version == step.version))
        .where(step.programme_id == question.programme.id)
        .order_by(step.number)
    )
    if question.viewer.restricted:
        wanted = wanted.where(step.step != str(Step.PREPARE))
    return wanted


def _standings(question: Question, taken: Taken) -> Sequence[Standing]:
    delivered = {period.code for period in question.programme.periods}
    periods = [*question.programme.periods, *_gone(question, taken, delivered)]
    return [
        _standing(question, period, taken.get(period.code, ()), current=period.code in delivered)
        for period in sorted(periods, key=lambda period: period.starts_on)
    ]


def _gone(question: Question, taken: Taken, delivered: set[str]) -> Sequence[Period]:
    """The periods reported on that are no longer delivered, as they were frozen last. One query where there are any."""
    last = [(code, rows[-1].version) for code, rows in taken.items() if code not in delivered]
    if not last:
        return ()
    one = report_versions.c
    wanted = select(one.content).where(
        one.programme_id == question.programme.id, tuple_(one.period, one.version).in_(last)
    )
    return [period_of(text) for text in question.connection.execute(wanted).scalars()]


def _standing(question: Question, period: Period, taken: Sequence[Row[Any]], *, current: bool) -> Standing:
    last = taken[-1] if taken else None
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
        overdue=_overdue(period, state, question.today),
        current=current,
    )


def _overdue(period: Period, state: State, today: date) -> int | None:
    if period.report_due_on is None or state in (State.SUBMITTED, State.APPROVED):
        return None
    return (today - period.report_due_on).days
