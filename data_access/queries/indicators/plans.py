"""Baselines, targets and planned paths, as the grant decision in force has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select

from data_access.catalogue import codes
from data_access.progress import Plan
from data_access.queries.rows import current_rows, once
from data_access.question import Question


@dataclass(frozen=True)
class Decided:
    """The plan of an indicator and the decision that set it."""

    plan: Plan
    decision: str | None


@once
def plans(question: Question) -> Mapping[str, Decided]:
    """For every indicator what was decided by the question's day; empty plans where nothing was. Two queries."""
    decided, targets = current_rows(question, "indicators"), current_rows(question, "targets")
    in_force = question.connection.execute(
        select(decided)
        .where(or_(decided.c.valid_from.is_(None), decided.c.valid_from <= question.as_of))
        # The last one holds; a row without a day has held from the start.
        .order_by(decided.c.valid_from.is_not(None), decided.c.valid_from, decided.c.id)
    )
    latest = {row.indicator: row for row in in_force}
    ends = {period.code: period.ends_on for period in question.programme.periods}
    paths = defaultdict(list)
    for row in question.connection.execute(select(targets)):
        paths[row.indicator].append((ends[row.period], row.value))
    programme = question.programme
    return {
        code: Decided(
            Plan(
                programme.starts_on,
                programme.ends_on,
                latest[code].baseline if code in latest else None,
                latest[code].target if code in latest else None,
                tuple(sorted(paths[code])),
            ),
            latest[code].decision if code in latest else None,
        )
        for code in codes()
    }
