"""Indicators on the way from baseline to target: their bullets, and the same in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import plotly.graph_objects as go

from dashboard import achievement
from dashboard.charts import bullet
from dashboard.i18n import Words
from data_access.protection import PublishableFrame


def figure(frame: PublishableFrame, *, words: Words, href: Callable[[Mapping[str, Any]], str | None]) -> go.Figure:
    """A bullet for each row of ``queries.indicators.overview``; ``href``: what it opens."""
    rows = list(frame.records())
    return bullet.figure(
        frame,
        words=words,
        category=lambda row: achievement.title(row["code"], words),
        progress="progress",
        planned="planned_progress",
        texts=[_text(frame, at, row, words) for at, row in enumerate(rows)],
        hrefs=[href(row) for row in rows],
    )


def alternative(frame: PublishableFrame, words: Words) -> str:
    """The bullets in a sentence."""
    rows = enumerate(frame.records())
    said = "; ".join(f"{row['code']}: {_text(frame, at, row, words)}" for at, row in rows)
    return words.gettext("Value, target and pace of each indicator: {indicators}.", indicators=said)


def _text(frame: PublishableFrame, at: int, row: Mapping[str, Any], words: Words) -> str:
    if frame.is_hidden(at, "value"):
        return words.gettext("hidden to protect privacy")
    achieved = achievement.achieved(row, words)
    return achieved if row["pace"] is None else f"{achieved} · {achievement.pace(row['pace'], words)}"
