"""The frame that may be shown. Charts, panels and exports take nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

_SEAL = object()


class PublishableFrame:
    """Rows as a viewer may see them; only ``data_access.protection`` makes it.

    ``rows``: the data; a hidden cell is empty here, its number is nowhere in the object.
    ``hidden``: booleans of the same shape and labels, True where a number was taken out.
    """

    __slots__ = ("hidden", "rows")

    def __init__(self, seal: object, rows: pd.DataFrame, hidden: pd.DataFrame) -> None:
        if seal is not _SEAL:
            raise TypeError("a PublishableFrame is made by data_access.protection.protect")
        self.rows = rows
        self.hidden = hidden

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def empty(self) -> bool:
        """Whether there are no rows at all."""
        return self.rows.empty

    @property
    def hides(self) -> bool:
        """Whether any number was taken out."""
        return bool(self.hidden.to_numpy().any())

    def is_hidden(self, row: int, column: str) -> bool:
        """Whether the cell in the ``row``-th row was taken out."""
        return bool(self.hidden[column].iloc[row])

    def records(self) -> Iterator[dict[str, Any]]:
        """Each row as a dict of plain Python values; missing and hidden cells are None."""
        # Column by column: pandas takes five times as long to turn a small frame into rows.
        columns = [
            [None if missing else value for value, missing in zip(column.tolist(), column.isna().tolist(), strict=True)]
            for _, column in self.rows.items()
        ]
        for row in zip(*columns, strict=True):
            yield dict(zip(self.rows.columns, row, strict=True))

    def where(self, chosen: pd.Series[bool]) -> PublishableFrame:
        """The chosen rows, in their order."""
        return PublishableFrame(
            _SEAL, self.rows[chosen].reset_index(drop=True), self.hidden[chosen].reset_index(drop=True)
        )

    def slice(self, start: int, stop: int) -> PublishableFrame:
        """The rows from ``start`` up to ``stop``, for a page of a table."""
        return PublishableFrame(
            _SEAL,
            self.rows.iloc[start:stop].reset_index(drop=True),
            self.hidden.iloc[start:stop].reset_index(drop=True),
        )


def seal(rows: pd.DataFrame, hidden: pd.DataFrame) -> PublishableFrame:
    """A frame whose cells under ``hidden`` are emptied. For ``data_access.protection`` alone."""
    emptied = rows.astype(object).where(~hidden, None).reset_index(drop=True)
    for name in rows.columns:
        if not hidden[name].any():
            emptied[name] = rows[name].reset_index(drop=True)
    return PublishableFrame(_SEAL, emptied, hidden.reset_index(drop=True))
