"""What a frame held before its hidden numbers were taken out: the truth, in the same walk in which a reader looks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd
import pytest

from data_access.protection import PublishableFrame, suppression


class Whole:
    """The frames that were made, each with all its numbers."""

    def __init__(self) -> None:
        # With the frame itself, so that no other takes its place in memory
        self._of: dict[int, tuple[PublishableFrame, pd.DataFrame]] = {}

    def keep(self, frame: PublishableFrame, rows: pd.DataFrame) -> PublishableFrame:
        """The frame; ``rows``: what it was made of."""
        self._of[id(frame)] = frame, rows
        return frame

    def of(self, frame: PublishableFrame) -> pd.DataFrame:
        """Its rows with nothing hidden."""
        return self._of[id(frame)][1]


@contextmanager
def remembered() -> Iterator[Whole]:
    """Every frame that is protected is kept with what it hides, and so is what is chosen of it."""
    whole = Whole()
    seal, where, part = suppression.seal, PublishableFrame.where, PublishableFrame.slice

    def kept(rows: pd.DataFrame, hidden: pd.DataFrame) -> PublishableFrame:
        return whole.keep(seal(rows, hidden), rows.reset_index(drop=True))

    def chosen(frame: PublishableFrame, which: pd.Series[bool]) -> PublishableFrame:
        return whole.keep(where(frame, which), whole.of(frame)[which].reset_index(drop=True))

    def sliced(frame: PublishableFrame, start: int, stop: int) -> PublishableFrame:
        return whole.keep(part(frame, start, stop), whole.of(frame).iloc[start:stop].reset_index(drop=True))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suppression, "seal", kept)
        patch.setattr(PublishableFrame, "where", chosen)
        patch.setattr(PublishableFrame, "slice", sliced)
        yield whole
