"""Who counts on the network's page, as of which day, and which meetings they came to.

A person counts here when an entry of the ledger counts them in P.7: a member, at a held network meeting,
and not project staff by the register of members. That somebody is staff by the accelerator's records alone
is known to the ledger's sum and to nothing else (``data_access.ledger.union``): they are missing from the
people reached, and stand among those who came, since nothing here may tell who is in both registers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Exists, Select, and_, exists, select

from data_access.models import ledger, rows_of
from data_access.queries.buckets import HALF_YEARS, MONTHS, Buckets
from data_access.question import Question
from data_access.viewer import Forbidden, Role

MEMBERS = rows_of("members")
ATTENDANCE = rows_of("network_attendance")
SESSIONS = rows_of("sessions")


@dataclass(frozen=True)
class Register:
    """The network as the viewer who asks may see it.

    ``day``: the last day that counts. ``buckets``: months for the manager; for everybody else half-years,
    of which only closed ones count. ``region``: of the members, for the manager alone; the whole
    programme for everybody else (design: *Privacy*).
    """

    question: Question
    day: date
    buckets: Buckets
    region: str | None

    def people(self) -> CTE:
        """``member`` and ``first_on`` of everybody whom an entry of P.7 names."""
        entries = (
            select(ATTENDANCE.c.member, ledger.c.counted_on.label("first_on"))
            .join_from(ledger, ATTENDANCE, _rests_on_attendance())
            .where(self.reached())
        )
        if self.region:
            entries = entries.where(self._of_region(ATTENDANCE.c.member))
        return entries.cte("people")

    def reached(self) -> ColumnElement[bool]:
        """Entries of the ledger that P.7 sums up as of the day."""
        return and_(
            ledger.c.programme_id == self.question.programme.id,
            ledger.c.indicator == "P.7",
            ledger.c.measure == "value",
            ledger.c.left_out.is_(None),
            ledger.c.counted_on <= self.day,
        )

    def visits(self) -> CTE:
        """``member``, ``first_on``, ``session`` and ``held_on`` of each time somebody came to a meeting."""
        people = self.people()
        return (
            select(people.c.member, people.c.first_on, SESSIONS.c.session, SESSIONS.c.held_on)
            .join_from(people, ATTENDANCE, ATTENDANCE.c.member == people.c.member)
            .join(SESSIONS, SESSIONS.c.session == ATTENDANCE.c.session)
            .where(self.present(), self.held())
            .cte("visits")
        )

    def held(self) -> ColumnElement[bool]:
        """Network meetings held by the day."""
        return and_(
            SESSIONS.c.programme_id == self.question.programme.id,
            SESSIONS.c.superseded.is_(None),
            SESSIONS.c.kind == "network",
            SESSIONS.c.status == "held",
            SESSIONS.c.held_on <= self.day,
        )

    def present(self) -> ColumnElement[bool]:
        """Attendance that counts."""
        return and_(
            ATTENDANCE.c.programme_id == self.question.programme.id,
            ATTENDANCE.c.superseded.is_(None),
            ATTENDANCE.c.present.is_(True),
        )

    def members(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """``columns`` of the register's rows, of the region; a person has one for each source."""
        found = select(*columns).where(
            MEMBERS.c.programme_id == self.question.programme.id, MEMBERS.c.superseded.is_(None)
        )
        return found.where(self._of_region(MEMBERS.c.member)) if self.region else found

    def _of_region(self, member: ColumnElement[str]) -> Exists:
        listed = MEMBERS.alias()
        return exists().where(
            listed.c.programme_id == self.question.programme.id,
            listed.c.superseded.is_(None),
            listed.c.member == member,
            listed.c.region == self.region,
        )


def register(question: Question) -> Register:
    """The network for whoever asks. Raises Forbidden for a financier and an organisation."""
    role = question.viewer.role
    if role is Role.MANAGER:
        return Register(question, question.as_of, MONTHS, question.part.region)
    if role is Role.STEERING:
        return Register(question, HALF_YEARS.closed_on(question.as_of), HALF_YEARS, None)
    raise Forbidden("network")


def span(of: Register, found: Iterable[int]) -> range:
    """Buckets without a gap: from the programme's start to its end or the day, and whatever was ``found`` beyond."""
    programme = of.question.programme
    numbers = [of.buckets.of(programme.starts_on), of.buckets.of(min(of.day, programme.ends_on)), *found]
    return range(min(numbers), max(numbers) + 1)


def _rests_on_attendance() -> ColumnElement[bool]:
    return and_(
        ledger.c.sheet == ATTENDANCE.name.removeprefix("sheet_"),
        ATTENDANCE.c.programme_id == ledger.c.programme_id,
        ATTENDANCE.c.id == ledger.c.row_id,
    )
