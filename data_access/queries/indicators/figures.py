"""All indicators as of a day, each with its target, its plan and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from data_access.catalogue import Indicator, indicators
from data_access.progress import forecast, progress
from data_access.protection import PublishableFrame, names, protect
from data_access.queries.indicators.counted import Counted
from data_access.queries.indicators.knowledge import lacking
from data_access.queries.indicators.named import named
from data_access.queries.indicators.plans import Decided, plans
from data_access.queries.indicators.scope import Scope
from data_access.queries.indicators.sums import previous_end, sums
from data_access.queries.rows import once
from data_access.question import Question
from data_access.released import Release

_OF_VALUE = ("progress", "pace", "forecast")
_OF_PEOPLE = ("missing_gender", "missing_age", "incomplete", "in_cells")


@once
def overview(question: Question) -> PublishableFrame:
    """One row per indicator, in the catalogue's order. Four queries.

    Columns: code, kind (output, result), unit, value, baseline, target, decision, progress (share of the
    way from baseline to target), planned (for the day), planned_progress (the share that it is), basis
    (targets, time), pace (behind, on, ahead), forecast (at the programme's end, as since the previous
    period), answered and eligible (survey indicators), previous (value) and previous_on (end of the last
    period closed before the day), missing_gender, missing_age, incomplete (either), in_cells (neither;
    persons only), lacks.

    ``value`` is empty where nothing was delivered that it rests on; ``lacks`` says what: a sheet, a column
    of it (``sheet.column``), a question (``responses:question``), or ``organisation``: asked about a part
    of the programme, which the indicator knows nothing of. Of a part there is no progress, plan or pace.
    """
    return protected(pd.DataFrame(facts(question)), indicators(), question, day=question.as_of)


def protected(
    rows: pd.DataFrame,
    declared: Mapping[str, Counted],
    question: Question,
    *,
    day: date,
    release: Release | None = None,
) -> PublishableFrame:
    """Rows as those of ``facts``, of ``day`` and of the indicators ``declared`` by code, as the viewer may see them.

    ``release``: of which the numbers are, where it is not the question's.
    """

    def called(measure: str, on: pd.Series[date] | date = day, parts: pd.Series[str] | None = None) -> pd.Series[str]:
        return named(rows, question, measure, on, parts=parts, declared=declared)

    incomplete = called(names.CELL, parts=pd.Series(names.INCOMPLETE, index=rows.index))
    return protect(
        rows,
        question,
        named={
            **{column: called(column) for column in ("value", "answered", "eligible", "missing_gender", "missing_age")},
            "previous": called(names.VALUE, rows["previous_on"]),
            "incomplete": incomplete,
        },
        # A forecast is a straight line through two values.
        follows={
            **dict.fromkeys(_OF_VALUE, "value"),
            "forecast": ("value", "previous"),
            "in_cells": ("value", "incomplete"),
        },
        release=release,
    )


@once
def facts(question: Question) -> Sequence[Mapping[str, Any]]:
    """The rows of ``overview`` before they are protected."""
    scope = Scope(question)
    summed, decided, lacks = sums(question, scope), plans(question), lacking(question)
    rows = [
        _row(question, indicator, summed[code], decided[code], _lacks(indicator, lacks, scope))
        for code, indicator in indicators().items()
    ]
    planned = dict.fromkeys((*_OF_VALUE, "planned", "planned_progress", "basis") if scope.narrowed else ())
    return [row | planned for row in rows]


def _lacks(indicator: Indicator, lacks: Mapping[str, str], scope: Scope) -> str | None:
    if indicator.code in lacks:
        return lacks[indicator.code]
    return "organisation" if scope.narrowed and not indicator.by_organisation else None


def _row(
    question: Question, indicator: Indicator, summed: Mapping[str, float], decided: Decided, lacks: str | None
) -> dict[str, Any]:
    plan, before = decided.plan, previous_end(question)
    known = {name: None if lacks else amount for name, amount in summed.items()}
    value, previous = known["value"], known["previous"] if before else None
    since = (before, previous) if before and previous is not None else (plan.starts_on, plan.baseline or 0.0)
    return {
        "code": indicator.code,
        "kind": indicator.kind,
        "unit": indicator.unit,
        "value": value,
        "baseline": plan.baseline,
        "target": plan.target,
        "decision": decided.decision,
        "progress": progress(value, plan.baseline, plan.target),
        "planned": (planned := plan.planned(question.as_of)),
        "planned_progress": progress(planned, plan.baseline, plan.target),
        "basis": plan.basis,
        "pace": plan.pace(value, question.as_of),
        "forecast": None if value is None else forecast((question.as_of, value), since, plan.ends_on),
        "answered": known["answered"] if indicator.survey else None,
        "eligible": known["eligible"] if indicator.survey else None,
        "previous": previous,
        "previous_on": before,
        **{name: known[name] if indicator.breakdown else None for name in _OF_PEOPLE},
        "lacks": lacks,
    }
