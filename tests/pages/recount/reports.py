"""Reports counted again: the ledger as it was known with the delivery up to which one was frozen, and what moved since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data_access.viewer import Role
from tests.pages.recount import evidence, figures, organisations
from tests.pages.recount.case import Case, Numbers, as_day
from tests.pages.recount.figures import KNOWN, PERSONS, total

BOTH = "both registers"
SAID = ("counted_on", "amount", "left_out", "gender", "age_group")


@dataclass(frozen=True)
class Version:
    """A frozen one: the day of its figures, and the delivery with which its records were known."""

    version: int
    as_of: date
    known: int


_SUBMITTED = """v.version in (select s.version from report_steps s
    where s.programme_id = :programme and s.period = v.period and s.step = 'submit')"""


def version(case: Case) -> Version | None:
    """The last version of the opened report that the reader may see."""
    seen = _SUBMITTED if case.restricted else "1 = 1"
    found = case.rows(
        f"""select v.version, v.as_of, v.data_version from report_versions v
            where v.programme_id = :programme and v.period = :opened and {seen} order by v.version desc limit 1"""
    )
    return Version(found[0][0], date.fromisoformat(str(found[0][1])), found[0][2]) if found else None


def before(case: Case) -> Version | None:
    """The report submitted last of those on earlier days, when the opened one was prepared, or now."""
    own = version(case)
    until = case.number(
        """select max(number) from report_steps s
           where programme_id = :programme and period = :opened and step = 'prepare' and version = :version""",
        version=own.version if own else 0,
    )
    found = case.rows(
        """select v.version, v.as_of, v.data_version from report_versions v
           join report_steps s on s.programme_id = v.programme_id and s.period = v.period and s.version = v.version
           where v.programme_id = :programme and s.step = 'submit' and v.as_of < :as_of and s.number < :until
           order by v.as_of desc, s.number desc limit 1""",
        as_of=own.as_of if own else _closes(case),
        until=until or 1_000_000,
    )
    return Version(found[0][0], date.fromisoformat(str(found[0][1])), found[0][2]) if found else None


def _closes(case: Case) -> date:
    day = as_day(case.number("select ends_on from {periods} p where period = :opened"))
    assert day is not None
    return min(day, case.today)


def then(case: Case) -> Case:
    """The case as the opened report froze it; as it is today where nothing is frozen."""
    frozen = version(case)
    if frozen is None:
        return case.on(_closes(case))
    return replace(case, known=frozen.known, day=frozen.as_of)


def frozen_figures(case: Case) -> Numbers:
    """All indicators as frozen."""
    return figures.everything(then(case))


def prepared(case: Case) -> Numbers:
    """All indicators as they would be frozen now."""
    end = as_day(case.number("select ends_on from {periods} p where period = :opened"))
    assert end is not None
    return figures.everything(case.on(end))


def steps(case: Case) -> Numbers:
    """The steps taken; versions never handed in are the project's own affair."""
    seen = "and step <> 'prepare'" if case.restricted else ""
    found = case.rows(
        f"select number, version from report_steps s where programme_id = :programme and period = :opened {seen}"
    )
    return {(row.number,): {"number": row.number, "version": row.version} for row in found}


def files(case: Case) -> Numbers:
    """Files of the version handed out, each once."""
    code = case.number("select code from programmes where id = :programme")
    rows = case.rows("select detail from audit where programme = :code and action = 'file'", code=code)
    told = [json.loads(row.detail) if isinstance(row.detail, str) else row.detail for row in rows]
    frozen, found = version(case), {}
    assert frozen is not None
    for one in told:
        if (one["period"], one["version"]) != (case.opened, frozen.version):
            continue
        if one["role"] == str(case.role) or not case.restricted:
            found[one["role"], one["sha256"]] = {"bytes": one["bytes"], "times": told.count(one)}
    return found


def listing(case: Case) -> Numbers:
    """By period the days by which its report is late, and its last version."""
    return {
        (row.period,): {"overdue": overdue, "version": number}
        for row in case.rows("select period, report_due_on from {periods} p")
        for overdue, number, _ in (_standing(case, row),)
    }


def _standing(case: Case, row: Any) -> tuple[int | None, int | None, str | None]:
    """Days overdue, version and last step of a period's report."""
    taken = case.rows(
        f"""select step, version from report_steps s where programme_id = :programme and period = :period
            {"and step <> 'prepare'" if case.restricted else ""} order by number""",
        period=row.period,
    )
    step, number = (taken[-1].step, taken[-1].version) if taken else (None, None)
    due = as_day(row.report_due_on)
    overdue = None if due is None or step in ("submit", "approve") else (case.today - due).days
    return overdue, number, step


def attention(case: Case) -> Numbers:
    """What presses: by matter, code and check the days."""
    found: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    for (code,), row in organisations.schedule(case).items():
        for one in organisations.taking_part(case):
            if one.organisation == code and (status := organisations.standing(case, one).status) in ("late", "far_behind"):
                found[status, code, None] = {"days": -row["days_ahead"]}
    for code in KNOWN:
        if figures.behind(case, code):
            found["behind", code, None] = {"days": None}
    for row in case.rows("select period, report_due_on from {periods} p where ends_on < :today"):
        overdue, _, step = _standing(case, row)
        if overdue is not None and overdue > 0:
            found["report_overdue", row.period, None] = {"days": overdue}
        elif step == "return":
            found["report_returned", row.period, None] = {"days": None}
        elif overdue is not None and overdue >= -30:
            found["report_due", row.period, None] = {"days": -overdue}
    if not case.restricted:
        for (code,), row in organisations.activity(case).items():
            days = organisations.days_silent(case, code)
            if days is None or days > 8 * 7:
                found["silent", code, None] = {"days": None if days is None else row["weeks"] * 7}
        for code, check in figures.checks(case):
            if check in ("sub_above_main", "cells_differ", "answered_above_eligible", "fell"):
                found["check", code, check] = {"days": None}
    return found


@dataclass(frozen=True)
class Move:
    """An entry that came (``then`` is none), went (``now`` is none) or changed."""

    now: Any
    then: Any
    effect: float

    @property
    def kind(self) -> str:
        """What happened."""
        if self.then is None:
            return "came"
        return "went" if self.now is None else "changed"

    @property
    def one(self) -> Any:
        """The entry, or the one that went."""
        return self.now or self.then

    @property
    def changed(self) -> set[str]:
        """What differs; what is left out has no amount, gender or age to compare."""
        if self.now is None or self.then is None:
            return set()
        counting = self.now.left_out is None and self.then.left_out is None
        told = SAID if counting else ("counted_on", "left_out")
        return {name for name in told if getattr(self.now, name) != getattr(self.then, name)}


def moves(case: Case, code: str, known: int, day: date, until: int | None = None) -> list[Move]:
    """What moved of an indicator between two states of the ledger, entry by entry, as of the day."""
    sql = "select * from {ledger} e where indicator = :code and measure = 'value' order by counted_on, unit, sheet, row_id"
    were = {row.id: row for row in replace(case, known=known).rows(sql, code=code)}
    are = {row.id: row for row in replace(case, known=until).rows(sql, code=code)}
    came = [row for number, row in are.items() if number not in were]
    went = [row for number, row in were.items() if number not in are]
    units = {row.unit for row in (*came, *went) if _counts(row, day) is not None}
    came, went = ([row for row in side if row.unit in units and _told(row, day)] for side in (came, went))
    made = list(_paired(came, went))
    return [
        Move(now, was, (_counts(now, day) or 0.0) - (_counts(was, day) or 0.0))
        for now, was in made
        if _counts(now, day) is not None or _counts(was, day) is not None
    ]


def _counts(row: Any, day: date) -> float | None:
    on = None if row is None else as_day(row.counted_on)
    return float(row.amount) if row is not None and row.left_out is None and on and on <= day else None


def _told(row: Any, day: date) -> bool:
    on = as_day(row.counted_on)
    return row.left_out is None or on is None or on <= day


def _unit(row: Any) -> tuple[Any, ...]:
    return (row.unit, row.counted_on, row.gender, row.age_group) if row.unit == BOTH else (row.unit,)


_KIN = (
    lambda row: (_unit(row), *(getattr(row, name) for name in SAID)),
    lambda row: (_unit(row), row.sheet, row.row_id),
    lambda row: (_unit(row), row.counted_on),
    _unit,
)


def _paired(came: Sequence[Any], went: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """From the closest kin on; those that say the same cancel one another."""
    left, gone = list(came), list(went)
    for at, kin in enumerate(_KIN):
        for row in list(left):
            like = next((one for one in gone if kin(one) == kin(row)), None)
            if like is not None:
                left.remove(row)
                gone.remove(like)
                if at:
                    yield row, like
    yield from ((row, None) for row in left)
    yield from ((None, row) for row in gone)


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
    """The entries behind a difference, as far as the reader sees them singly."""
    code, span = case.more["indicator"], _span(case)
    assert span is not None
    known, day, until = span
    found = {}
    for one in moves(case, code, known, day, until):
        if one.one.unit == BOTH:
            continue
        if case.restricted and any(_of_network(case, side) for side in (one.now, one.then) if side is not None):
            continue
        if case.role is Role.FINANCIER and code in PERSONS and one.changed and one.changed <= {"gender", "age_group"}:
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
    if row.sheet == "network_attendance" or row.session_kind == "network":
        return True
    if row.sheet != "responses":
        return False
    survey = case.number(
        "select survey from sheet_responses where programme_id = :programme and id = :number", number=row.row_id
    )
    return bool(survey == "network_feedback")


def entries(case: Case) -> Numbers:
    """Those of the opened indicator as frozen; all frozen figures to choose from where none is opened."""
    if "indicator" not in case.more:
        return {(code, None, None, None, None): row for (code,), row in frozen_figures(case).items()}
    found = evidence.entries(replace(then(case), opened=case.more["indicator"]))
    return {(None, sheet, row_id, organisation, reason): row for (sheet, row_id, _, organisation, reason), row in found.items()}


def drawn(case: Case, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """One entry of a sample of those frozen."""
    return evidence.drawn(replace(then(case), opened=case.more["indicator"]), row)
