"""The files of reports that were handed out, as the audit log tells of them.

An entry of ``Action.FILE`` about a report has in its detail: period, version, form, language, role, sha256, bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from data_access.audit import Action
from data_access.models import audit
from data_access.protection import PublishableFrame, protect
from data_access.queries.rows import frame
from data_access.question import Question
from data_access.reports.frozen import Frozen
from data_access.viewer import Forbidden, Role


@dataclass(frozen=True)
class Copy:
    """A file of a report, ``role`` being whom it was made for; ``at``: when it was first handed out, None if never."""

    period: str
    version: int
    form: str
    language: str
    role: Role
    at: datetime | None = None


def copy(question: Question, sha256: str) -> Copy | None:
    """The file of any of the programme's reports that had this hash, whoever took it; None where there is none.

    One query. Raises Forbidden as ``copies`` does.
    """
    told = _told(question).where(_said("sha256") == sha256).order_by(audit.c.number).limit(1)
    row = question.connection.execute(told).one_or_none()
    if row is None:
        return None
    return Copy(row.period, row.version, row.form, row.language, Role(row.role), row.at)


def copies(question: Question, report: Frozen) -> PublishableFrame:
    """The files of the version that were handed out, each with its first time. One query.

    Columns: at, form, language, role, sha256, bytes, times. Of the files made for others nobody but the manager
    learns. Raises Forbidden for the steering group and for organisations.
    """
    told = _told(question).subquery("told")
    of_it = (told.c.period == report.period, told.c.version == report.version)
    mine = (told.c.role == str(question.viewer.role),) if question.viewer.restricted else ()
    file = [told.c[name] for name in ("form", "language", "role", "sha256", "bytes")]
    first = func.min(told.c.number).label("number")
    grouped = select(first, *file, func.count().label("times")).where(*of_it, *mine).group_by(*file).subquery("grouped")
    listed = (
        select(audit.c.at, *(grouped.c[column.name] for column in file), grouped.c.times)
        .join(grouped, grouped.c.number == audit.c.number)
        .order_by(audit.c.number)
    )
    return protect(frame(question, listed), question)


def _told(question: Question) -> Select[Any]:
    if question.viewer.role not in (Role.MANAGER, Role.FINANCIER):
        raise Forbidden("files")
    texts = [_said(name).label(name) for name in ("period", "form", "language", "role", "sha256")]
    numbers = [audit.c.detail[name].as_integer().label(name) for name in ("version", "bytes")]
    return select(audit.c.number, audit.c.at, *texts, *numbers).where(
        audit.c.programme == question.programme.code, audit.c.action == str(Action.FILE), _said("sha256").is_not(None)
    )


def _said(name: str) -> ColumnElement[str]:
    told: ColumnElement[str] = audit.c.detail[name].as_string()
    return told
