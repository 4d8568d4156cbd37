"""Reports counted again: the ledger as it was known with the delivery up to which one was frozen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.pages.recount import evidence, figures
from tests.pages.recount.case import Case, Numbers, as_day


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
        for overdue, number, _ in (lateness(case, row),)
    }


def lateness(case: Case, row: Any) -> tuple[int | None, int | None, str | None]:
    """Days overdue, version and last step of a period's report."""
    taken = case.rows(
        f"""select step, version, taken_at from report_steps s where programme_id = :programme and period = :period
            {"and step <> 'prepare'" if case.restricted else ""} order by number""",
        period=row.period,
    )
    step, number = (taken[-1].step, taken[-1].version) if taken else (None, None)
    due = as_day(row.report_due_on)
    typed = case.rows(
        "select 1 from {reported} r where period = :period and (submitted_on is null or submitted_on <= :today)",
        period=row.period,
    )
    in_time = due is not None and any(one.step == "submit" and as_day(one.taken_at) <= due for one in taken)
    settled = in_time or step in ("submit", "approve") or (step is None and typed)
    overdue = None if due is None or settled else (case.today - due).days
    return overdue, number, step


def entries(case: Case) -> Numbers:
    """Those of the opened indicator as frozen; all frozen figures to choose from where none is opened."""
    if "indicator" not in case.more:
        return {(code, None, None, None, None): row for (code,), row in frozen_figures(case).items()}
    found = evidence.entries(replace(then(case), opened=case.more["indicator"]))
    # Without the unit: it follows from the row, and the figures have a column of that name.
    return {(None, *key[:2], *key[3:]): row for key, row in found.items()}


def drawn(case: Case, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """One entry of a sample of those frozen."""
    return evidence.drawn(replace(then(case), opened=case.more["indicator"]), row)
