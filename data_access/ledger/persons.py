"""Persons, once each, from the first session that qualifies."""

from __future__ import annotations

import pandas as pd

from data_access.catalogue import Indicator
from data_access.ledger.entries import entries, joined, of_each, only_first, reasons
from data_access.ledger.reasons import Reason
from data_access.ledger.sessions import not_held
from data_access.ledger.world import World


def not_attended(rows: pd.DataFrame, world: World) -> list[tuple[pd.Series, Reason]]:
    """Tests for attendance that counts nowhere."""
    staff = of_each(rows, "person", world.people["staff"]).eq(True)
    return [*not_held(rows), (~rows["present"].eq(True), Reason.ABSENT), (staff, Reason.STAFF)]


def persons(world: World, indicator: Indicator) -> pd.DataFrame:
    """An entry for each attendance at sessions of the kinds, and for each session with a headcount alone."""
    conditions = indicator.conditions
    rows = world.visits[world.visits["kind"].isin(conditions.session_kinds)]
    if conditions.registered_in:
        rows = rows[rows["person"].isin(world.registered(conditions.registered_in))]
    tests = not_attended(rows, world)
    if conditions.target_group and world.records.facts.target_group_only:
        tests.append((~of_each(rows, "person", world.people["target_group"]).eq(True), Reason.NOT_TARGET_GROUP))
    left_out = only_first(rows, "person", reasons(rows, *tests))
    attended = entries(rows.assign(session_kind=rows["kind"]), day="held_on", left_out=left_out)
    return joined(attended, _headcounts(world, indicator))


def _headcounts(world: World, indicator: Indicator) -> pd.DataFrame:
    rows = world.headcounts[world.headcounts["kind"].isin(indicator.conditions.session_kinds)]
    rows = rows.assign(unit=rows["session"], session_kind=rows["kind"])
    rows["organisation"] = rows["organisation"].mask(rows["kind"] == "network", None)
    left_out = pd.Series(str(Reason.HEADCOUNT_ONLY), index=rows.index, dtype="object")
    return entries(rows, day="held_on", left_out=left_out)
