"""Decides on self-assessments and hours of organisations in blocks, each shown as a whole or not at all.

A block is the levels of one dimension, or the hours of one kind of session in one cohort, on one day. It is shown where
enough organisations are behind it and do not all say the same. Of two days on which it is shown, or once was, either no
organisation must differ, or enough of them: the difference between the days would tell what a few said. So an
assessment that is delivered late, or corrected, is not found by who remembers what was shown before.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
from sqlalchemy import func, or_, select

from data_access.protection.names import name
from data_access.queries.organisation.support import KINDS
from data_access.queries.organisations.maturity import baseline_and_latest
from data_access.queries.organisations.roster import taking_part
from data_access.queries.organisations.sessions import sessions_of
from data_access.queries.rows import frame
from data_access.question import Question
from data_access.releases.axis import Axis
from data_access.releases.past import Past
from data_access.releases.tables import Tables
from data_access.viewer import Role

MATURITY, HOURS = "maturity", "hours"
Said = Mapping[str, Hashable]  # by organisation
Block = tuple[str, str, str]  # topic, measure and part


def declare(tables: Tables, question: Question, axis: Axis, past: Past) -> None:
    """The blocks of the ends of all closed periods.

    One query a day, for the role of organisations two; as many again for each earlier delivery of which any was shown.
    """
    before: dict[Block, list[Said]] = {}
    shown: dict[int, set[str]] = {}
    for known, called in past.shown_of(MATURITY, HOURS):
        shown.setdefault(known, set()).add(called)
    for known, those in shown.items():
        days = sorted({date.fromisoformat(one.rpartition("|")[-1]) for one in those})
        for (topic, measure, part), by_day in _said(replace(question, known=known), days, tables.role).items():
            ours = [said for day, said in by_day.items() if name(topic, measure, day, part) in those]
            before.setdefault((topic, measure, part), []).extend(ours)
    for block, by_day in _said(question, axis.ends, tables.role).items():
        open_to, (topic, measure, part) = _shown(by_day, before.get(block, ()), tables.limits.cell), block
        tables.blocks.update({name(topic, measure, day, part): day in open_to for day in by_day})


def _said(question: Question, days: Sequence[date], role: Role) -> Mapping[Block, Mapping[date, Said]]:
    """What each organisation says, by block and day."""
    said: dict[Block, dict[date, Said]] = {}
    for day in days:
        asked = replace(question, as_of=day)
        for key, of_day in _levels(asked).items():
            said.setdefault((MATURITY, *key), {})[day] = of_day
        for key, of_day in (_hours(asked) if role is Role.ORGANISATION else {}).items():
            said.setdefault((HOURS, *key), {})[day] = of_day
    return said


def _shown(said: Mapping[date, Said], before: Sequence[Said], least: int) -> Sequence[date]:
    """The days on which the block is shown. The newest is taken first, an earlier one where it fits all those taken.

    All have to fit ``before``, what was shown of it once.
    """
    found: list[date] = []
    for day in sorted(said, reverse=True):
        several = len(said[day]) >= least and len(set(said[day].values())) > 1
        seen = [*before, *(said[other] for other in found)]
        if several and all(
            _changed(said[day], other) in (0, *range(least, len(said[day]) + len(other) + 1)) for other in seen
        ):
            found.append(day)
    return found


def _changed(one: Said, other: Said) -> int:
    """How many organisations say something else, or are in one of them alone."""
    return sum(one.get(who) != other.get(who) for who in {*one, *other})


def _levels(question: Question) -> Mapping[tuple[str, str], Said]:
    """By round (baseline, latest, compared: both) and dimension. One query."""
    pairs = baseline_and_latest(question, taking_part(question))
    columns = (pairs.c.organisation, pairs.c.dimension, pairs.c.baseline, pairs.c.latest)
    rows = frame(question, select(*columns))
    found: dict[tuple[str, str], dict[str, Hashable]] = {}
    for row in rows.to_dict("records"):
        both = (row["baseline"], row["latest"]) if pd.notna(row["baseline"]) and pd.notna(row["latest"]) else None
        for at, level in (("baseline", row["baseline"]), ("latest", row["latest"]), ("compared", both)):
            if isinstance(level, tuple) or pd.notna(level):
                found.setdefault((at, row["dimension"]), {})[row["organisation"]] = level
    return found


def _hours(question: Question) -> Mapping[tuple[str, str], Said]:
    """By kind of session and cohort: the hours of each organisation that has not left. One query."""
    everyone, attended = taking_part(question), sessions_of(question)
    still_in = or_(everyone.c.left_on.is_(None), everyone.c.left_on > question.as_of)
    rows = frame(
        question,
        select(everyone.c.organisation, everyone.c.cohort, attended.c.kind, func.sum(attended.c.hours).label("hours"))
        .outerjoin_from(everyone, attended, attended.c.organisation == everyone.c.organisation)
        .where(everyone.c.cohort.is_not(None), still_in)
        .group_by(everyone.c.organisation, everyone.c.cohort, attended.c.kind),
    )
    found: dict[tuple[str, str], dict[str, Hashable]] = {}
    for row in rows.to_dict("records"):
        for kind in KINDS:
            mine = found.setdefault((kind, row["cohort"]), {})
            mine.setdefault(row["organisation"], 0.0)
            if row["kind"] == kind and pd.notna(row["hours"]):
                mine[row["organisation"]] = float(row["hours"])
    return found
