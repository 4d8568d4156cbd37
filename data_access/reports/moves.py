"""The steps of a report, each in the caller's writing transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, insert, select

from data_access.message import N_, Message
from data_access.models import report_steps, report_versions
from data_access.question import Period, Question
from data_access.reports import digest
from data_access.reports.content import Remark, Stamp, content
from data_access.reports.frozen import Frozen, before, frozen
from data_access.reports.standing import Standing, standing
from data_access.reports.states import COMES_FROM, TAKEN_BY, Step
from data_access.viewer import Forbidden


class Refused(Exception):
    """A step cannot be taken; ``message`` says why and what to do, for the one who asked."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def prepare(
    question: Question,
    period: str,
    *,
    remarks: Mapping[str, Remark],
    comment: str = "",
    by: str,
    now: datetime,
    seen: int | None = None,
) -> Frozen:
    """Freeze the report of the period as the records give it now. The new version.

    ``seen``: the number of the report's last step as the one who asks saw it. Raises Forbidden where there is no such
    period or the step is not the viewer's, Refused where it cannot be taken now.
    """
    stands = _allowed(question, period, Step.PREPARE, seen)
    closed = stands.period
    if closed.ends_on >= question.today:
        raise Refused(N_("The period ends on {day}. A report can be prepared from the day after.", day=closed.ends_on))
    version = (stands.version or 0) + 1
    asked = replace(question, as_of=closed.ends_on)
    stamp = Stamp(version, now, by, comment)
    text = digest.canonical(content(asked, closed, stamp, remarks, before(asked, closed.ends_on)))
    made = Frozen(period, version, closed.ends_on, question.programme.data_version, now, by, digest.of_text(text), text)
    question.connection.execute(
        insert(report_versions).values(
            programme_id=question.programme.id,
            period=period,
            version=version,
            as_of=made.as_of,
            data_version=made.data_version,
            prepared_at=now,
            prepared_by=by,
            hash=made.hash,
            content=text,
        )
    )
    _note(question, closed, version, Step.PREPARE, comment, by, now)
    return made


def submit(
    question: Question, period: str, *, comment: str = "", by: str, now: datetime, seen: int | None = None
) -> None:
    """Hand the last version in. Raises as ``prepare``, and Refused while a check that blocks fails."""
    stands = _allowed(question, period, Step.SUBMIT, seen)
    blocking = sum(bool(one["blocking"]) for one in frozen(question, period).content["checks"])
    if blocking:
        raise Refused(
            N_(
                "Checks that must pass do not: {number}. Mend what they name, deliver the data and prepare the report"
                " again.",
                number=blocking,
            )
        )
    _note(question, stands.period, stands.version or 0, Step.SUBMIT, comment, by, now)


def give_back(question: Question, period: str, *, reason: str, by: str, now: datetime, seen: int | None = None) -> None:
    """Return the submitted version. Raises as ``prepare``, and Refused without a reason."""
    stands = _allowed(question, period, Step.RETURN, seen)
    if not reason.strip():
        raise Refused(N_("Say why the report is returned, so that it can be mended."))
    _note(question, stands.period, stands.version or 0, Step.RETURN, reason, by, now)


def approve(
    question: Question, period: str, *, comment: str = "", by: str, now: datetime, seen: int | None = None
) -> None:
    """Approve the submitted version. Raises as ``prepare``."""
    stands = _allowed(question, period, Step.APPROVE, seen)
    _note(question, stands.period, stands.version or 0, Step.APPROVE, comment, by, now)


def _allowed(question: Question, period: str, step: Step, seen: int | None) -> Standing:
    if question.viewer.role is not TAKEN_BY[step]:
        raise Forbidden(period)
    stands = standing(question, period)
    if seen is not None and seen != stands.last_step:
        raise Refused(
            N_("Somebody has moved the report in the meantime. Look at it again; nothing was done with what you sent.")
        )
    if stands.state not in COMES_FROM[step]:
        raise Refused(_WHY[step])
    return stands


_WHY: Mapping[Step, Message] = {
    Step.PREPARE: N_("The report has been submitted. It can be prepared again if the financier returns it."),
    Step.SUBMIT: N_("Only a report that was prepared or returned can be submitted."),
    Step.RETURN: N_("Only a submitted report can be returned."),
    Step.APPROVE: N_("Only a submitted report can be approved."),
}


def _note(question: Question, period: Period, version: int, step: Step, comment: str, by: str, now: datetime) -> None:
    mine = report_steps.c.programme_id == question.programme.id
    last = question.connection.execute(select(func.max(report_steps.c.number)).where(mine)).scalar_one()
    question.connection.execute(
        insert(report_steps).values(
            programme_id=question.programme.id,
            number=(last or 0) + 1,
            period=period.code,
            version=version,
            step=str(step),
            taken_at=now,
            taken_by=by,
            comment=comment.strip() or None,
        )
    )
