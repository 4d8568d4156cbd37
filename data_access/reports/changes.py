"""What changed since the report before."""

from __future__ import annotations

import pandas as pd

from data_access.queries.indicators.figures import facts
from data_access.question import Question
from data_access.reports.frozen import Frozen


def since(question: Question, previous: Frozen | None) -> pd.DataFrame:
    """For each indicator the way from the value submitted before to the one of the question's day.

    Columns: code, previous (as submitted; empty where it was unknown, or nothing was submitted), revised (what has
    come or gone since of days up to the previous report's), new (what counts from later days), value.
    """
    before = {} if previous is None else {row["code"]: row["value"] for row in previous.content["indicators"]}
    rows = [(row["code"], before.get(row["code"]), None, None, row["value"]) for row in facts(question)]
    return pd.DataFrame(rows, columns=["code", "previous", "revised", "new", "value"])
