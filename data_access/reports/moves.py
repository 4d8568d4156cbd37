"""The steps of a report after its preparation, each in the caller's writing transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, insert, select

from data_access import audit
from data_access.message import N_, Message
from data_access.models import report_steps
from data_access.question import Question
from data_access.reports import trail
from data_access.reports.frozen import Frozen, frozen
from data_access.reports.refusal import Refused
from data_access.reports.remarks import comment as kept
from data_access.reports.standing import Standing, standing
from data_access.reports.states import COMES_FROM, TAKEN_BY, Step
from data_access.viewer import Forbidden


def submit(
    question: Question, period: str, *, comment: str = "", by: str, now: datetime, seen: int | None = None
) -> None:
    """Hand the last version in. Raises as ``prepare``, and Refused while a check that blocks fails."""
    allowed(question, period, Step.SUBMIT, seen)
    report = frozen(question, period)
    blocking = len({one["check"] for one in report.content["checks"] if one["blocking"]})
    if blocking:
        raise Refused(
            N_(
                "Checks that must pass do not: {number}. Mend what they name, deliver the data and prepare the report"
                " again.",
                number=blocking,
            )
        )
    note(question, report, Step.SUBMIT, comment=kept(comment), by=by, now=now)


def give_back(question: Question, period: str, *, reason: str, by: str, now: datetime, seen: int | None = None) -> None:
    """Return the submitted version. Raises as ``prepare``, and Refused without a reason."""
    allowed(question, period, Step.RETURN, seen)
    said = kept(reason)
    if not said:
        raise Refused(N_("Say why the report is returned, so that it can be mended."))
    note(question, frozen(question, period), Step.RETURN, comment=said, by=by, now=now)


def approve(
    question: Question, period: str, *, comment: str = "", by: str, now: datetime, seen: int | None = None
) -> None:
    """Approve the submitted version. Raises as ``prepare``."""
    allowed(question, period, Step.APPROVE, seen)
    note(question, frozen(question, period), Step.APPROVE, comment=kept(comment), by=by, now=now)


def allowed(question: Question, period: str, step: Step, seen: int | None) -> Standing:
    """Where the report stands, from where the viewer may take the step. Raises Forbidden and Refused where not."""
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


def note(question: Question, report: Frozen, step: Step, *, comment: str, by: str, now: datetime) -> None:
    """Keep that the step was taken, among the report's steps and in the audit log, which holds the hash too."""
    connection, programme = question.connection, question.programme
    last = select(func.max(report_steps.c.number)).where(report_steps.c.programme_id == programme.id)
    number = (connection.execute(last).scalar_one() or 0) + 1
    connection.execute(
        insert(report_steps).values(
            programme_id=programme.id,
            number=number,
            period=report.period,
            version=report.version,
            step=str(step),
            taken_at=now,
            taken_by=by,
            comment=comment or None,
        )
    )
    detail = {
        "step": str(step),
        "number": number,
        "version": report.version,
        "hash": report.hash,
        "comment": trail.seal(comment),
    }
    audit.note(
        connection,
        who=by,
        action=audit.Action.REPORT,
        programme=programme.code,
        subject=trail.subject(report.period),
        detail=detail,
        at=now,
    )
