"""All panels that a reader can open, on all pages, with what they are of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

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
from data_access.protection import PublishableFrame
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import Programme
from tests.pages.recount.case import Case
from tests.pages.recount.programmes import CODES

# Of a report all that opens one by one: some indicators of each rule
_OPENED = ("O.2.3", "P.4", "P.5", "P.12")
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

    @cached_property
    def frame(self) -> PublishableFrame:
        """All rows, where the panel shows a page of them."""
        return self.panel.rows

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
            if exhibit.id == "indicator-entries":
                yield from self._sources(seen)

    def _sources(self, listed: Seen) -> Iterator[Seen]:
        """The rows of the sheets behind the first and the last entry; for the manager one that was replaced, too."""
        exhibit = next(one for screen in screens() for one in screen.exhibits if one.id == "indicator-source")
        rows = list(listed.panel.frame.records())
        names = {f"{row['sheet']}:{int(row['row_id'])}" for row in (*rows[:1], *rows[-1:]) if row["row_id"] is not None}
        if not listed.case.restricted:
            replaced = "select max(id) from sheet_attendance where programme_id = :programme and superseded is not null"
            names.add(f"attendance:{listed.case.number(replaced)}")
        for name in sorted(names):
            more = {"source": name}
            asked = replace(listed.asked, selection=listed.asked.selection.with_more(**more))
            yield Seen(exhibit, shown(exhibit, asked), asked, replace(listed.case, more=more))

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
