"""The steps of a report as the audit log tells of them, which only grows and ties each entry to the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import select

from data_access.audit import Action
from data_access.models import audit, report_steps
from data_access.question import Question
from data_access.reports.frozen import Frozen

Trace: TypeAlias = tuple[int, int, str, str, datetime, str | None]  # number, version, step, who, when, seal


def subject(period: str) -> str:
    """What entries about the period's report are of."""
    return f"/reports/{period}"


def seal(comment: str | None) -> str | None:
    """What stands for the comment in the log, which holds nobody's words: SHA-256, nothing where nothing was said."""
    return hashlib.sha256(comment.encode()).hexdigest() if comment else None


def agrees(question: Question, report: Frozen) -> bool:
    """Whether the steps of the report are those of the log, and the version has the hash noted with them. Two queries.

    Whether the log itself still says what was written into it is for ``data_access.audit.verify`` to tell.
    """
    noted, of_version = [], set()
    told = select(audit.c.who, audit.c.at, audit.c.detail).where(
        audit.c.programme == question.programme.code,
        audit.c.action == str(Action.REPORT),
        audit.c.subject == subject(report.period),
    )
    for row in question.connection.execute(told):
        detail: Mapping[str, Any] = row.detail
        noted.append((detail["number"], detail["version"], detail["step"], row.who, row.at, detail.get("comment")))
        if detail["version"] == report.version:
            of_version.add(detail["hash"])
    return of_version == {report.hash} and sorted(noted, key=_number) == _taken(question, report.period)


def _taken(question: Question, period: str) -> list[Trace]:
    one = report_steps.c
    wanted = (
        select(one.number, one.version, one.step, one.taken_by, one.taken_at, one.comment)
        .where(one.programme_id == question.programme.id, one.period == period)
        .order_by(one.number)
    )
    return [(*row[:-1], seal(row.comment)) for row in question.connection.execute(wanted)]


def _number(trace: Trace) -> int:
    return trace[0]
