"""Checks before a report is submitted: what contradicts itself blocks, what is odd or missing is a warning."""

from __future__ import annotations

import pandas as pd

from data_access.question import Question

COLUMNS = ("check", "blocking", "code", "sheet", "row_id", "record", "found", "expected")


def findings(question: Question) -> pd.DataFrame:
    """What was found as of the question's day: a row per finding, what blocks first.

    Columns: see COLUMNS. ``code``: the indicator, ``sheet`` and ``row_id``: the row, ``record``: its code; each empty
    where the finding has none. ``found`` and ``expected``: numbers, where the check compares any.
    """
    del question
    return pd.DataFrame(columns=list(COLUMNS))
