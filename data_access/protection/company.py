"""No hidden cell stands alone: the first step of secondary suppression.

Cells that add up to a total which is shown, here or beside it, give the only hidden one among them back;
several whose sum is below the threshold are as good as known, as each is at least 1. So the next smallest
cells are hidden with them. Whoever reads two frames together, or one on two days, may still work a cell
out: the equations over all that a role gets, and the audit of them, are built on this.
"""

from __future__ import annotations

import pandas as pd


def with_company(
    counts: pd.Series[float], hidden: pd.Series[bool], *, totals: pd.Series[str], least: pd.Series[float]
) -> pd.Series[bool]:
    """``hidden``, and further cells of each total until at least two are, which together reach the threshold.

    ``counts``: numbers; empty cells are left as they are. ``totals``: names the total that a cell is part of, empty
    where it is part of none. ``least``: the threshold of each cell. Where all of a total's other cells are hidden
    and it does not suffice, so are those that hold 0.
    """
    found = hidden.copy()
    sizes = counts.astype("float64").abs()
    for places in sizes.dropna().groupby(totals).groups.values():
        if hidden.loc[places].any():
            found.loc[places] = _accompanied(sizes.loc[places], hidden.loc[places], int(least.loc[places].max()))
    return found


def _accompanied(sizes: pd.Series[float], hidden: pd.Series[bool], least: int) -> pd.Series[bool]:
    found = hidden.copy()
    candidates = sizes[~hidden]
    # Cells of 0 come last: a reader may know that nobody is there.
    order = [*candidates[candidates > 0].sort_values(kind="stable").index, *candidates[candidates == 0].index]
    for place in order:
        if found.sum() > 1 and sizes[found].sum() >= least:
            break
        found.loc[place] = True
    return found
