"""Organisations, practices and items that count from a day written in their row."""

from __future__ import annotations

import pandas as pd

from data_access.catalogue import Conditions, Indicator
from data_access.ledger.entries import entries, only_first, reasons
from data_access.ledger.reasons import Reason
from data_access.ledger.records import Records


def dated(records: Records, indicator: Indicator) -> pd.DataFrame:
    """An entry for each row of the sheet; a unit counts once, from the earliest day."""
    conditions = indicator.conditions
    rows = _considered(records, conditions).sort_values([conditions.day, "row_id"], ignore_index=True)
    tests = [(rows[conditions.day].isna(), Reason.NO_DATE)]
    if conditions.needs:
        tests.insert(0, (rows[conditions.needs].isna(), Reason(conditions.missing or "")))
    if conditions.stages:
        tests.insert(0, (~rows["stage"].isin(conditions.stages), Reason.NOT_IN_USE))
    rows["unit"] = rows[conditions.unit_from]
    return entries(rows, day=conditions.day, left_out=only_first(rows, "unit", reasons(rows, *tests)))


def _considered(records: Records, conditions: Conditions) -> pd.DataFrame:
    rows = records[conditions.sheet]
    if conditions.only:
        marked = records["milestones"]
        return rows[rows["milestone"].isin(marked.loc[marked[conditions.only] == True, "milestone"])]  # noqa: E712
    if "origin" in rows:
        # A practice that arose in the network names no organisation.
        return rows.assign(organisation=rows["organisation"].mask(rows["origin"] == "network", None))
    return rows
