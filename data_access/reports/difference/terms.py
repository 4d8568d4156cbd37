"""What else differs between a frozen report and today: targets, definitions, rules of counting, who was asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

import pandas as pd
from sqlalchemy import select

from data_access.catalogue import Indicator, indicators
from data_access.programmes import facts
from data_access.protection import PublishableFrame, protect
from data_access.question import Question
from data_access.reports import digest
from data_access.reports.difference.figures import today
from data_access.reports.difference.movements import allow
from data_access.reports.frozen import Frozen

# Of the figures, in the order in which they are told
DECIDED = ("baseline", "target", "decision", "planned", "answered", "eligible")

Differing = tuple[str, Any, Any]  # what, then, now


def terms(question: Question, report: Frozen) -> PublishableFrame:
    """What a report says of its indicators that would be said otherwise today, indicator by indicator. Five queries.

    Columns: code (empty: the programme's rules of counting), term (baseline, target, decision, planned, answered,
    eligible; a part of the frozen definition: names, definition, counting, legal, conditions ...; a rule), then, now
    (numbers, text, texts by language, or what else a definition holds).
    Raises Forbidden but for manager and financier.
    """
    allow(question)
    then = {row["code"]: row for row in report.content["indicators"]}
    defined = report.content["definitions"]
    found: list[tuple[str | None, *Differing]] = [
        (None, *differing) for differing in _ruled(question, report.content["programme"].get("rules", {}))
    ]
    for row in today(question, report.as_of):
        code = row["code"]
        if code in then:
            apart = (*_decided(then[code], row), *_defined(defined.get(code, {}), indicators()[code]))
            found += [(code, *differing) for differing in apart]
    return protect(pd.DataFrame(found, columns=["code", "term", "then", "now"], dtype="object"), question)


def _ruled(question: Question, then: Mapping[str, Any]) -> Iterator[Differing]:
    known = facts().subquery()
    mine = select(known).where(known.c.programme_id == question.programme.id)
    now = question.connection.execute(mine).one()._asdict()
    yield from ((name, value, now.get(name)) for name, value in then.items() if value != now.get(name))


def _decided(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Differing]:
    yield from ((name, then.get(name), now[name]) for name in DECIDED if then.get(name) != now[name])


def _defined(then: Mapping[str, Any], indicator: Indicator) -> Iterator[Differing]:
    now = json.loads(digest.canonical({name: _plain(getattr(indicator, name, None)) for name in then}))
    yield from ((name, value, now[name]) for name, value in then.items() if value != now[name])


def _plain(value: Any) -> Any:
    """A part of the catalogue's declaration as it is frozen."""
    if isinstance(value, Mapping):
        return dict(value)
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
