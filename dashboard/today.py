"""Which day it is, and what a moment is called."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dashboard.i18n import Words
from data_access import place

# A programme's day begins where the programme is.
PLACE = place.PLACE


def today() -> date:
    """The day it is for the programmes."""
    return datetime.now(PLACE).date()


def now() -> datetime:
    """What time it is, in UTC."""
    return datetime.now(UTC)


def moment(at: datetime, words: Words) -> str:
    """Day and time of day where the programmes are; ``at`` has its zone."""
    here = at.astimezone(PLACE)
    clock = f"{here:%H:%M}" if words.language == "en" else f"{here.hour}.{here:%M}"
    return words.gettext("{day} at {time}", day=here.date(), time=clock)
