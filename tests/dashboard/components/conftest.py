"""What components are made of, and a way to look inside what they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, cast

import pandas as pd
import pytest
from sqlalchemy import Connection

from dashboard.i18n import words
from dashboard.panel import Asked
from dashboard.selection import read
from data_access.protection import PublishableFrame
from data_access.protection.frame import seal
from data_access.question import Period, Programme, Question
from data_access.viewer import Role, Viewer

PERIODS = (
    Period("H1", date(2025, 1, 1), date(2025, 6, 30), None),
    Period("H2", date(2025, 7, 1), date(2025, 12, 31), None),
)


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
def asked() -> Callable[..., Asked]:
    """What is asked at an address: by default of a demonstration, by its manager, a week after a delivery."""

    def at(
        path: str = "/organisations",
        role: Role = Role.MANAGER,
        language: str = "en",
        delivered: date = date(2025, 12, 25),
        demonstration: bool = True,
        **parameters: str,
    ) -> Asked:
        programme = Programme(
            id=1,
            code="DEMO",
            names={"en": "Demo programme", "fi": "Esimerkkiohjelma"},
            starts_on=date(2025, 1, 1),
            ends_on=date(2026, 12, 31),
            funder=None,
            funding_decision=None,
            responsible_unit=None,
            partners=None,
            demonstration=demonstration,
            periods=PERIODS,
            data_version=7,
            delivered_at=datetime(delivered.year, delivered.month, delivered.day, 12, tzinfo=UTC),
        )
        viewer = Viewer(1, role, "0001" if role is Role.ORGANISATION else None)
        # No component asks the database: a page's queries are all asked by its panels.
        nowhere = cast("Connection", None)
        question = Question(nowhere, viewer, programme, date(2025, 12, 31), date(2026, 1, 1))
        return Asked(question, read(path, parameters), words(language))

    return at


@pytest.fixture
def parts() -> Callable[..., list[Any]]:
    """All components of a type within another, in the order of the document."""

    def within(component: Any, kind: type | None = None) -> list[Any]:
        found = [component, *component._traverse()]
        return [one for one in found if kind is None or isinstance(one, kind)]

    return within


@pytest.fixture
def text() -> Callable[[Any], str]:
    """Everything a component says in words."""

    def of(component: Any) -> str:
        if isinstance(component, (list, tuple)):
            return " ".join(filter(None, map(of, component)))
        return component if isinstance(component, str) else of(getattr(component, "children", None) or [])

    return of
