"""Primary suppression: small counts of people, and what is computed from few of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data_access.protection.frame import PublishableFrame, seal
from data_access.question import Question


@dataclass(frozen=True)
class Thresholds:
    """The smallest counts shown (design: *Privacy*): k = 5, and 10 for the peer network."""

    cell: int = 5
    network: int = 10


def protect(
    rows: pd.DataFrame,
    question: Question,
    *,
    counts: Sequence[str] = (),
    rests_on: Mapping[str, str] | None = None,
    network: bool = False,
    thresholds: Thresholds = Thresholds(),
) -> PublishableFrame:
    """``rows`` as the viewer who asks may see them.

    ``counts``: columns that count people; their cells from 1 to below the threshold are hidden.
    ``rests_on``: columns (means, shares, sums over people) to the column that counts the people below
    them; hidden where that count is below the threshold, also where it is 0.
    ``network``: the rows are about the peer network, whose threshold is higher.
    The manager sees everything. A frame without ``counts`` and ``rests_on`` holds nothing about people.
    """
    hidden = pd.DataFrame(False, index=rows.index, columns=rows.columns)
    if question.viewer.restricted:
        least = thresholds.network if network else thresholds.cell
        for name in counts:
            hidden[name] = rows[name].notna() & (rows[name] > 0) & (rows[name] < least)
        for name, base in (rests_on or {}).items():
            hidden[name] = rows[name].notna() & ~(rows[base] >= least)
    return seal(rows, hidden)
