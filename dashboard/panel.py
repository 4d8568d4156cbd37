"""The unit of every page and file: a panel, its table, and how one is declared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import plotly.graph_objects as go
from dash.development.base_component import Component

from dashboard.i18n import Words
from dashboard.selection import Selection
from data_access.message import Message
from data_access.protection import PublishableFrame
from data_access.question import Question
from data_access.viewer import Role

MANAGER = frozenset({Role.MANAGER})


class Format(StrEnum):
    """How the values of a table's column are written."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"  # at most one decimal
    PERCENT = "percent"  # of a share of 1
    DATE = "date"
    MONTH = "month"


@dataclass(frozen=True)
class Sorting:
    """How the rows stand by a column: ``direction`` is ascending, descending or None; ``href`` sorts, or turns it."""

    href: str
    direction: str | None = None


@dataclass(frozen=True)
class TableColumn:
    """A column of a panel's table: ``name`` in the frame, ``label`` for people.

    ``link`` gives the address that a row's cell opens, or None. ``said`` turns a code into words. ``none`` is what a
    cell without a value means, where that is not that nothing is known. ``sorting``: where the server sorts by it.
    """

    name: str
    label: str
    format: Format = Format.TEXT
    link: Callable[[Mapping[str, Any]], str | None] | None = None
    said: Callable[[Any], str] | None = None
    none: str = ""
    sorting: Sorting | None = None


@dataclass(frozen=True)
class Panel:
    """What a panel shows.

    ``finding``: the title, a sentence made from the data. ``alternative``: one sentence in place of the figure.
    ``figure``: a Plotly figure, a component (matrix, cards), or None where the table is the figure.
    ``counted``: how it is counted. ``source``: the sheets it rests on. ``n``: what the figure rests on, in words.
    ``controls``: what narrows the rows or turns their page, above them. ``every_row``: asks for all of them, where
    ``frame`` is one page.
    ``unavailable``: why there is nothing to show and what to do, in words; the figure is then left out.
    ``day``: the day the figures are of, where it is not the question's: a frozen report has its own.
    """

    finding: str
    frame: PublishableFrame
    columns: Sequence[TableColumn]
    figure: go.Figure | Component | None
    alternative: str
    counted: str
    source: Sequence[str]
    n: str = ""
    notes: Sequence[str] = field(default_factory=tuple)
    controls: Component | None = None
    every_row: Callable[[], PublishableFrame] | None = None
    unavailable: str | None = None
    day: date | None = None

    @property
    def rows(self) -> PublishableFrame:
        """What a file of the panel holds."""
        return self.every_row() if self.every_row else self.frame


@dataclass(frozen=True)
class Asked:
    """Everything a panel is made of: the question to the data, the address, the language."""

    question: Question
    selection: Selection
    words: Words


@dataclass(frozen=True)
class Exhibit:
    """A panel as a page declares it: ``id`` is ``<page>-<thing>``, ``name`` its lasting title.

    ``roles`` are those who may see it; ``panel`` makes it and is asked for nobody else.
    ``wide``: takes the whole width of the page. ``tall``: beside it stand the next two, one below the other.
    ``evidence``: shows single records, so whoever sees it is noted in the audit log.
    ``lasts``: rests on what reports froze, and is shown even when the records of persons were removed.
    """

    id: str
    name: Message
    roles: frozenset[Role]
    panel: Callable[[Asked], Panel]
    wide: bool = False
    tall: bool = False
    evidence: bool = False
    lasts: bool = False
