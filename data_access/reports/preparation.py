"""The first step of a report: freezing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import insert

from data_access import releases
from data_access.message import N_
from data_access.models import report_versions
from data_access.question import Filters, Question
from data_access.reports import digest
from data_access.reports.content import Stamp, content
from data_access.reports.frozen import Frozen, before
from data_access.reports.moves import allowed, note
from data_access.reports.refusal import Refused
from data_access.reports.remarks import Remark
from data_access.reports.remarks import comment as kept
from data_access.reports.remarks import remarks as sound
from data_access.reports.standing import Standing
from data_access.reports.states import Step
from data_access.viewer import Role


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
    """Freeze the report of the period as the records give it now, in the caller's writing transaction. The version.

    ``remarks``: by the code of the indicator. ``seen``: the number of the report's last step as the one who asks saw
    it. ``now``: with its zone. Raises Forbidden where there is no such period or the step is not the viewer's, Refused
    where it cannot be taken now or what was said of it cannot be kept.
    """
    stands = allowed(question, period, Step.PREPARE, seen)
    _closed(stands, question)
    said = sound(remarks)
    # Nothing of what the one who prepares has chosen to look at plays a part.
    asked = replace(question, as_of=stands.period.ends_on, filters=Filters())
    stamp = Stamp((stands.version or 0) + 1, now.astimezone(UTC), by, kept(comment))
    text = digest.canonical(content(asked, stands.period, stamp, said, before(asked, asked.as_of)))
    made = Frozen(
        period=period,
        version=stamp.version,
        as_of=asked.as_of,
        data_version=question.programme.data_version,
        prepared_at=stamp.at,
        prepared_by=by,
        hash=digest.of_text(text),
        text=text,
    )
    _release(asked, made)
    _keep(asked, made)
    note(asked, made, Step.PREPARE, comment=stamp.comment, by=by, now=stamp.at)
    return made


def _closed(stands: Standing, question: Question) -> None:
    if not stands.current:
        raise Refused(
            N_(
                "The period is not among those delivered any more. Deliver the sheet of periods with it to prepare its"
                " report again."
            )
        )
    if stands.period.ends_on >= question.today:
        last = stands.period.ends_on
        raise Refused(N_("The period ends on {day}. A report can be prepared from the day after.", day=last))


def _release(question: Question, made: Frozen) -> None:
    """Decide now what of the frozen figures restricted readers see: later, the records are others."""
    for role in (Role.STEERING, Role.FINANCIER):
        if not releases.current(question.connection, question.programme, role, today=question.today):
            releases.make(question.connection, question.programme, role, today=question.today, now=made.prepared_at)


def _keep(question: Question, made: Frozen) -> None:
    columns = ("period", "version", "as_of", "data_version", "prepared_at", "prepared_by", "hash")
    kept = {name: getattr(made, name) for name in columns}
    question.connection.execute(
        insert(report_versions).values(programme_id=question.programme.id, content=made.text, **kept)
    )
