"""Sessions of which nobody knows who came, and people of whom gender or age is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Select, and_, case, exists, func, literal, select, union_all

from data_access.catalogue import indicators
from data_access.checks import Check
from data_access.queries.rows import current_rows, frame
from data_access.question import Question
from data_access.reports.checks.finding import of


@dataclass(frozen=True)
class Register:
    """A sheet of persons, its columns of identity and day, and the sheet of their attendance."""

    sheet: str
    person: str
    day: str
    attendance: str


REGISTERS = (
    Register("participants", "participant", "registered_on", "attendance"),
    Register("members", "member", "joined_on", "network_attendance"),
)


def unattended(question: Question) -> pd.DataFrame:
    """Held sessions where nobody is registered as present and no headcount is given; ``on``: the day. One query."""
    session = current_rows(question, "sessions")
    visits = [current_rows(question, register.attendance) for register in REGISTERS]
    somebody = [exists().where(one.c.session == session.c.session, one.c.present.is_(True)) for one in visits]
    columns = (session.c.id.label("row_id"), session.c.session.label("record"), session.c.held_on.label("on"))
    rows = frame(
        question,
        select(
            *columns, session.c.source, session.c.file, session.c.line, (session.c.kind == "network").label("network")
        )
        .where(session.c.status == "held", session.c.held_on <= question.as_of)
        .where(session.c.headcount.is_(None), *(~one for one in somebody))
        .order_by(session.c.held_on, session.c.session),
    )
    return of(Check.NO_ATTENDANCE, rows.astype({"network": bool}), sheet="sessions")


def incomplete(question: Question) -> Iterator[pd.DataFrame]:
    """By source the people who attended and of whom gender or age is unknown in the registration that holds.

    ``found``: people, each register's apart. One query.
    """
    rows = frame(question, union_all(*(_unknown(question, register) for register in REGISTERS)))
    rows = rows.sort_values(["sheet", "source"], ascending=[False, True])
    for check, missing in ((Check.GENDER_UNKNOWN, "without_gender"), (Check.AGE_UNKNOWN, "without_age")):
        some = rows[rows[missing] > 0]
        found = some[["sheet", "source"]].assign(found=some[missing].astype("float64"))
        yield of(check, found, expected=0.0, people=True, network=found["sheet"] == "members")


def _unknown(question: Question, register: Register) -> Select[tuple[object, ...]]:
    """By source, of how many people it is unknown; the first registration holds, as it does for the ledger."""
    known = current_rows(question, register.sheet)
    person = known.c[register.person]
    gender = case((known.c.gender.is_(None), 1), else_=0)
    age = case((and_(known.c.born_on.is_(None), known.c.age_group.is_(None)), 1), else_=0)
    staff = func.max(case((known.c.project_staff.is_(True), 1), else_=0)).over(partition_by=person)
    order = (known.c[register.day], gender + age, known.c.id)
    rows = select(
        known.c.source, gender.label("gender"), age.label("age"), staff.label("staff"),
        func.row_number().over(partition_by=person, order_by=order).label("place"),
    )  # fmt: skip
    # Asked of the first rows alone, PostgreSQL would look through all attendance for each person: 40 s of 100,000.
    first = rows.where(person.in_(_attended(question, register))).subquery("first")
    return (
        select(
            literal(register.sheet).label("sheet"),
            first.c.source,
            func.sum(first.c.gender).label("without_gender"),
            func.sum(first.c.age).label("without_age"),
        )
        .where(first.c.place == 1, first.c.staff == 0)
        .group_by(first.c.source)
    )


def _attended(question: Question, register: Register) -> Select[tuple[str]]:
    """Who attended a session of a kind that people are counted at."""
    kinds = {kind for one in indicators().values() if one.counts_persons for kind in one.conditions.session_kinds}
    visit, session = current_rows(question, register.attendance), current_rows(question, "sessions")
    return (
        select(visit.c[register.person])
        .join(session, session.c.session == visit.c.session)
        .where(visit.c.present.is_(True), session.c.status == "held", session.c.held_on <= question.as_of)
        .where(session.c.kind.in_(sorted(kinds)))
    )
