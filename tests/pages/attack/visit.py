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
from tests.pages.attack.panels import READERS, take
from tests.pages.attack.programmes import OPENED, PERIODS
from tests.pages.attack.said import slips
from tests.pages.recount.walk import undrawn

LOOKED_AT = READERS.keys() | {"indicator-derivation", "indicator-reported", "overview-attention"}
SCREENS = ("overview", "indicators", "indicator", "network")


@dataclass(frozen=True)
class Opened:
    """A panel on a day. ``key``: of the indicator or report that was opened."""

    exhibit: str
    key: str | None
    day: date
    panel: Panel


@contextmanager
def uncovered() -> Iterator[None]:
    """Nothing is hidden: what the panels would say to who sees everything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Release, "opens", lambda _self, names, _values: pd.Series(True, index=names.index))
        yield


def opened(made: Programme, connection: Connection, role: Role) -> Iterator[Opened]:
    """All panels, day by day."""
    with undrawn():
        for _, _, ends_on in PERIODS:
            question = made.question(connection, role=role, as_of=ends_on)
            for screen in screens():
                if screen.id in SCREENS and role in screen.roles:
                    for key in OPENED if screen.opens else (None,):
                        yield from _page(question, screen, key)


def reported(made: Programme, connection: Connection, role: Role) -> Iterator[Opened]:
    """The figures of the report that was submitted."""
    question = made.question(connection, role=role)
    screen = next(one for one in screens() if one.id == "report")
    with undrawn():
        yield from _page(question, screen, PERIODS[1][0])


def _page(question: Question, screen: Screen, key: str | None) -> Iterator[Opened]:
    asked = Asked(question, Selection(screen.path, key=key), words("en"))
    for exhibit in screen.exhibits:
        if exhibit.id not in LOOKED_AT:
            continue
        try:
            yield Opened(exhibit.id, key, question.as_of, shown(exhibit, asked))
        except Forbidden:
            continue


def seen(made: Programme, connection: Connection, role: Role) -> Seen:
    """What the reader knows in the end, and what is true."""
    found, true = Known(), Known()
    with uncovered():
        plain = {(one.exhibit, one.key, one.day): one.panel for one in opened(made, connection, role)}
    for (exhibit, key, day), panel in plain.items():
        take(true, exhibit, key, panel, day)
    visited = list(opened(made, connection, role))
    for one in visited:
        take(found, one.exhibit, one.key, one.panel, one.day)
    for one in visited:
        told = {value for key, value in found.shown.items() if one.key in (None, key.topic)}
        slipped = slips(one.panel, plain[one.exhibit, one.key, one.day], told)
        found.leaks += [f"{one.exhibit} {one.key} {one.day}: {slip}" for slip in slipped]
    for one in (found, true):
        one.absent()
    assert not true.open
    assert [key for key, value in found.shown.items() if abs(true.shown[key] - value) > 1e-6] == []
    assert [key for key, value in found.least.items() if true.shown[key] < value] == []
    return Seen(found, true.shown)
