"""Where the programmes are, and so which day a moment falls on."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

PLACE = ZoneInfo("Europe/Helsinki")


def day_of(moment: datetime) -> date:
    """The day of the programmes on which the moment, which has a zone, falls."""
    return moment.astimezone(PLACE).date()
