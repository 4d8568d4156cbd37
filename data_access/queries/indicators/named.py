"""The names under which figures of indicators are released (see ``data_access.protection.names``)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from data_access.catalogue import indicators
from data_access.protection import names
from data_access.queries.indicators.counted import Counted
from data_access.question import Question
from data_access.viewer import Role


def named(
    rows: pd.DataFrame,
    question: Question,
    measure: str,
    days: pd.Series[date] | date | None,
    *,
    parts: pd.Series[str] | None = None,
    declared: Mapping[str, Counted] | None = None,
) -> pd.Series[str]:
    """The name of a number of each row, which has a ``code``; None where it rests on no people.

    ``declared``: the indicators by code, where they are not the catalogue's. An organisation sees its own in full.
    """
    if question.viewer.role is Role.ORGANISATION:
        return pd.Series(None, index=rows.index, dtype="object")
    known = indicators() if declared is None else declared
    of_few = {code for code in set(rows["code"]) if code in known and known[code].of_few}
    made = names.names(rows["code"], measure, days, parts, index=rows.index)
    named = [name if code in of_few else None for code, name in zip(rows["code"], made, strict=True)]
    return pd.Series(named, index=rows.index, dtype="object")
