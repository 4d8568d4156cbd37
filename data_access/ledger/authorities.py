"""Local and regional authorities, once each, from the first session that supported one of their units."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data_access.catalogue import Indicator
from data_access.identities import ACCELERATOR
from data_access.ledger.entries import entries, only_first, reasons
from data_access.ledger.persons import not_attended
from data_access.ledger.reasons import Reason
from data_access.ledger.sessions import not_held
from data_access.ledger.world import World

LOCAL_OR_REGIONAL = ("local", "regional")
_Own = tuple[str | None, str | None]  # authority and parent, as given


def authorities(world: World, indicator: Indicator) -> pd.DataFrame:
    """An entry for each session held for an organisation, and for each attendance of one of its people."""
    kinds = indicator.conditions.session_kinds
    held = _held_for_one(world, kinds)
    attended = _attended_by_its_people(world, kinds)
    rows = _together(held, attended).sort_values(["held_on", "row_id"], ignore_index=True)
    authority, top = _resolved(world.records["organisations"])
    rows["unit"] = rows["organisation"].map(top).fillna(rows["organisation"])
    level = rows["organisation"].map(authority)
    unknown = reasons(
        rows,
        (level.isna(), Reason.AUTHORITY_UNKNOWN),
        (~level.isin(LOCAL_OR_REGIONAL), Reason.NOT_LOCAL_OR_REGIONAL),
    )
    left_out = rows["left_out"].where(rows["left_out"].notna(), unknown)
    return entries(rows, day="held_on", left_out=only_first(rows, "unit", left_out))


def _together(*parts: pd.DataFrame) -> pd.DataFrame:
    """The rows of all parts, in the columns that entries are made of."""
    columns = ["organisation", "cohort", "session_kind", "held_on", "left_out", "sheet", "row_id"]
    filled = [part[columns] for part in parts if not part.empty]
    return pd.concat(filled, ignore_index=True) if filled else parts[0][columns]


def _held_for_one(world: World, kinds: tuple[str, ...]) -> pd.DataFrame:
    rows = world.records["sessions"]
    ours = rows["organisation"].notna() & (ACCELERATOR in world.domains)
    rows = rows[rows["kind"].isin(kinds) & ours].rename(columns={"kind": "session_kind"})
    return rows.assign(left_out=reasons(rows, *not_held(rows)))


def _attended_by_its_people(world: World, kinds: tuple[str, ...]) -> pd.DataFrame:
    rows = world.visits[world.visits["kind"].isin(kinds)].rename(columns={"kind": "session_kind"})
    rows = rows.assign(left_out=reasons(rows, *not_attended(rows, world)))
    return rows.merge(world.employers, on="person")


def _resolved(organisations: pd.DataFrame) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """By organisation: its authority, its own or inherited; and its topmost parent."""
    named = organisations[["organisation", "authority", "parent"]]
    own: dict[str, _Own] = {code: (level, parent) for code, level, parent in named.to_numpy().tolist()}
    authority: dict[str, str] = {}
    top: dict[str, str] = {}
    for code in own:
        line = _ancestry(code, own)
        levels = [level for one in line if (level := own[one][0])]
        if levels:
            authority[code] = levels[0]
        top[code] = line[-1]
    return authority, top


def _ancestry(code: str, own: Mapping[str, _Own]) -> list[str]:
    line = [code]
    while (parent := own[line[-1]][1]) and parent in own and parent not in line:
        line.append(parent)
    return line
