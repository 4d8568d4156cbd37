"""Movements summed, and how few of the network are among them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data_access.catalogue import indicators
from data_access.ledger import BOTH_REGISTERS
from data_access.protection import PublishableFrame, protect
from data_access.question import Question
from data_access.reports.difference.movements import KINDS

SUMS = (*KINDS, "more", "less")


def sums(moved: pd.DataFrame, *by: str) -> pd.DataFrame:
    """The movements of each of ``by``, which is the index.

    Columns: came, went, changed (numbers of entries), more and less (what raised the figure and what lessened it, the
    latter negative), few (the smallest number of one kind that is of the network; empty: none).
    """
    marked = moved.assign(
        **{kind: (moved["kind"] == kind).astype("int64") for kind in KINDS},
        more=moved["effect"].clip(lower=0.0),
        less=moved["effect"].clip(upper=0.0),
    )
    near = marked["of_network"].astype(bool) | (marked["unit"] == BOTH_REGISTERS)
    of_network = marked[near].groupby(list(by))[list(KINDS)].sum()
    found = marked.groupby(list(by))[list(SUMS)].sum()
    return found.assign(few=of_network.where(of_network > 0).min(axis=1).reindex(found.index))


def protected(rows: pd.DataFrame, question: Question) -> PublishableFrame:
    """Rows with ``code`` and the columns of ``sums``, as the viewer may see them.

    Where records of the network are among what moved, restricted readers get no number but the figures themselves.
    """
    persons = rows["code"].map(lambda code: code in indicators() and indicators()[code].counts_persons).astype(bool)
    shut = persons & rows["few"].notna()
    columns = [column for column in (*SUMS, "net", "few") if column in rows]
    return protect(rows, question, kept=dict.fromkeys(columns, shut))


def numbers(deliveries: Sequence[int]) -> str:
    """Numbers of deliveries, each once, as text: 5, 6."""
    return ", ".join(str(number) for number in sorted(set(deliveries)))
