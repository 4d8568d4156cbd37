"""The figures of a frozen report, as its viewers may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data_access.catalogue import Rule
from data_access.protection import PublishableFrame
from data_access.queries.indicators.breakdown import grid
from data_access.queries.indicators.figures import protected
from data_access.question import Question
from data_access.released import Release, released
from data_access.reports.frozen import Frozen
from data_access.viewer import Forbidden


@dataclass(frozen=True)
class Definition:
    """What the catalogue said of an indicator when it was frozen (see ``queries.indicators.counted``)."""

    code: str
    breakdown: tuple[str, ...]
    of_few: bool


def figures(question: Question, report: Frozen) -> PublishableFrame:
    """One row per indicator: the columns of ``queries.indicators.overview``, with judgement and comment."""
    rows = pd.DataFrame([*report.content["indicators"]])
    rows["previous_on"] = [None if day is None else date.fromisoformat(day) for day in rows["previous_on"]]
    return protected(rows, _definitions(report), question, day=report.as_of, release=_release(question, report))


def cells(question: Question, report: Frozen, code: str) -> PublishableFrame:
    """The grid of one indicator, as ``queries.indicators.cells`` has it.

    Raises Forbidden where there was no such indicator.
    """
    declared = _definitions(report)
    if code not in declared:
        raise Forbidden(code)
    known = pd.DataFrame([*report.content["cells"]], columns=["code", "gender", "age_group", "value"])
    return grid(known, declared[code], question, day=report.as_of, release=_release(question, report))


def _release(question: Question, report: Frozen) -> Release:
    """What the viewer's role was shown of the records as the report froze them."""
    return released(question.connection, question.programme.id, question.viewer.role, data_version=report.data_version)


def _definitions(report: Frozen) -> Mapping[str, Definition]:
    return {
        code: Definition(code, tuple(told["breakdown"]), told["counts_persons"] or told["rule"] == Rule.HOURS)
        for code, told in report.content["definitions"].items()
    }
