"""Taking a step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from dashboard.access import reader
from dashboard.installation import installation
from dashboard.steps.typed import Typed
from dashboard.today import today
from data_access import reports
from data_access.database import writing
from data_access.message import Message
from data_access.question import Question, ask, programme
from data_access.reports import Refused, Standing, Step
from data_access.viewer import Forbidden

PATIENCE = 10  # seconds to wait while others write; a load that takes longer is said to be going on


@dataclass(frozen=True)
class Refusal:
    """Why a step was not taken, and where the report stands."""

    why: Message
    stands: Standing


def take(typed: Typed) -> Refusal | None:
    """Take the step for this request's reader; what stands against it, or None where it was taken.

    Raises Forbidden where the programme, the period or the step is not the reader's, and Busy.
    """
    who = reader()
    member = who.membership(typed.programme)
    if member is None:
        raise Forbidden(typed.programme)
    with writing(installation().engine, member.programme, patience=PATIENCE) as connection:
        question = ask(connection, member.viewer, programme(connection, member.programme), today=today())
        try:
            _step(question, typed, by=who.email, now=datetime.now(UTC))
        except Refused as refused:
            # Asked here, where nobody can move the report meanwhile.
            return Refusal(refused.message, reports.standing(question, typed.period))
    return None


def _step(question: Question, typed: Typed, *, by: str, now: datetime) -> None:
    match typed.step:
        case Step.PREPARE:
            reports.prepare(
                question,
                typed.period,
                remarks=typed.remarks,
                comment=typed.comment,
                by=by,
                now=now,
                seen=typed.seen,
            )
        case Step.SUBMIT:
            reports.submit(question, typed.period, comment=typed.comment, by=by, now=now, seen=typed.seen)
        case Step.RETURN:
            reports.give_back(question, typed.period, reason=typed.comment, by=by, now=now, seen=typed.seen)
        case Step.APPROVE:
            reports.approve(question, typed.period, comment=typed.comment, by=by, now=now, seen=typed.seen)
