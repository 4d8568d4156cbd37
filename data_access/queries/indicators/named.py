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
    known = indicators() if declared is None else declared
    made = names.names(rows["code"], measure, days, parts, index=rows.index)
    of_few = rows["code"].map(lambda code: code in known and known[code].of_few).astype(bool)
    return made.where(of_few & (question.viewer.role is not Role.ORGANISATION), None)
