"""A chapter of the report: a heading, sentences, a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.exports.typst import Table


@dataclass(frozen=True)
class Chapter:
    """``table``: None where there is nothing to list."""

    heading: str
    sentences: Sequence[str]
    table: Table | None = None
