"""Simple checks of the figures against one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import pandas as pd

from data_access.catalogue import Indicator, Timing, indicators
from data_access.message import N_, Message
from data_access.protection import PublishableFrame, protect
from data_access.queries.indicators.figures import facts
from data_access.question import Question
from data_access.viewer import Forbidden, Role


class Check(StrEnum):
    """What was found wanting."""

    SUB_ABOVE_MAIN = "sub_above_main"
    CELLS_DIFFER = "cells_differ"
    ANSWERED_ABOVE_ELIGIBLE = "answered_above_eligible"
    FELL = "fell"
    NO_DATA = "no_data"
    NO_TARGET = "no_target"
    GENDER_UNKNOWN = "gender_unknown"
    AGE_UNKNOWN = "age_unknown"


LABELS: Mapping[Check, Message] = MappingProxyType(
    {
        Check.SUB_ABOVE_MAIN: N_("More are counted than in the main indicator"),
        Check.CELLS_DIFFER: N_("The cells and the incomplete records do not add up to the value"),
        Check.ANSWERED_ABOVE_ELIGIBLE: N_("More have answered than could"),
        Check.FELL: N_("The value is lower than at the end of the period before"),
        Check.NO_DATA: N_("Nothing was delivered that the value rests on"),
        Check.NO_TARGET: N_("No target has been entered"),
        Check.GENDER_UNKNOWN: N_("The gender of some persons is unknown"),
        Check.AGE_UNKNOWN: N_("The age group of some persons is unknown"),
    }
)


def checks(question: Question) -> PublishableFrame:
    """The checks that fail, in the catalogue's order. Four queries.

    Columns: code, check (see ``Check``), found and expected (numbers, where the check compares any).
    Raises Forbidden for an organisation: a part of the programme proves nothing about the whole.
    """
    if question.viewer.role is Role.ORGANISATION:
        raise Forbidden("checks")
    figures = {row["code"]: row for row in facts(question)}
    failed = [
        (code, check, found, expected)
        for code, indicator in indicators().items()
        for check, found, expected in _failed(indicator, figures)
    ]
    rows = pd.DataFrame(failed, columns=["code", "check", "found", "expected"])
    rows = rows.astype({"found": "float64", "expected": "float64"})
    of_people = rows["code"].map(lambda code: indicators()[code].counts_persons).astype(bool)
    of_network = rows["code"].map(lambda code: indicators()[code].of_network_alone).astype(bool)
    return protect(rows, question, counts=("found", "expected"), people=of_people, network=of_network)


def _failed(
    indicator: Indicator, figures: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[Check, float | None, float | None]]:
    row = figures[indicator.code]
    if row["lacks"]:
        yield Check.NO_DATA, None, None
    if row["target"] is None:
        yield Check.NO_TARGET, None, None
    if row["value"] is None:
        return
    if indicator.sub_of and row["value"] > (main := figures[indicator.sub_of]["value"]):
        yield Check.SUB_ABOVE_MAIN, row["value"], main
    if indicator.timing is Timing.ONCE and row["previous"] is not None and row["value"] < row["previous"]:
        yield Check.FELL, row["value"], row["previous"]
    if indicator.survey and row["answered"] > row["eligible"]:
        yield Check.ANSWERED_ABOVE_ELIGIBLE, row["answered"], row["eligible"]
    if indicator.breakdown:
        yield from _incomplete(row)


def _incomplete(row: Mapping[str, Any]) -> Iterator[tuple[Check, float | None, float | None]]:
    if row["in_cells"] + row["incomplete"] != row["value"]:
        yield Check.CELLS_DIFFER, row["in_cells"] + row["incomplete"], row["value"]
    if row["missing_gender"]:
        yield Check.GENDER_UNKNOWN, row["missing_gender"], 0.0
    if row["missing_age"]:
        yield Check.AGE_UNKNOWN, row["missing_age"], 0.0
