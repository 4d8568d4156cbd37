"""Entries of the ledger one by one, by reason, and step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from data_access.viewer import Role
from tests.pages.recount.case import Case, Numbers, numbered
from tests.pages.recount.figures import PERSONS, SURVEYS, figure

_REGISTER = """
    case when e.unit = 'both registers' then 'both'
    when e.sheet = 'network_attendance' or (e.sheet = 'responses' and e.row_id in (
        select id from sheet_responses where programme_id = :programme and survey = 'network_feedback'))
    then 'network'
    when e.sheet in ('attendance', 'responses') then 'accelerator' end"""
_OF_IT = "e.indicator = :opened and e.measure = 'value' and (e.counted_on <= :day or e.counted_on is null)"
_SINGLE = f"""
    e.unit <> 'both registers' and coalesce({_REGISTER}, '') <> 'network' and coalesce(e.session_kind, '') <> 'network'
"""
TOUCHED = ("O.2.3", "O.2.3.3", "R.2.9")  # these count people of both registers
# Who is company for the network's few
_KEPT_BACK = f"""
    e.indicator in {TOUCHED} and (
    e.sheet = 'attendance' and e.row_id in (
        select a.id from sheet_attendance a where a.programme_id = :programme and a.participant in ({{chosen}}))
    or e.sheet = 'responses' and e.row_id in (
        select r.id from sheet_responses r where r.programme_id = :programme and r.respondent in ({{chosen}})))"""
_CHOSEN = "select w.participant from withheld w where w.programme_id = :programme"
PRESENT = ("staff", "not_target_group", "already_counted")
ANSWERING = ("later_answer", "already_counted", "not_positive")


def entries(case: Case) -> Numbers:
    """The entries that the reader may see singly, with the place of the row each rests on."""
    singly = _singly(case) if case.restricted else "e.unit <> 'both registers'"
    nameless = case.role is Role.FINANCIER and case.opened in (*PERSONS, "P.4")
    found = case.rows(
        f"""select e.sheet, e.row_id, e.unit, e.organisation, e.left_out, e.amount
            from {{ledger}} e where {_OF_IT} and {singly}"""
    )
    keys = [
        (row.sheet, None if _joins(case, row) else row.row_id, row.unit, None if nameless else row.organisation,
         row.left_out)
        for row in found
    ]  # fmt: skip
    # Without their rows, people of one organisation are the same.
    return dict(zip(numbered(keys), (_said(case, row) for row in found), strict=True))


def _said(case: Case, row: Any) -> Mapping[str, Any]:
    nowhere = {"row_id": None, "line": None}
    return {"amount": row.amount, **(nowhere if _joins(case, row) else place(case, row.sheet, row.row_id))}


def _joins(case: Case, row: Any) -> bool:
    """Whether the financier is not told the row, as it would tell where the people listed elsewhere are from."""
    ours = case.role is Role.FINANCIER and case.opened == "O.2.2"
    return ours and (row.sheet == "attendance" or row.left_out is not None)


def _singly(case: Case) -> str:
    chosen = _CHOSEN
    if case.known is not None:
        last = "select max(number) from releases where programme_id = :programme and role = 'financier'"
        chosen += f" and w.release <= ({last} and data_version <= {case.known})"
    visits = "e.indicator = 'O.2.2' and e.sheet = 'attendance' and e.left_out is not null"
    apart = f" and not ({visits})" if case.role is Role.FINANCIER else ""
    return f"{_SINGLE} and not ({_KEPT_BACK.format(chosen=chosen)}){apart}"


def drawn(case: Case, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """One entry of a sample: it is one of the entries that count."""
    key = (row["sheet"], row["row_id"], row["unit"], row["organisation"], row["reason"])
    return entries(case)[key]


def place(case: Case, sheet: str, row_id: int) -> Mapping[str, Any]:
    """Where a row stands that was delivered."""
    ((line, delivery),) = case.rows(
        f"select line, delivery from sheet_{sheet} where programme_id = :programme and id = :row_id", row_id=row_id
    )
    return {"row_id": row_id, "line": line, "delivery": delivery}


def reasons(case: Case) -> Numbers:
    """How many entries count and were left out, by reason and register."""
    found = case.rows(
        f"""select e.left_out, {_REGISTER} as register, count(*) as entries, sum(e.amount) as amount
            from {{ledger}} e where {_OF_IT} and {_singly(case) if case.restricted else "1 = 1"} group by 1, 2"""
    )
    return {(row.left_out, row.register): {"entries": row.entries, "amount": row.amount} for row in found}


def derivation(case: Case, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """One step on the way from the records to the value."""
    return _STEPS[row["step"]](case, row)


def _of_register(case: Case, row: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The entries of the step's register; of indicators that count no persons, of all of them."""
    if case.opened not in PERSONS:
        return f"from {{ledger}} e where {_OF_IT} and e.unit <> 'both registers'", {}
    return f"from {{ledger}} e where {_OF_IT} and {_REGISTER} = :register", {"register": row["register"]}


def _counted(what: str, where: str = "1 = 1") -> Callable[[Case, Mapping[str, Any]], Mapping[str, Any]]:
    def step(case: Case, row: Mapping[str, Any]) -> Mapping[str, Any]:
        of_it, values = _of_register(case, row)
        return {"number": case.number(f"select {what} {of_it} and {where}", **values)}

    return step


def _left_out(case: Case, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Persons are left out as persons for what they are, everything else as records."""
    of_it, values = _of_register(case, row)
    attending = case.opened in PERSONS and case.opened not in SURVEYS
    what = "count(distinct e.unit)" if attending and row["reason"] in ("staff", "not_target_group") else "count(*)"
    return {"number": case.number(f"select {what} {of_it} and e.left_out = :reason", reason=row["reason"], **values)}


def _attended(case: Case, row: Mapping[str, Any]) -> Mapping[str, Any]:
    of_it, values = _of_register(case, row)
    sheet = "network_attendance" if row["register"] == "network" else "attendance"
    counted = case.rows(
        f"""select count(*), count(distinct (
                select a.session from sheet_{sheet} a where a.programme_id = :programme and a.id = e.row_id))
            {of_it} and {_PRESENT}""",
        **values,
    )
    return {"number": counted[0][0], "sessions": counted[0][1]}


def _among(reasons_: tuple[str, ...]) -> str:
    named = ", ".join(f"'{reason}'" for reason in reasons_)
    return f"(e.left_out is null or e.left_out in ({named}))"


_PRESENT, _ANSWERED = _among(PRESENT), _among(ANSWERING)
_LISTS = {"accelerator": ("attendance", "participants", "participant"),
          "network": ("network_attendance", "members", "member")}  # fmt: skip


def _registered(case: Case, row: Mapping[str, Any]) -> tuple[int, int, int]:
    """Registrations of those who attended, persons among them, and all who attended."""
    of_it, values = _of_register(case, row)
    attendance, register, person = _LISTS[row["register"]]
    came = f"""select a.{person} from sheet_{attendance} a where a.programme_id = :programme
               and a.id in (select e.row_id {of_it} and {_PRESENT})"""
    ((registrations, registered),) = case.rows(
        f"select count(*), count(distinct {person}) from {{{register}}} r where {person} in ({came})", **values
    )
    return registrations, registered, case.number(f"select count(distinct {person}) from ({came}) x", **values)


def _authorities(what: str) -> Callable[[Case, Mapping[str, Any]], Mapping[str, Any]]:
    return _counted(what, _among(("already_counted",)))


def _persons(case: Case, row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"number": _registered(case, row)[2]}


def _elsewhere(case: Case, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Units that were there, and counted by no entry of these."""
    counts = "e.left_out is null"
    others = ("staff", "not_target_group") if case.opened in PERSONS else ()
    there = _number(case, row, "count(distinct e.unit)", _among(("already_counted", *others)))
    out = sum(_number(case, row, "count(distinct e.unit)", f"e.left_out = '{one}'") for one in others)
    return {"number": there - out - _number(case, row, "coalesce(sum(e.amount), 0)", counts)}


def _number(case: Case, row: Mapping[str, Any], what: str, where: str) -> Any:
    return _counted(what, where)(case, row)["number"]


def _not_saying_so(case: Case, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Who answered, less those whose answer counts."""
    of_it, values = _of_register(case, row)
    positive = f"select e.unit {of_it} and e.left_out is null group by e.unit having sum(e.amount) > 0"
    saying = case.number(f"select count(*) from ({positive}) x", **values)
    return {"number": _number(case, row, "count(distinct e.unit)", _ANSWERED) - saying}


def _pairs_not_in_use(case: Case, row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"number": _number(case, row, "count(distinct e.unit)", "1 = 1") - _number(
        case, row, "coalesce(sum(e.amount), 0)", "e.left_out is null")}  # fmt: skip


def _together(*registers: str) -> Callable[[Case, Mapping[str, Any]], Mapping[str, Any]]:
    def step(case: Case, row: Mapping[str, Any]) -> Mapping[str, Any]:
        del row
        amounts = [
            case.number(f"select coalesce(sum(e.amount), 0) from {{ledger}} e where {_OF_IT} and {_REGISTER} = :one",
                        one=one)
            for one in registers
        ]  # fmt: skip
        return {"number": abs(sum(amounts))}

    return step


def _of_figure(column: str) -> Callable[[Case, Mapping[str, Any]], Mapping[str, Any]]:
    def step(case: Case, row: Mapping[str, Any]) -> Mapping[str, Any]:
        del row
        return {"number": figure(case, str(case.opened))[column]}

    return step


def _heads(case: Case, row: Mapping[str, Any]) -> Mapping[str, Any]:
    del row
    return {"number": case.number(f"select count(*) from {{ledger}} e where {_OF_IT} and left_out = 'headcount_only'")}


_AMOUNT = _counted("coalesce(sum(e.amount), 0)", "e.left_out is null")
_STEPS: Mapping[str, Callable[[Case, Mapping[str, Any]], Mapping[str, Any]]] = {
    "listed": _counted("count(*)"),
    "left_out": _left_out,
    "attended": _attended,
    "registrations": lambda case, row: {"number": _registered(case, row)[0]},
    "registered_again": lambda case, row: {"number": _registered(case, row)[0] - _registered(case, row)[1]},
    "unregistered": lambda case, row: {"number": _registered(case, row)[2] - _registered(case, row)[1]},
    "persons": _persons,
    "supporting": _authorities("count(*)"),
    "organisations": _authorities("count(distinct e.organisation)"),
    "same_authority": _authorities("count(distinct e.organisation) - count(distinct e.unit)"),
    "valid": _counted("count(*)", _ANSWERED),
    "earlier": _counted("count(*) - count(distinct e.unit)", _ANSWERED),
    "answered": _counted("count(distinct e.unit)", _ANSWERED),
    "not_saying_so": _not_saying_so,
    "held": _counted("count(*)", "e.left_out is null"),
    "pairs": _counted("count(distinct e.unit)"),
    "not_in_use": _pairs_not_in_use,
    "elsewhere": _elsewhere,
    "counted": _AMOUNT,
    "both": _together("both"),
    "network": _together("both", "network"),
    "value": _of_figure("value"),
    "without_gender": _of_figure("missing_gender"),
    "without_age": _of_figure("missing_age"),
    "headcounts": _heads,
}
