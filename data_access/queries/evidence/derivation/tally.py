"""How many entries, units, sessions and registrations stand behind a value, register by register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Label,
    Row,
    Select,
    case,
    false,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from data_access.catalogue import Indicator, Rule
from data_access.ledger import BOTH_REGISTERS, Reason
from data_access.queries.evidence.visible import ACCELERATOR, BOTH, NETWORK, Visible
from data_access.queries.rows import current_rows
from data_access.question import Question

# Reasons for which a unit is left out that was there, or counts by another entry
PRESENT = (Reason.STAFF, Reason.NOT_TARGET_GROUP, Reason.ALREADY_COUNTED)
ANSWERING = (Reason.LATER_ANSWER, Reason.ALREADY_COUNTED, Reason.NOT_POSITIVE)
# Lists of attendance: the register of those on it, and the column that names them in both
_LISTS = {
    "attendance": (ACCELERATOR, "participants", "participant"),
    "network_attendance": (NETWORK, "members", "member"),
}


@dataclass(frozen=True)
class Tally:
    """Of one register. By reason (None: counts) ``entries`` and different ``units``; ``amount``: what counts.

    ``present``: different units that were there or answered, at ``sessions``, of ``organisations``; of these persons
    ``registered`` have ``registrations``.
    """

    entries: Mapping[Reason | None, int] = field(default_factory=lambda: MappingProxyType({}))
    units: Mapping[Reason | None, int] = field(default_factory=lambda: MappingProxyType({}))
    amount: float = 0.0
    present: int = 0
    sessions: int = 0
    organisations: int = 0
    registrations: int = 0
    registered: int = 0


def tallies(question: Question, indicator: Indicator) -> dict[str | None, Tally]:
    """By register; None holds what rests on no register of persons. Three queries."""
    seen = Visible(question, [indicator], singly=False)
    register = (seen.register if indicator.counts_persons else _only_both(seen)).label("register")
    present = _present(indicator, seen)
    ask = question.connection.execute
    reasons = ask(_by_reason(seen, register)).all()
    registered = {row.register: row for row in ask(_registrations(question, indicator, seen, present))}
    return {
        row.register: Tally(
            entries={reason: one.entries for reason, one in _of(row.register, reasons)},
            units={reason: one.units for reason, one in _of(row.register, reasons)},
            amount=sum(one.amount for _, one in _of(row.register, reasons)),
            present=row.present,
            sessions=row.sessions,
            organisations=row.organisations,
            registrations=registered[row.register].registrations if row.register in registered else 0,
            registered=registered[row.register].registered if row.register in registered else 0,
        )
        for row in ask(_different(indicator, seen, register, present)).all()
    }


def _of(register: str | None, rows: Sequence[Row[Any]]) -> Iterator[tuple[Reason | None, Row[Any]]]:
    """The rows of the register, each with its reason."""
    return ((row.reason and Reason(row.reason), row) for row in rows if row.register == register)


def _by_reason(seen: Visible, register: Label[str | None]) -> Select[Any]:
    entry = seen.entry
    numbers = (func.count(), func.count(entry.unit.distinct()), func.sum(entry.amount))
    named = (number.label(name) for number, name in zip(numbers, ("entries", "units", "amount"), strict=True))
    return seen.select(register, entry.left_out.label("reason"), *named).group_by(register, entry.left_out)


def _different(
    indicator: Indicator, seen: Visible, register: Label[str | None], present: ColumnElement[bool]
) -> Select[Any]:
    """Different units, and sessions of persons, and organisations of authorities: what the steps say, no more."""
    session = func.coalesce(*(row.c.session for row in seen.rows(*_LISTS).values()), null(), null())
    attended, supported = _attends(indicator), indicator.rule is Rule.AUTHORITIES
    of_what = {
        "present": seen.entry.unit,
        "sessions": session if attended else null(),
        "organisations": seen.entry.organisation if supported else null(),
    }
    numbers = (func.count(case((present, one)).distinct()).label(name) for name, one in of_what.items())
    chosen = seen.located(register, *numbers) if attended else seen.select(register, *numbers)
    return chosen.group_by(register)


def _attends(indicator: Indicator) -> bool:
    """Whether persons count by attending."""
    return indicator.counts_persons and not indicator.survey


def _registrations(
    question: Question, indicator: Indicator, seen: Visible, present: ColumnElement[bool]
) -> CompoundSelect[Any]:
    """Of those who attended, how many are in their register and with how many rows."""
    parts = []
    for name, (register, registrations, identity) in _LISTS.items():
        registered = current_rows(question, registrations)
        person = registered.c[identity]
        counted = select(
            literal(register).label("register"),
            func.count().label("registrations"),
            func.count(person.distinct()).label("registered"),
        )
        rows = seen.rows(name)
        there = (
            person.in_(seen.located(rows[name].c[identity]).where(present)) if rows and _attends(indicator) else false()
        )
        parts.append(counted.where(there))
    return union_all(*parts)


def _only_both(seen: Visible) -> ColumnElement[str | None]:
    """Nothing but what the registers count otherwise together."""
    return case((seen.entry.unit == BOTH_REGISTERS, literal(BOTH)), else_=null())


def _present(indicator: Indicator, seen: Visible) -> ColumnElement[bool]:
    """Whether the entry's unit was there, or gave an answer that holds or held."""
    if indicator.rule is Rule.PAIRS:
        return seen.entry.unit.is_not(None)
    others = ANSWERING if indicator.survey else PRESENT if indicator.counts_persons else (Reason.ALREADY_COUNTED,)
    return or_(seen.entry.left_out.is_(None), seen.entry.left_out.in_([str(one) for one in others]))
