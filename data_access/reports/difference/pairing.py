"""Which of the entries that came and of those that went belong together."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data_access.ledger import BOTH_REGISTERS
from data_access.reports.difference.entries import CAME, WENT

# What an entry says of its unit; a change of anything else leaves figures and breakdowns as they were.
SAID = ("counted_on", "amount", "left_out", "gender", "age_group")
NONE = -1
_UNIT = ("indicator", "unit")
# From the closest kin on: the same row, another row of the same day, any row of the unit
_KINDRED = ((*_UNIT, "sheet", "row_id"), (*_UNIT, "counted_on"), _UNIT)


def paired(entries: pd.DataFrame) -> pd.DataFrame:
    """Pairs of labels of ``entries`` (unique): columns came and went, NONE where an entry has no counterpart.

    Entries that say the same on both sides cancel one another: they are in no pair.
    """
    plain = _plain(entries)
    came, went = plain[entries["side"] == CAME], plain[entries["side"] == WENT]
    _, came, went = _matched(came, went, (*_UNIT, *SAID))
    found = []
    for key in _KINDRED:
        pairs, came, went = _matched(came, went, key)
        found.append(pairs)
    alone = [pd.DataFrame({"came": came.index, "went": NONE}), pd.DataFrame({"came": NONE, "went": went.index})]
    return pd.concat([*found, *alone], ignore_index=True).astype("int64")


def _plain(entries: pd.DataFrame) -> pd.DataFrame:
    """The columns that are compared, in types that compare: nothing is the empty text."""
    texts = [*_UNIT, *SAID, "sheet"]
    plain = entries[texts].astype("object").where(entries[texts].notna(), "").astype(str)
    plain["row_id"] = entries["row_id"]
    # The difference of the registers is one entry for each day and cell, and all of them bear the same name.
    cell = plain["unit"].str.cat(plain[["counted_on", "gender", "age_group"]], sep="|")
    return plain.assign(unit=plain["unit"].where(plain["unit"] != BOTH_REGISTERS, cell))


def _matched(
    came: pd.DataFrame, went: pd.DataFrame, key: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The pairs that are alike in ``key``, and what remains of both sides; the first of several goes with the first."""
    sides = [
        side[list(key)].assign(turn=side.groupby(list(key)).cumcount(), **{name: side.index})
        for name, side in ((CAME, came), (WENT, went))
    ]
    pairs = sides[0].merge(sides[1], on=[*key, "turn"])[[CAME, WENT]]
    return pairs, came.drop(pairs[CAME]), went.drop(pairs[WENT])
