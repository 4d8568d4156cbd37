"""All panels that a reader can open, on all pages, with what they are of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

import plotly.graph_objects as go
import pytest
from sqlalchemy import Connection

from dashboard.app import screens
from dashboard.charts import bars, bullet, days, distribution, dumbbell, heat, line
from dashboard.i18n import words
from dashboard.layout import panel as shown
from dashboard.panel import Asked, Exhibit, Panel
from dashboard.screen import Screen
from dashboard.selection import Selection
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import Programme
from tests.pages.recount.case import Case
from tests.pages.recount.programmes import CODES

EARLIER = date(2025, 3, 17)
# Of a report all that opens one by one: some indicators of each rule
_OPENED = ("O.2.2", "O.2.3", "P.4", "P.5", "P.12")
_SINGLE = frozenset({"report-moved", "report-evidence", "report-sample"})
_SAMPLE = {"sample.seed": "7", "sample.size": "5"}


@contextmanager
def undrawn() -> Iterator[None]:
    """No chart is drawn: that takes half of the time, and what it shows is the panel's frame."""
    blank = go.Figure()
    with pytest.MonkeyPatch.context() as patch:
        for chart in (bars, bullet, days, distribution, dumbbell, heat, line):
            patch.setattr(chart, "figure", lambda *_, **__: blank)
        yield


@dataclass(frozen=True)
class Seen:
    """A panel, as its reader has it before them."""

    exhibit: Exhibit
    panel: Panel
    asked: Asked
    case: Case

    @property
    def where(self) -> str:
        """Which panel this is, for who reads of a mistake."""
        return f"{self.exhibit.id} of {self.case.opened} for {self.case.role} on {self.case.day} {dict(self.case.more)}"


@dataclass(frozen=True)
class Walk:
    """The way of one reader through a programme, on one day."""

    made: Programme
    connection: Connection
    role: Role
    day: date | None = None

    def __iter__(self) -> Iterator[Seen]:
        answers: dict[object, object] = {}
        for screen in screens():
            if self.role in screen.roles:
                for key in self._keys(screen):
                    for more in self._more(screen, key):
                        yield from self._page(screen, key, more, answers)

    def _page(
        self, screen: Screen, key: str | None, more: Mapping[str, str], answers: dict[object, object]
    ) -> Iterator[Seen]:
        question = self.made.question(self.connection, role=self.role, as_of=self.day)
        asked = Asked(question, Selection(screen.path, key=key, more=more), words("en"))
        case = Case(
            self.connection, self.made.id, self.role, question.as_of, question.today, key, more=more, answers=answers
        )
        try:
            screen.title(asked)
        except Forbidden:
            return
        for exhibit in screen.exhibits:
            if "indicator" in more and exhibit.id not in _SINGLE:
                continue
            try:
                found = shown(exhibit, asked)
            except Forbidden:
                continue
            seen = Seen(exhibit, found, asked, case)
            yield seen
            if exhibit.id == "indicator-entries" and len(found.frame):
                yield from self._source(screen, seen)

    def _source(self, screen: Screen, entries: Seen) -> Iterator[Seen]:
        """The row behind the first entry."""
        first = next(entries.panel.frame.records())
        more = {"source": f"{first['sheet']}:{first['row_id']}"}
        asked = replace(entries.asked, selection=entries.asked.selection.with_more(**more))
        exhibit = next(one for one in screen.exhibits if one.id == "indicator-source")
        yield Seen(exhibit, shown(exhibit, asked), asked, replace(entries.case, more=more))

    def _keys(self, screen: Screen) -> Sequence[str | None]:
        rows = self.made.rows
        opened = {
            "indicator": CODES,
            "organisation": [row["organisation"] for row in rows["organisations"]],
            "practice": [row["practice"] for row in rows["practices"]],
            # Of their own days, whatever day is asked for
            "report": [row["period"] for row in rows["periods"]] if self.day is None else [],
        }
        return opened[screen.id] if screen.opens else [None]

    def _more(self, screen: Screen, key: str | None) -> Iterator[Mapping[str, str]]:
        """What else the address names."""
        if screen.id == "indicator":
            yield _SAMPLE
            return
        yield {}
        if screen.id == "report" and key in ("2024H2", "2025H1") and self.role is not Role.STEERING:
            for code in _OPENED:
                yield {"indicator": code, **_SAMPLE}
                yield {"indicator": code, "against": "before"}
