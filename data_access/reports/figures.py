"""The figures of a frozen report, as its viewers may see them."""

from __future__ import annotations

from datetime import date

import pandas as pd

from data_access.protection import PublishableFrame
from data_access.queries.indicators.breakdown import grid
from data_access.queries.indicators.figures import protected
from data_access.queries.indicators.scope import asked
from data_access.question import Question
from data_access.reports.frozen import Frozen


def figures(question: Question, report: Frozen) -> PublishableFrame:
    """One row per indicator: the columns of ``queries.indicators.overview``, with judgement and comment."""
    rows = pd.DataFrame([*report.content["indicators"]])
    rows["previous_on"] = [None if day is None else date.fromisoformat(day) for day in rows["previous_on"]]
    return protected(rows, question)


def cells(question: Question, report: Frozen, code: str) -> PublishableFrame:
    """The grid of one indicator, as ``queries.indicators.cells`` has it. Raises Forbidden as that does."""
    known = pd.DataFrame([*report.content["cells"]], columns=["code", "gender", "age_group", "value"])
    return grid(known, asked(code), question)
