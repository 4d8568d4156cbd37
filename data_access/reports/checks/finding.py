"""The shape of what checks find."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data_access.catalogue import indicators
from data_access.checks import BLOCKING, Check

# Days and texts beside the numbers, and what protection has to know
COLUMNS = (
    "check", "blocking", "code", "sheet", "row_id", "record", "found", "expected",
    "source", "file", "line", "on", "until", "like", "people", "network",
)  # fmt: skip


def of(check: Check, rows: pd.DataFrame, **same: Any) -> pd.DataFrame:
    """``rows`` as findings of the check, ``same`` in each; columns that are not in them are empty.

    Plain values throughout: numbers that are whole in the rows stay so beside empty cells.
    """
    unsaid = {name: False for name in ("people", "network") if name not in rows}
    found = rows.assign(**{**unsaid, **same, "check": str(check), "blocking": check in BLOCKING})
    found = found.reindex(columns=list(COLUMNS)).astype(object)
    return found.where(found.notna(), None)


def of_indicators(check: Check, rows: pd.DataFrame) -> pd.DataFrame:
    """``rows`` about figures of indicators (``code``) as findings of the check."""
    declared = [indicators()[code] for code in rows["code"]]
    people = pd.Series([one.counts_persons for one in declared], index=rows.index, dtype=bool)
    network = pd.Series([one.of_network_alone for one in declared], index=rows.index, dtype=bool)
    return of(check, rows, people=people, network=network)
