"""A sheet of the workbook before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.panel import TableColumn
from data_access.protection import PublishableFrame

# Characters to a column
NARROW, MIDDLE, WIDE, LONG = 11, 18, 34, 60


@dataclass(frozen=True)
class Column:
    """A column and its width in characters; the text of one as wide as LONG is wrapped."""

    shown: TableColumn
    width: int = MIDDLE


@dataclass(frozen=True)
class Part:
    """Rows that stand one below the other: the texts of ``lead`` in each, then ``columns`` of ``rows``.

    Together they are the columns of the sheet, in its order.
    """

    columns: Sequence[TableColumn]
    rows: PublishableFrame
    lead: Sequence[str] = ()


@dataclass(frozen=True)
class Sheet:
    """``name``: on its tab, at most 31 characters; ``about``: what stands in it, told on the cover.

    ``parts`` are asked for one by one, when they are written: the register has 100,000 rows.
    """

    name: str
    about: str
    columns: Sequence[Column]
    parts: Iterable[Part]


def of(name: str, about: str, columns: Sequence[Column], rows: PublishableFrame) -> Sheet:
    """A sheet of one part."""
    return Sheet(name, about, columns, [Part([column.shown for column in columns], rows)])
