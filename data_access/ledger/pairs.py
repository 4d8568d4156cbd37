"""Pairs of organisation and practice, counted while their latest stage says so."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_access.catalogue import Indicator
from data_access.ledger.entries import entries, reasons
from data_access.ledger.reasons import Reason
from data_access.ledger.records import Records
from data_access.sheets.choices import STAGE

_ORDER = {stage.code: place for place, stage in enumerate(STAGE)}


def changes(rows: pd.DataFrame, unit: str, *, holds: pd.Series) -> pd.Series:
    """+1 where a unit begins to count, -1 where it ceases, 0 where nothing changes. Rows are in order."""
    now = holds.astype(int)
    before = now.groupby(rows[unit]).shift(fill_value=0)
    return now - before


def pairs(records: Records, indicator: Indicator) -> pd.DataFrame:
    """An entry for each stage reached; of several on one day the furthest holds."""
    rows = records["adoptions"]
    rows = rows.assign(unit=rows["organisation"] + "|" + rows["practice"], place=rows["stage"].map(_ORDER))
    rows = rows.sort_values(["reached_on", "place", "row_id"], ignore_index=True)
    holds = rows["stage"].isin(indicator.conditions.stages)
    overtaken = rows.duplicated(["unit", "reached_on"], keep="last")
    change = pd.Series(np.nan, index=rows.index)
    change[~overtaken] = changes(rows[~overtaken], "unit", holds=holds[~overtaken])
    left_out = reasons(
        rows,
        (overtaken, Reason.LATER_STAGE),
        ((change == 0) & holds, Reason.ALREADY_COUNTED),
        (change == 0, Reason.NOT_IN_USE),
    )
    return entries(rows, day="reached_on", left_out=left_out, amount=change)
