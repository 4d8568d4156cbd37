"""What a report freezes: figures, breakdowns, definitions and targets in force, checks, changes, what people say.

Keys of the content: format, programme (its facts, names, and ``rules``: what it says of counting), period, version,
as_of, data_version, delivered_at, prepared_at, prepared_by, comment, previous (period, version and hash of the report
submitted before, or null), indicators (the rows of ``queries.indicators.overview`` with judgement and comment),
definitions (by code, with all that decides what may be shown of it), targets (code, on, value: the planned paths),
cells (code, gender, age_group, value), checks (``reports.checks.findings``), changes (``reports.changes.since``),
entries (``digest.of_entries``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import select

from data_access.catalogue import Indicator, indicators
from data_access.programmes import facts as programme_facts
from data_access.queries.indicators.breakdown import known_cells
from data_access.queries.indicators.figures import facts
from data_access.queries.indicators.plans import plans
from data_access.question import Period, Question
from data_access.reports import digest
from data_access.reports.changes import since
from data_access.reports.checks import findings
from data_access.reports.frozen import Frozen
from data_access.reports.remarks import Remark

FORMAT = 1
_FACTS = ("code", "starts_on", "ends_on", "funder", "funding_decision", "responsible_unit", "partners", "demonstration")
_RULES = ("counts", "follow_up_from_days", "follow_up_to_days")


@dataclass(frozen=True)
class Stamp:
    """Who froze it, when, with which words."""

    version: int
    at: datetime
    by: str
    comment: str


def content(
    question: Question, period: Period, stamp: Stamp, remarks: Mapping[str, Remark], previous: Frozen | None
) -> Mapping[str, Any]:
    """The content, as of the question's day. ``remarks``: by the code of the indicator."""
    programme = question.programme
    return {
        "format": FORMAT,
        "programme": {name: getattr(programme, name) for name in _FACTS}
        | {"names": dict(programme.names), "rules": _rules(question)},
        "period": asdict(period),
        "version": stamp.version,
        "as_of": question.as_of,
        "data_version": programme.data_version,
        "delivered_at": _in_utc(programme.delivered_at).isoformat(),
        "prepared_at": stamp.at.isoformat(),
        "prepared_by": stamp.by,
        "comment": stamp.comment,
        "previous": previous and {"period": previous.period, "version": previous.version, "hash": previous.hash},
        "indicators": [_said(row, remarks.get(row["code"], Remark())) for row in facts(question)],
        "definitions": {code: _definition(one) for code, one in indicators().items()},
        "targets": _targets(question),
        "cells": records(known_cells(question)),
        "checks": records(findings(question)),
        "changes": records(since(question, previous)),
        "entries": digest.of_entries(
            question.connection, programme.id, delivery=programme.data_version, as_of=question.as_of
        ),
    }


def _said(row: Mapping[str, Any], remark: Remark) -> Mapping[str, Any]:
    return {**row, "judgement": remark.judgement, "comment": remark.comment}


def _definition(indicator: Indicator) -> Mapping[str, Any]:
    words = {name: dict(getattr(indicator, name)) for name in ("names", "definition", "counting", "legal")}
    facts_of_it = ("version", "unit", "kind", "rule", "timing", "breakdown", "sub_of", "survey")
    shown = {"counts_persons": indicator.counts_persons, "of_network_alone": indicator.of_network_alone}
    conditions = asdict(indicator.conditions)
    return words | {name: getattr(indicator, name) for name in facts_of_it} | shown | {"conditions": conditions}


def _rules(question: Question) -> Mapping[str, Any]:
    known = programme_facts().subquery()
    rules = select(*(known.c[name] for name in _RULES)).where(known.c.programme_id == question.programme.id)
    return question.connection.execute(rules).one()._asdict()


def _targets(question: Question) -> Sequence[Mapping[str, Any]]:
    decided = plans(question).items()
    return [{"code": code, "on": on, "value": value} for code, one in decided for on, value in one.plan.path]


def _in_utc(moment: datetime) -> datetime:
    """SQLite gives it back without a zone."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def records(frame: pd.DataFrame) -> Sequence[Mapping[str, Any]]:
    """The rows as plain values, None for what is missing."""
    rows: Sequence[Mapping[str, Any]] = frame.astype(object).where(frame.notna(), None).to_dict("records")  # type: ignore[assignment]
    return rows
