"""What a figure draws of a frame: a series, and the marks it consists of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dashboard.charts import theme
from data_access.protection.frame import PublishableFrame

# A column of the frame, or what makes words of a row
Category = str | Callable[[Mapping[str, Any]], str]


class Part(StrEnum):
    """What a series is: filled, outlined or hatched accordingly (IBCS)."""

    ACTUAL = "actual"
    PLAN = "plan"
    FORECAST = "forecast"


@dataclass(frozen=True)
class Series:
    """``column`` of the frame under the name ``label``; ``rows`` picks the rows with these values.

    So a wide frame has a series in each column (``Series("trained", "Trained")``) and a long one in its rows
    (``Series("sessions", "Training", rows={"kind": "training"})``). ``named``: its bars bear its name, so that no
    legend has to be looked up.
    """

    column: str
    label: str
    part: Part = Part.ACTUAL
    colour: str = theme.ACTUAL
    rows: Mapping[str, Any] = field(default_factory=dict)
    named: bool = False


@dataclass(frozen=True)
class Mark:
    """One value of a series: its category, value (None: unknown or hidden), whether hidden, address."""

    category: Any
    value: float | None
    hidden: bool
    href: str | None


def marks(frame: PublishableFrame, series: Series, category: Category, hrefs: Sequence[str | None] = ()) -> list[Mark]:
    """The values of ``series`` in the order of the frame; ``hrefs`` has an address for each row of the frame."""
    return [
        Mark(
            category=_category(row, category),
            value=row[series.column],
            hidden=frame.is_hidden(at, series.column),
            href=hrefs[at] if hrefs else None,
        )
        for at, row in enumerate(frame.records())
        if all(row[name] == value for name, value in series.rows.items())
    ]


def categories(all_marks: Sequence[Sequence[Mark]]) -> list[Any]:
    """The categories of all series, each once, in order of appearance."""
    return list(dict.fromkeys(mark.category for some in all_marks for mark in some))


def _category(row: Mapping[str, Any], category: Category) -> Any:
    return row[category] if isinstance(category, str) else category(row)
