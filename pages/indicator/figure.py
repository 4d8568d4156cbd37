"""The indicator that the page is about, with its figures on the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard import achievement
from dashboard.panel import Asked
from data_access import catalogue
from data_access.catalogue import Indicator
from data_access.protection import PublishableFrame
from data_access.queries import indicators
from data_access.viewer import Forbidden


@dataclass(frozen=True)
class Figure:
    """The indicator, its row of ``queries.indicators.overview`` and the frame of that row alone."""

    indicator: Indicator
    frame: PublishableFrame
    row: Mapping[str, Any]

    def hidden(self, column: str) -> bool:
        """Whether the number was taken out to protect privacy."""
        return self.frame.is_hidden(0, column)


def of(asked: Asked) -> Indicator:
    """The indicator of the address. Raises Forbidden where there is none."""
    found = catalogue.indicators().get(asked.selection.key or "")
    if found is None:
        raise Forbidden(asked.selection.key)
    return found


def on_the_day(asked: Asked) -> Figure:
    """The indicator of the address with its figures."""
    indicator = of(asked)
    everything = indicators.overview(asked.question)
    frame = everything.where(everything.rows["code"] == indicator.code)
    return Figure(indicator, frame, next(frame.records()))


def unknown(figure: Figure, asked: Asked) -> str | None:
    """Why there is no value, as a sentence, where there is none."""
    if not figure.row["lacks"]:
        return None
    reason = achievement.lacking(figure.row["lacks"], asked.words)
    return asked.words.gettext("The value is unknown, which is not zero: {reason}.", reason=reason)
