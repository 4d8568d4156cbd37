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

OF_A_PERSON = {"gender", "age_group"}
_TOUCHING = ("O.2.3", "O.2.3.3", "R.2.9", "P.7", "P.8")


def _sums(case: Case, found: Sequence[Move], code: str, *, impersonal: bool) -> Mapping[str, Any]:
    if impersonal and code in PERSONS:
        found = [one for one in found if not (one.changed and one.changed <= OF_A_PERSON)]
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
    """The entries behind a difference, as far as the reader sees them singly."""
    code, span = case.more["indicator"], _span(case)
    assert span is not None
    known, day, until = span
    found = {}
    listed = [
        one
        for one in moves(case, code, known, day, until)
        if one.one.unit != BOTH
        and not (case.role is Role.FINANCIER and code in PERSONS and one.changed and one.changed <= OF_A_PERSON)
    ]
    if case.restricted and code in _TOUCHING and any(_of_network_or_company(case, one) for one in listed):
        return {}  # what the list lacked of the difference would be theirs
    for one in listed:
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


def _of_network_or_company(case: Case, one: Move) -> bool:
    sides = [side for side in (one.now, one.then) if side is not None]
    return any(_of_network(case, side) or evidence.kept_back(case, side.sheet, side.row_id) for side in sides)


def _of_network(case: Case, row: Any) -> bool:
    if row.sheet == "network_attendance" or row.session_kind == "network":
        return True
    if row.sheet != "responses":
        return False
    survey = case.number(
        "select survey from sheet_responses where programme_id = :programme and id = :number", number=row.row_id
    )
    return bool(survey == "network_feedback")
