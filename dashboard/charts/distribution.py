"""How answers or organisations spread over ordered levels: bars of 100 %, one per category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import plotly.graph_objects as go

from dashboard.charts import rows, theme
from dashboard.charts.hover import TEMPLATE, said_of
from dashboard.charts.series import Category, Mark, Series, categories, marks
from dashboard.charts.theme import Wording
from data_access.protection.frame import PublishableFrame

# Pixels of a bar
_THICKNESS = 26


def figure(
    frame: PublishableFrame,
    *,
    words: Wording,
    category: Category,
    levels: Sequence[Series],
    hrefs: Sequence[str | None] = (),
) -> go.Figure:
    """Lying bars of 100 %; ``levels`` count, lowest first, and take their colours from their order.

    A category in which a level is hidden or unknown has no bar: its shares could not be told.
    """
    all_marks = [marks(frame, level, category, hrefs) for level in levels]
    names = [str(name) for name in categories(all_marks)]
    totals = _totals(all_marks)
    drawn = theme.canvas(words)
    rows.lay(drawn, names, thickness=_THICKNESS)
    for level, points, colour in zip(levels, all_marks, theme.levels(len(levels)), strict=True):
        drawn.add_trace(_trace(level, points, totals, colour, words))
    rows.say_gaps(drawn, [_whole(points, totals) for points in all_marks], words)
    drawn.update_layout(barmode="stack")
    drawn.update_xaxes(range=[0, 1], tickvals=[0, 0.5, 1], ticktext=[words.percent(share) for share in (0, 0.5, 1)])
    drawn.update_xaxes(zeroline=False)
    drawn.update_layout(margin_r=24)  # half of "100 %"
    theme.legend(drawn)
    return drawn


def _totals(all_marks: Sequence[Sequence[Mark]]) -> dict[str, float | None]:
    """What each category adds up to; None where a part of it is not known."""
    totals: dict[str, float | None] = {}
    for points in all_marks:
        for mark in points:
            so_far = totals.get(str(mark.category), 0.0)
            totals[str(mark.category)] = None if so_far is None or mark.value is None else so_far + mark.value
    return totals


def _trace(
    level: Series, points: Sequence[Mark], totals: dict[str, float | None], colour: str, words: Wording
) -> go.Bar:
    shares = [_share(mark, totals[str(mark.category)]) for mark in points]
    both = list(zip(points, shares, strict=True))
    return go.Bar(
        x=shares,
        y=[str(mark.category) for mark in points],
        orientation="h",
        name=level.label,
        marker={"color": colour, "line": {"color": theme.QUIET, "width": 1}},
        customdata=[mark.href for mark in points],
        # What files draw, in which shares are made of counts that can be changed; none where there is no bar.
        meta={"counts": [None if share is None else mark.value for mark, share in both]},
        text=[words.number(mark.value) if mark.value and share else "" for mark, share in both],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": theme.ink_on(colour)},
        hovertext=[_pointed_at(level, mark, share, words) for mark, share in both],
        hovertemplate=TEMPLATE,
    )


def _pointed_at(level: Series, mark: Mark, share: float | None, words: Wording) -> str:
    said = said_of(level, mark, words, words.number)
    return said if share is None else f"{said} ({words.percent(share)})"


def _whole(points: Sequence[Mark], totals: dict[str, float | None]) -> list[Mark]:
    """The marks that are drawn: none of a category that is empty, or not known in full."""
    return [replace(mark, value=mark.value if totals[str(mark.category)] else None) for mark in points]


def _share(mark: Mark, total: float | None) -> float | None:
    return None if not total or mark.value is None else mark.value / total
