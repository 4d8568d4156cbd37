"""Empties the cells of a frame that its viewer may not see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from data_access.protection.frame import PublishableFrame, seal
from data_access.question import Question
from data_access.released import Release


def protect(
    rows: pd.DataFrame,
    question: Question,
    *,
    named: Mapping[str, pd.Series[str]] | None = None,
    follows: Mapping[str, str | Sequence[str]] | None = None,
    kept: Mapping[str, pd.Series[bool]] | None = None,
    alone: Sequence[str] = (),
    release: Release | None = None,
) -> PublishableFrame:
    """``rows`` as the viewer who asks may see them; the manager sees everything.

    Each argument names columns (without any of them the frame holds nothing about people):

    - ``named``: numbers of people. For each row the name of its number (see ``protection.names``), empty where the
      number says nothing of people. A number is hidden unless the release shows it under its name, and the same value.
    - ``follows``: numbers from which others could be worked out, a share from which its count, say; to each the column
      or columns it would give away. Hidden in rows where any of these is hidden.
    - ``kept``: in which rows the column is hidden for a reason of the query's own.
    - ``alone``: counts of people that enter no sum and no comparison; those below the threshold are hidden.

    ``release``: the release to look numbers up in; the question's own unless given, as by a frozen report.
    """
    # Arrays by column: setting columns of a frame takes three times as long.
    hidden = {column: np.zeros(len(rows), dtype=bool) for column in rows.columns}

    def hide(column: str, where: pd.Series[bool]) -> None:
        hidden[column] |= where.reindex(rows.index, fill_value=True).to_numpy(dtype=bool)

    if question.viewer.restricted:
        open_to = release or question.release
        for column, names in (named or {}).items():
            hide(column, rows[column].notna() & names.notna() & ~open_to.opens(names, rows[column]))
        for column, where in (kept or {}).items():
            hide(column, rows[column].notna() & where)
        for column in alone:
            size = rows[column].astype("float64")
            hide(column, (size > 0) & (size < open_to.thresholds.cell))
        for column, others in (follows or {}).items():
            for other in [others] if isinstance(others, str) else others:
                hidden[column] |= rows[column].notna().to_numpy() & hidden[other]
    return seal(rows, pd.DataFrame(hidden, index=rows.index, columns=rows.columns, dtype=bool))
