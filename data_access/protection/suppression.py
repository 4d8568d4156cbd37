"""What a viewer may see of a frame: numbers that were released to the role, and none that would give others back."""

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

    ``named``: columns of numbers of people, with the name that each number was released under (see
    ``protection.names``), empty where it says nothing of people; it is hidden unless the release opens it.
    ``follows``: columns from which others could be worked out, to those; hidden with any of them.
    ``kept``: columns, and in which rows their values are kept back.
    ``alone``: counts of people that are part of no sum and compared with nothing; small ones are hidden.
    ``release``: of which the numbers are, where it is not the question's: a frozen report has its own.
    A frame without any of these holds nothing about people.
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
