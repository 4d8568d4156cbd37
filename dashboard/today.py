"""Which day it is."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

# A programme's day begins where the programme is.
PLACE = ZoneInfo("Europe/Helsinki")


def today() -> date:
    """The day it is for the programmes."""
    return datetime.now(PLACE).date()
