"""What the manager says of a figure, of all of it or of a day in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import line
from dashboard.i18n import Words
from data_access.decks import Remark


def marked(figure: Any, remarks: Sequence[Remark]) -> Any:
    """The figure of a panel with a line on the day of each remark that lies within it; any other as it is."""
    days = {sign: line.Annotation(one.on, one.text) for sign, one in _within(figure, remarks).items() if one.on}
    return line.marked(figure, days) if days else figure


def said(figure: Any, remarks: Sequence[Remark], words: Words) -> Sequence[str]:
    """The remarks in their order, each with its day, and with its sign where ``marked`` has put it into the figure."""
    signs = {id(one): sign for sign, one in _within(figure, remarks).items()}
    return [_said(one, signs.get(id(one), ""), words) for one in remarks]


def _said(one: Remark, sign: str, words: Words) -> str:
    text = f"{one.text} ({words.date(one.on)})" if one.on else one.text
    return f"{sign} {text}".strip()


def _within(figure: Any, remarks: Sequence[Remark]) -> Mapping[str, Remark]:
    """The remarks of a day that the figure shows, by their signs: letters, as the figure's own marks are numbers."""
    span = _span(figure)
    dated = [one for one in remarks if span and one.on and span[0] <= one.on <= span[1]]
    return {chr(ord("A") + at % 26): one for at, one in enumerate(dated)}


def _span(figure: Any) -> tuple[date, date] | None:
    """The first and the last day along a figure; None where no days stand along it."""
    if not isinstance(figure, go.Figure):
        return None
    days = [date(at.year, at.month, at.day) for trace in figure.data for at in _along(trace) if hasattr(at, "year")]
    if not days:
        return None
    if figure.layout.xaxis.range:
        return min(days), max(days)
    # Months stand as their first days.
    return min(days), max(days) + timedelta(days=30)


def _along(trace: Any) -> Sequence[Any]:
    places = getattr(trace, "x", None)
    return () if places is None else list(places)
