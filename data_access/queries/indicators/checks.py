"""Simple checks of the figures against one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from data_access.catalogue import Indicator, Timing, indicators
from data_access.checks import Check
from data_access.protection import PublishableFrame, names, protect
from data_access.queries.indicators.figures import facts
from data_access.queries.indicators.named import named
from data_access.queries.indicators.sums import previous_end
from data_access.question import Question
from data_access.viewer import Forbidden, Role


def checks(question: Question) -> PublishableFrame:
    """The checks that fail, in the catalogue's order. Four queries.

    Columns: code, check (see ``Check``), found and expected (numbers, where the check compares any).
    Raises Forbidden for an organisation: a part of the programme proves nothing about the whole.
    """
    if question.viewer.role is Role.ORGANISATION:
        raise Forbidden("checks")
    rows = failing(question)
    return told(protect(rows, question, named=compared(rows, question)))


def told(found: PublishableFrame) -> PublishableFrame:
    """Without the checks for which numbers are compared that are hidden.

    That there is such a row says that a number is not 0, or less than another.
    """
    hidden = found.hidden["found"] | found.hidden["expected"]
    return found.where(~(hidden & found.rows["check"].isin([str(one) for one in _COMPARED])))


# The numbers that a check compares, as measures of the indicator; of others a restricted reader sees none
_COMPARED = {
    Check.FELL: (names.VALUE, names.VALUE),
    Check.ANSWERED_ABOVE_ELIGIBLE: (names.ANSWERED, names.ELIGIBLE),
    Check.GENDER_UNKNOWN: (names.NO_GENDER, None),
    Check.AGE_UNKNOWN: (names.NO_AGE, None),
}


def compared(rows: pd.DataFrame, question: Question) -> Mapping[str, pd.Series[str]]:
    """The names of ``found`` and ``expected`` (see ``protection.names``); what is expected to be 0 has none."""
    told = [_COMPARED.get(Check(check), ("unnamed", "unnamed")) for check in rows["check"]]
    days = {"found": question.as_of, "expected": previous_end(question) or question.as_of}
    found = {}
    for side, column in enumerate(("found", "expected")):
        measures = [one[side] for one in told]
        made = [
            named(rows.iloc[[at]], question, measure, days["found" if measure == names.ELIGIBLE else column]).iloc[0]
            if measure
            else None
            for at, measure in enumerate(measures)
        ]
        found[column] = pd.Series(made, index=rows.index, dtype="object")
    return found


def failing(question: Question) -> pd.DataFrame:
    """The rows of ``checks`` before they are protected."""
    figures = {row["code"]: row for row in facts(question)}
    failed = [
        (code, check, found, expected)
        for code, indicator in indicators().items()
        for check, found, expected in _failed(indicator, figures)
    ]
    rows = pd.DataFrame(failed, columns=["code", "check", "found", "expected"])
    return rows.astype({"found": "float64", "expected": "float64"})


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
    main = figures[indicator.sub_of]["value"] if indicator.sub_of else None
    if main is not None and row["value"] > main:
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
