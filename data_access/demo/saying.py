"""What the people of the demonstration say in its reports, and how they judge each indicator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data_access.demo.row import texts
from data_access.progress import Pace
from data_access.queries.indicators import overview
from data_access.question import Question
from data_access.reports import Judgement, Remark

NOTHING_YET = 0.01  # share of the way to the target
JUDGED = {Pace.AHEAD: Judgement.ON_TRACK, Pace.ON: Judgement.ON_TRACK, Pace.BEHIND: Judgement.CONSTRAINED}


def said(period: int, version: int) -> Mapping[str, str]:
    """The words at each step of a version (from 0) of a half-year's report: prepared, submitted, answered."""
    words: Mapping[str, str] = texts("reports")["reports"][period]["rounds"][version]
    return words


def remarks(question: Question, period: int) -> Mapping[str, Remark]:
    """A judgement of every indicator that has a target, as of the question's day, and comments on some of them."""
    told = texts("reports")["reports"][period]
    found = {row["code"]: _judgement(row, told["judged"]) for row in overview(question).records()}
    return {code: Remark(one, told["remarks"].get(code, {}).get(one, "")) for code, one in found.items() if one}


def _judgement(row: Mapping[str, Any], judged: Mapping[str, str]) -> Judgement | None:
    if row["code"] in judged:
        return Judgement(judged[row["code"]])
    if row["progress"] is None or row["pace"] is None:
        return None
    if row["progress"] >= 1:
        return Judgement.MET
    if row["progress"] < NOTHING_YET:
        return Judgement.NO_PROGRESS
    return JUDGED[row["pace"]]
