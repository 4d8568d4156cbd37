"""Sessions held, and their hours."""

from __future__ import annotations

import pandas as pd

from data_access.catalogue import Indicator, Rule
from data_access.ledger.entries import entries, reasons
from data_access.ledger.reasons import Reason
from data_access.ledger.records import Records


def not_held(rows: pd.DataFrame) -> tuple[tuple[pd.Series, Reason], tuple[pd.Series, Reason]]:
    """Tests for sessions that were planned or cancelled."""
    return (
        (rows["status"] == "planned", Reason.SESSION_PLANNED),
        (rows["status"] == "cancelled", Reason.SESSION_CANCELLED),
    )


def sessions(records: Records, indicator: Indicator) -> pd.DataFrame:
    """An entry for each session of the kinds; the amount is 1 or the hours."""
    rows = records["sessions"]
    rows = rows[rows["kind"].isin(indicator.conditions.session_kinds)].rename(columns={"kind": "session_kind"})
    # The network's entries name no organisation, nor what would lead to one.
    of_network = rows["session_kind"] == "network"
    rows = rows.assign(unit=rows["session"], organisation=rows["organisation"].mask(of_network, None))
    if indicator.rule is Rule.SESSIONS:
        return entries(rows, day="held_on", left_out=reasons(rows, *not_held(rows)))
    left_out = reasons(rows, *not_held(rows), (rows["hours"].isna(), Reason.HOURS_UNKNOWN))
    return entries(rows, day="held_on", left_out=left_out, amount=rows["hours"].fillna(0.0))
