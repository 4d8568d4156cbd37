"""The frame that may be shown. Charts, panels and exports take nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

_SEAL = object()


class PublishableFrame:
    """Rows as a viewer may see them; only ``data_access.protection`` makes it.

    ``rows``: the data; a hidden cell is empty here, its number is nowhere in the object.
    ``hidden``: booleans of the same shape and labels, True where a number was taken out.
    """

    __slots__ = ("_columns", "hidden", "rows")

    def __init__(self, seal: object, rows: pd.DataFrame, hidden: pd.DataFrame) -> None:
        if seal is not _SEAL:
            raise TypeError("a PublishableFrame is made by data_access.protection.protect")
        self.rows = rows
        self.hidden = hidden
        self._columns: list[list[Any]] | None = None  # as ``records`` has them, which are asked for several times

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
        if self._columns is None:
            self._columns = [_plain(column) for _, column in self.rows.items()]
        names = self.rows.columns.tolist()
        for row in zip(*self._columns, strict=True):
            yield dict(zip(names, row, strict=True))

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


def _plain(column: pd.Series[Any]) -> list[Any]:
    # Column by column: pandas takes five times as long to turn a small frame into rows.
    return [None if missing else value for value, missing in zip(column.tolist(), column.isna().tolist(), strict=True)]


def seal(rows: pd.DataFrame, hidden: pd.DataFrame) -> PublishableFrame:
    """A frame whose cells under ``hidden`` are emptied. For ``data_access.protection`` alone."""
    shown, out = rows.reset_index(drop=True), hidden.reset_index(drop=True)
    taken = out.columns[np.flatnonzero(out.to_numpy(dtype=bool).any(axis=0))]
    emptied = {name: shown[name].astype(object).where(~out[name], None) for name in taken}
    return PublishableFrame(_SEAL, shown.assign(**emptied), out)
