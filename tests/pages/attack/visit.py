"""A reader opens every panel that tells of people, on every closed day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import Connection

from dashboard.app import screens
from dashboard.i18n import words
from dashboard.layout import panel as shown
from dashboard.panel import Asked, Panel
from dashboard.screen import Screen
from dashboard.selection import Selection
from data_access.question import Question
from data_access.released import Release
from data_access.viewer import Forbidden, Role
from tests.data_access.builders import Programme
from tests.pages.attack.attack import Seen
from tests.pages.attack.known import Known
from tests.pages.attack.panels import READERS, plain, rows, take
from tests.pages.attack.programmes import OPENED, PERIODS
from tests.pages.attack.said import slips
from tests.pages.attack.whole import Whole, remembered
from tests.pages.recount.walk import undrawn

LOOKED_AT = READERS.keys() | {"indicator-derivation", "indicator-reported", "overview-attention"}
# They tell on the last day all that they tell on the days before.
OF_ALL_DAYS = {"indicator-course", "indicator-reported", "network-reached", "network-returning", "network-meetings"}
SCREENS = ("overview", "indicators", "indicator", "network")


@dataclass(frozen=True)
class Opened:
    """A panel on a day. ``key``: of the indicator or report that was opened. ``whole``: its rows, nothing hidden."""

    exhibit: str
    key: str | None
    day: date
    panel: Panel
    whole: pd.DataFrame


@contextmanager
def uncovered() -> Iterator[None]:
    """Nothing is hidden: what the panels would say to who sees everything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Release, "opens", lambda _self, names, _values: pd.Series(True, index=names.index))
        yield


def opened(made: Programme, connection: Connection, role: Role) -> Iterator[Opened]:
    """All panels, day by day."""
    for _, _, ends_on in PERIODS:
        question = made.question(connection, role=role, as_of=ends_on)
        with undrawn(), remembered() as whole:
            for screen in screens():
                if screen.id in SCREENS and role in screen.roles:
                    for key in OPENED if screen.opens else (None,):
                        yield from _page(question, screen, key, whole)


def reported(made: Programme, connection: Connection, role: Role) -> Iterator[Opened]:
    """The figures of the report that was submitted."""
    question = made.question(connection, role=role)
    screen = next(one for one in screens() if one.id == "report")
    with undrawn(), remembered() as whole:
        yield from _page(question, screen, PERIODS[1][0], whole)


def _page(question: Question, screen: Screen, key: str | None, whole: Whole) -> Iterator[Opened]:
    asked = Asked(question, Selection(screen.path, key=key), words("en"))
    for exhibit in screen.exhibits:
        if exhibit.id not in LOOKED_AT or (exhibit.id in OF_ALL_DAYS and question.as_of < PERIODS[-1][2]):
            continue
        try:
            panel = shown(exhibit, asked)
        except Forbidden:
            continue
        yield Opened(exhibit.id, key, panel.day or question.as_of, panel, whole.of(panel.rows))


def seen(made: Programme, connection: Connection, role: Role) -> Seen:
    """What the reader knows in the end, and what is true."""
    found, true = Known(), Known()
    visited = list(opened(made, connection, role))
    for one in visited:
        take(found, one.exhibit, one.key, rows(one.panel.rows), one.day)
        take(true, one.exhibit, one.key, plain(one.whole), one.day)
    for one in visited:
        told = {value for key, value in found.shown.items() if one.key in (None, key.topic)}
        slipped = slips(one.panel, one.whole, told)
        found.leaks += [f"{one.exhibit} {one.key} {one.day}: {slip}" for slip in slipped]
    for known in (found, true):
        known.absent()
    assert [key for key, value in found.shown.items() if abs(true.shown[key] - value) > 1e-6] == []
    assert [key for key, value in found.least.items() if true.shown[key] < value] == []
    return Seen(found, true.shown)
