"""Suppression: small counts of people, what would give them back, and what is computed from few of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_access.protection.company import with_company
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
    follows: Mapping[str, str] | None = None,
    people: pd.Series | bool = True,
    network: pd.Series | bool = False,
    totals: pd.Series | None = None,
) -> PublishableFrame:
    """``rows`` as the viewer who asks may see them.

    ``counts``: columns that count people; their cells from 1 to below the threshold are hidden, and so are
    differences as small as that.
    ``rests_on``: columns (means, shares, sums over people) to the column that counts the people below
    them; hidden where that count is below the threshold, also where it is 0.
    ``follows``: columns from which another could be worked out, to that other; hidden with it.
    ``people``: the rows in which ``counts`` are of people, where not all are.
    ``network``: the rows that are about the peer network, whose threshold is higher.
    ``totals``: for each row the name of the total that its ``counts`` add up to (see ``company``), empty for none.
    The manager sees everything. A frame without ``counts`` and ``rests_on`` holds nothing about people.
    """
    hidden = pd.DataFrame(False, index=rows.index, columns=rows.columns)
    if question.viewer.restricted:
        limits = Thresholds()
        least = pd.Series(np.where(network, limits.network, limits.cell), index=rows.index)
        parts = None if totals is None else totals.where(pd.Series(people, index=rows.index).astype(bool))
        for name in counts:
            size = rows[name].astype("float64").abs()
            hidden[name] = rows[name].notna() & (size > 0) & (size < least) & people
            if parts is not None:
                hidden[name] = with_company(rows[name], hidden[name], totals=parts, least=least)
        for name, base in (rests_on or {}).items():
            hidden[name] |= rows[name].notna() & ~(rows[base] >= least)
        for name, other in (follows or {}).items():
            hidden[name] |= rows[name].notna() & hidden[other]
    return seal(rows, hidden)
