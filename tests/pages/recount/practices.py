"""Practices and their uptake counted again, from the sheets and, where indicators are shown, from the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.pages.recount.case import Case, Numbers, begins, ends

_DAYS = ("identified_on", "documented_on", "reviewed_on", "published_on")
_LISTED = (
    "{practices} p where (coalesce(" + ", ".join(_DAYS) + ") is null or "
    + " or ".join(f"{day} <= :day" for day in _DAYS) + ")"
)  # fmt: skip
STAGES = ("planned", "piloted", "in_use", "embedded", "dropped")
_TAKEN_UP = ("piloted", "in_use", "embedded")
KINDS = ("publication", "event", "training_material", "media")


def stands(case: Case) -> Mapping[tuple[str, str], str]:
    """By practice and organisation the stage it has; of two reached on one day the farther one."""
    found = {}
    order = " ".join(f"when '{stage}' then {at}" for at, stage in enumerate(STAGES))
    for row in case.rows(
        f"""select practice, organisation, stage from {{adoptions}} a where reached_on <= :day
            order by reached_on, case stage {order} end, id"""
    ):
        found[row.practice, row.organisation] = row.stage
    return found


def pipeline(case: Case) -> Numbers:
    """How many practices reached each stage."""
    listed = case.number(f"select count(*) from {_LISTED}")
    found = {}
    for day in _DAYS:
        found[day.removesuffix("_on"),] = case.number(f"select count(*) from {_LISTED} and {day} <= :day")
    for at, stage in enumerate(_TAKEN_UP):
        farther = ", ".join(f"'{one}'" for one in _TAKEN_UP[at:])
        reached = f"select a.practice from {{adoptions}} a where a.reached_on <= :day and a.stage in ({farther})"
        found[stage,] = case.number(f"select count(*) from {_LISTED} and p.practice in ({reached})")
    return {stage: {"practices": number, "listed": listed} for stage, number in found.items()} if listed else {}


def listing(case: Case) -> Numbers:
    """Of each practice, how many organisations stand where."""
    now = list(stands(case).items())
    return {
        (row.practice,): {
            stage: sum(one == stage and practice == row.practice for (practice, _), one in now) for stage in STAGES
        }
        for row in case.rows(f"select p.practice from {_LISTED}")
    }


def themes(case: Case) -> Numbers:
    """Practices by theme, and of them those in use."""
    used = {practice for (practice, _), stage in stands(case).items() if stage in ("in_use", "embedded")}
    found: dict[tuple[Any, ...], dict[str, int]] = {}
    for row in case.rows(f"select p.practice, p.theme from {_LISTED}"):
        numbers = found.setdefault((row.theme,), {"practices": 0, "in_use": 0})
        numbers["practices"] += 1
        numbers["in_use"] += row.practice in used
    return found


_SERIES = {"organisations": "P.11", "pairs": "P.12", "items": "P.13"}
_COUNTED = """{ledger} e where indicator = :code and measure = 'value' and left_out is null and counted_on <= :until"""


def curve(case: Case) -> Numbers:
    """The three indicators of adoption at the end of each month."""
    days = [
        day
        for code in _SERIES.values()
        for day in case.days(f"select counted_on from {_COUNTED}", code=code, until=case.day)
    ]
    if not days:
        return {}
    start, end = case.span
    days = [*days, start, min(case.day, end)]
    return {
        (begins(last, 1),): {
            name: case.number(f"select coalesce(sum(amount), 0) from {_COUNTED}", code=code, until=min(last, case.day))
            for name, code in _SERIES.items()
        }
        for last in ends(min(days), max(days), 1)
    }


_ITEMS = "{dissemination} d where published_on <= :day"


def reach(case: Case) -> Numbers:
    """What was published in each month, and whom it reached."""
    days = case.days(f"select published_on from {_ITEMS}")
    found = {}
    for last in ends(min(days), max(days), 1) if days else ():
        of_it = f"{_ITEMS} and published_on >= :first and published_on <= :last"
        span = {"first": begins(last, 1), "last": last}
        reached = f"select sum(reach) from {of_it} and coalesce(kind, 'other') = :kind"
        found[span["first"],] = {
            "items": case.number(f"select count(*) from {of_it}", **span),
            "unknown": case.number(f"select count(*) from {of_it} and reach is null", **span),
            **{kind: case.number(reached, kind=kind, **span) for kind in (*KINDS, "other")},
        }
    return found


def users(case: Case) -> Numbers:
    """Items that somebody outside uses."""
    return _reached(case, "uptake_by is not null")


def material(case: Case) -> Numbers:
    """Items of the opened practice."""
    return _reached(case, "practice = :opened")


def outside(case: Case) -> Numbers:
    """Items of the opened practice that somebody outside uses."""
    return _reached(case, "practice = :opened and uptake_by is not null")


def _reached(case: Case, where: str) -> Numbers:
    return {(row.item,): {"reach": row.reach} for row in case.rows(f"select item, reach from {_ITEMS} and {where}")}


def uptake(case: Case) -> Numbers:
    """How many organisations stand where with the opened practice."""
    now = [stage for (practice, _), stage in stands(case).items() if practice == case.opened]
    return {(stage,): {"organisations": now.count(stage)} for stage in STAGES} if now else {}


def timeline(case: Case) -> Numbers:
    """Sessions held so far by kind."""
    held = "{sessions} s where status = 'held' and held_on <= :until"
    days = case.days(f"select held_on from {held}", until=case.day)
    if not days:
        return {}
    last, months = max(*days, min(case.day, case.span[1])), 6 if case.restricted else 1
    return {
        (min(end, case.day),): {
            kind: case.number(f"select count(*) from {held} and kind = :kind", until=min(end, case.day), kind=kind)
            for kind in ("training", "mentoring", "network", "event")
        }
        for end in ends(min(days), last, months)
    }
