"""Two days per row on one line of time: when something was planned, and when it was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import rows, theme
from dashboard.charts.dumbbell import joins, points
from dashboard.charts.series import Category, Series, marks
from dashboard.charts.theme import Wording
from data_access.protection.frame import PublishableFrame

# Pixels of a row's points
_THICKNESS = 16


def figure(
    frame: PublishableFrame,
    *,
    words: Wording,
    category: Category,
    planned: Series,
    done: Series,
    as_of: date,
    hrefs: Sequence[str | None] = (),
) -> go.Figure:
    """One row per category, from the day planned (an outline) to the day done (filled); a line at ``as_of``.

    The columns of both series hold days. A row with one of the two has that point alone.
    """
    before, after = marks(frame, planned, category, hrefs), marks(frame, done, category, hrefs)
    drawn = theme.canvas(words)
    rows.lay(drawn, [str(mark.category) for mark in before], thickness=_THICKNESS)
    drawn.add_trace(joins(before, after))
    drawn.add_trace(points(planned, before, words, words.date, filled=False))
    drawn.add_trace(points(done, after, words, words.date, filled=True))
    # A day: an axis of time would reach back to 1970 for a zero.
    earliest: Any = min((mark.value for mark in (*before, *after) if mark.value is not None), default=as_of)
    rows.say_gaps(drawn, [before, after], words, at=earliest)
    drawn.update_xaxes(type="date", tickformat=theme.MONTHS, tickangle=0, nticks=6)
    upright: dict[str, Any] = {"x0": as_of, "x1": as_of, "y0": 0, "y1": 1, "yref": "paper"}
    named = {"name": words.gettext("As of {day}", day=words.date(as_of)), "showlegend": True}
    drawn.add_shape(type="line", line={"color": theme.MARK, "width": 1, "dash": "dot"}, **upright, **named)
    theme.legend(drawn)
    return drawn
