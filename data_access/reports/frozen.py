"""One version of a report as it was frozen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Row, Select, select

from data_access.models import report_steps, report_versions
from data_access.question import Period, Question
from data_access.reports.states import Step
from data_access.viewer import Forbidden


@dataclass(frozen=True)
class Frozen:
    """A version of the report of ``period``: what was known with delivery ``data_version`` as of ``as_of``.

    ``hash``: SHA-256 over ``text``, which is JSON; see ``data_access.reports.content`` for what stands in it.
    """

    period: str
    version: int
    as_of: date
    data_version: int
    prepared_at: datetime
    prepared_by: str
    hash: str
    text: str

    @cached_property
    def content(self) -> Mapping[str, Any]:
        """What was frozen, days as text (2026-06-30)."""
        found: Mapping[str, Any] = json.loads(self.text)
        return found


def frozen(question: Question, period: str, version: int | None = None) -> Frozen:
    """The version of the period's report, or the last one. One query.

    Raises Forbidden where there is none, for an organisation, and for a version that the viewer may not see: who
    does not prepare reports sees those that were submitted.
    """
    found = latest(question, period, version)
    if found is None:
        raise Forbidden(period)
    return found


def latest(question: Question, period: str, version: int | None = None) -> Frozen | None:
    """As ``frozen``, but None where there is no such version. Raises Forbidden for an organisation."""
    if question.viewer.organisation is not None:
        raise Forbidden("reports")
    one = report_versions.c
    wanted = select(report_versions).where(one.programme_id == question.programme.id, one.period == period)
    if version is not None:
        wanted = wanted.where(one.version == version)
    if question.viewer.restricted:
        wanted = wanted.where(one.version.in_(_submitted(question, period)))
    row = question.connection.execute(wanted.order_by(one.version.desc()).limit(1)).one_or_none()
    return None if row is None else _frozen(row)


def before(question: Question, as_of: date) -> Frozen | None:
    """The report submitted last of those on an earlier day than ``as_of``. One query."""
    one, step = report_versions.c, report_steps.c
    earlier = _with_submissions(question).where(one.as_of < as_of)
    last = earlier.order_by(one.as_of.desc(), step.number.desc()).limit(1)
    row = question.connection.execute(last).one_or_none()
    return None if row is None else _frozen(row)


def handed_in(question: Question) -> Mapping[str, Frozen]:
    """By period the version of its report that was submitted last. One query."""
    submitted = _with_submissions(question).order_by(report_steps.c.number)
    return {row.period: _frozen(row) for row in question.connection.execute(submitted)}


def period_of(text: str) -> Period:
    """The reporting period as it was when the content in ``text`` was frozen."""
    told = json.loads(text)["period"]
    days = {name: told[name] and date.fromisoformat(told[name]) for name in ("starts_on", "ends_on", "report_due_on")}
    return Period(told["code"], **days)


def _with_submissions(question: Question) -> Select[Any]:
    """The versions that were submitted, each as often as it was."""
    one, step = report_versions.c, report_steps.c
    same = (step.programme_id == one.programme_id) & (step.period == one.period) & (step.version == one.version)
    return (
        select(report_versions)
        .join(report_steps, same)
        .where(one.programme_id == question.programme.id, step.step == str(Step.SUBMIT))
    )


def _submitted(question: Question, period: str) -> Any:
    step = report_steps.c
    return select(step.version).where(
        step.programme_id == question.programme.id, step.period == period, step.step == str(Step.SUBMIT)
    )


def _frozen(row: Row[Any]) -> Frozen:
    known = row._mapping  # noqa: SLF001 - SQLAlchemy's own name for what is public
    names = ("period", "version", "as_of", "data_version", "prepared_at", "prepared_by", "hash")
    return Frozen(**{name: known[name] for name in names}, text=known["content"])
