"""Frames to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from dashboard.i18n import Words, words
from data_access.protection import PublishableFrame
from data_access.protection.frame import seal


@pytest.fixture
def frame() -> Callable[..., PublishableFrame]:
    """A frame of the rows, with the cells at ``hidden`` (row, column) taken out."""

    def sealed(rows: Sequence[Mapping[str, Any]], hidden: Iterable[tuple[int, str]] = ()) -> PublishableFrame:
        data = pd.DataFrame(list(rows))
        taken = pd.DataFrame(False, index=data.index, columns=data.columns)
        for row, column in hidden:
            taken.loc[row, column] = True
        return seal(data, taken)

    return sealed


@pytest.fixture
def english() -> Words:
    return words("en")
