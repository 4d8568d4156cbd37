"""Where reports stand: one of each reporting period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Row, select

from data_access.models import report_steps, report_versions
from data_access.protection import PublishableFrame, protect
from data_access.queries.rows import frame
from data_access.question import Period, Question
from data_access.reports.states import LEADS_TO, State, Step, open_to
from data_access.viewer import Forbidden


@dataclass(frozen=True)
class Standing:
    """Where the report of ``period`` stands for the viewer who asks.

    ``version`` and ``hash``: of the last version that the viewer may see, None while there is none. ``last_step``: the
    number of the last step, 0 before the first. ``open``: the steps that the viewer may take now.
    ``overdue``: days by which it is late, negative until it is due; None where no day is set or it is handed in.
    """

    period: Period
    state: State
    version: int | None
    hash: str | None
    last_step: int
    open: Sequence[Step]
    overdue: int | None


def standing(question: Question, period: str) -> Standing:
    """The standing of one report. One query. Raises Forbidden where there is no such period, or for an organisation."""
    for one in standings(question):
        if one.period.code == period:
            return one
    raise Forbidden(period)


def standings(question: Question) -> Sequence[Standing]:
    """The standing of each period's report, first period first. One query. Raises Forbidden for an organisation."""
    taken: dict[str, list[Row[Any]]] = {}
    for row in question.connection.execute(_steps(question)):
        taken.setdefault(row.period, []).append(row)
    return [_standing(question, period, taken.get(period.code, [])) for period in question.programme.periods]


def listing(question: Question) -> PublishableFrame:
    """The reports, a row for each period, first period first. Raises Forbidden for an organisation. One query.

    Columns: period, starts_on, ends_on, due_on, state (see ``State``), version, hash, taken_on (the day of the last
    step; these five empty before the first), overdue (days; negative: days left; empty: no day set, or handed in).
    """
    known = standings(question)
    days = {row.period: row.taken_at.date() for row in question.connection.execute(_steps(question))}
    rows = [
        {
            "period": one.period.code,
            "starts_on": one.period.starts_on,
            "ends_on": one.period.ends_on,
            "due_on": one.period.report_due_on,
            "state": one.state,
            "version": one.version,
            "hash": one.hash,
            "taken_on": days.get(one.period.code),
            "overdue": one.overdue,
        }
        for one in known
    ]
    return protect(pd.DataFrame(rows).astype({"version": "object", "overdue": "object"}), question)


def steps(question: Question, period: str) -> PublishableFrame:
    """What was done to the report, first to last. Raises Forbidden for an organisation. One query.

    Columns: number, step (see ``Step``), version, taken_at, taken_by, comment, hash (of the version).
    """
    rows = frame(question, _steps(question).where(report_steps.c.period == period))
    return protect(rows.drop(columns="period"), question)


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


def _standing(question: Question, period: Period, taken: Sequence[Row[Any]]) -> Standing:
    last = taken[-1] if taken else None
    state = LEADS_TO[Step(last.step)] if last else State.NOT_STARTED
    return Standing(
        period=period,
        state=state,
        version=last.version if last else None,
        hash=last.hash if last else None,
        last_step=last.number if last else 0,
        open=_open(question, period, state),
        overdue=_overdue(period, state, question.today),
    )


def _open(question: Question, period: Period, state: State) -> Sequence[Step]:
    return open_to(question.viewer.role, state) if period.ends_on < question.today else ()


def _overdue(period: Period, state: State, today: date) -> int | None:
    if period.report_due_on is None or state in (State.SUBMITTED, State.APPROVED):
        return None
    return (today - period.report_due_on).days
