"""The differences between reports and records, and the entries behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from data_access.viewer import Role
from tests.pages.recount import evidence
from tests.pages.recount.case import Case, Numbers, as_day
from tests.pages.recount.figures import KNOWN, PERSONS, total
from tests.pages.recount.moves import BOTH, Move, moves
from tests.pages.recount.reports import before, then, version


def _sums(case: Case, found: Sequence[Move], code: str, *, impersonal: bool) -> Mapping[str, Any]:
    if impersonal and code in PERSONS:
        found = [one for one in found if not (one.changed and one.changed <= {"gender", "age_group"})]
    del case
    return {
        **{kind: sum(one.kind == kind for one in found) for kind in ("came", "went", "changed")},
        "more": sum(one.effect for one in found if one.effect > 0),
        "less": sum(one.effect for one in found if one.effect < 0),
    }


def _apart(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def difference(case: Case) -> Numbers:
    """Then and now, and how many entries moved."""
    frozen = version(case)
    assert frozen is not None
    found = {}
    for code in KNOWN:
        was, now = total(then(case), code), total(case.on(frozen.as_of), code)
        moved = moves(case, code, frozen.known, frozen.as_of)
        found[code,] = {
            "then": was, "now": now, "difference": _apart(now, was),
            **_sums(case, moved, code, impersonal=case.role is Role.FINANCIER),
        }  # fmt: skip
    return found


def changes(case: Case) -> Numbers:
    """From the value reported before to this one."""
    own, previous = version(case), before(case)
    assert own is not None
    found: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    for code in KNOWN:
        value = total(then(case), code)
        if previous is None:
            none = dict.fromkeys(("previous", "revised", "new", "came", "went", "changed", "more", "less"))
            found[code,] = {**none, "value": value}
            continue
        was = total(replace(case, known=previous.known, day=previous.as_of), code)
        revised = total(replace(case, known=own.known, day=previous.as_of), code)
        moved = moves(case, code, previous.known, previous.as_of, own.known)
        found[code,] = {
            "previous": was, "revised": _apart(revised, was), "new": _apart(value, revised), "value": value,
            **_sums(case, moved, code, impersonal=False),
        }  # fmt: skip
    return found


def moved(case: Case) -> Numbers:
    """The entries behind a difference: none for restricted readers where one moved that they may not see singly."""
    code, span = case.more["indicator"], _span(case)
    assert span is not None
    known, day, until = span
    found: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    moving = [one for one in moves(case, code, known, day, until) if not _untold(case, code, one)]
    sides = [side for one in moving for side in (one.now, one.then) if side is not None]
    if case.restricted and any(side.unit == BOTH or _of_network(case, side) for side in sides):
        return found
    for one in moving:
        if one.one.unit == BOTH:
            continue
        now, was = one.now, one.then
        days = tuple(as_day(side.counted_on) if side else None for side in (now, was))
        ended = was is not None and (one.effect < 0 or now is None)
        found[one.one.unit, one.one.sheet, one.one.row_id, one.kind, *days] = {
            "effect": one.effect,
            "amount": now.amount if now else None,
            "amount_then": was.amount if was else None,
            "delivery": _until(case, was) if ended else now.since,
            **{name: number for name, number in evidence.place(case, one.one.sheet, one.one.row_id).items()
               if name != "delivery"},
        }  # fmt: skip
    return found


def _untold(case: Case, code: str, one: Move) -> bool:
    """Whether it is a change of what the reader is told of nobody."""
    impersonal = case.role is Role.FINANCIER and code in PERSONS
    return impersonal and bool(one.changed) and one.changed <= {"gender", "age_group"}


def _until(case: Case, row: Any) -> int:
    number: int = case.number(
        "select until from ledger_history where programme_id = :programme and id = :number", number=row.id
    )
    return number


def _span(case: Case) -> tuple[int, date, int | None] | None:
    own, against = version(case), case.more.get("against")
    if against == "before":
        previous = before(case)
        return (previous.known, previous.as_of, own.known) if previous and own else None
    return (own.known, own.as_of, None) if own else None


def _of_network(case: Case, row: Any) -> bool:
    """Whether the row is the network's, or of somebody who is company for its few."""
    if row.indicator in evidence.TOUCHED and row.sheet in ("attendance", "responses"):
        person = "participant" if row.sheet == "attendance" else "respondent"
        company = f"""select count(*) from sheet_{row.sheet} where programme_id = :programme and id = :number
                      and {person} in (select w.participant from withheld w where w.programme_id = :programme)"""
        if case.number(company, number=row.row_id):
            return True
    if row.sheet == "network_attendance" or row.session_kind == "network":
        return True
    if row.sheet != "responses":
        return False
    survey = case.number(
        "select survey from sheet_responses where programme_id = :programme and id = :number", number=row.row_id
    )
    return bool(survey == "network_feedback")
