"""What a mark says when pointed at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dashboard.charts.labels import wrapped
from dashboard.charts.series import Mark, Series
from dashboard.charts.theme import Wording

TEMPLATE = "%{hovertext}<extra></extra>"
# Ends what is said of one thing, as <br> alone ends a line of a long name.
END = "<br />"


def said_of(
    series: Series,
    mark: Mark,
    words: Wording,
    said: Callable[[float], str],
    *,
    day: Callable[[date], str] | None = None,
) -> str:
    """Category, series and value, each in the reader's language; ``day`` writes a category that is one."""
    if mark.hidden:
        value = words.gettext("hidden to protect privacy")
    else:
        value = words.gettext("no data") if mark.value is None else said(mark.value)
    name = (day or words.date)(mark.category) if isinstance(mark.category, date) else str(mark.category)
    return f"{wrapped(name, 40)}{END}{wrapped(series.label, 40)}: <b>{value}</b>"
