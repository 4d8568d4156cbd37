"""What the reader asked to see: read from the address and written back to it.

A page is a function of its address and its reader, so everything that can be chosen stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from data_access.question import Filters, Programme

DIGITS = 9  # more are no page, version or seed, and 10 may not fit a column
# The order in which they stand in an address
_PARAMETERS = ("programme", "period", "as_of", "cohort", "sector", "region", "status", "lang")


@dataclass(frozen=True)
class Selection:
    """An address taken apart.

    ``path`` is the page's, without the code of what is opened, which is ``key``
    (``/organisations/0001`` has the path ``/organisations`` and the key ``0001``).
    ``more`` holds what only one panel understands: the page of a table, a search, an opened entry.
    """

    path: str
    key: str | None = None
    programme: str | None = None
    period: str | None = None
    as_of: str | None = None
    cohort: str | None = None
    sector: str | None = None
    region: str | None = None
    status: str | None = None
    lang: str | None = None
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def href(self) -> str:
        """The address, with what is chosen and nothing else; ``key`` and values are escaped."""
        path = self.path if self.key is None else f"{self.path}/{quote(self.key, safe='')}"
        chosen = {name: getattr(self, name) for name in _PARAMETERS} | dict(self.more)
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"{path}?{query}" if query else path

    def at(self, path: str, key: str | None = None, **changes: Any) -> Selection:
        """Another page with the same programme, day and filters; what belongs to one panel falls away."""
        return replace(self, **{"path": path, "key": key, "more": {}, **changes})

    def with_more(self, **more: str | None) -> Selection:
        """The same page with panel parameters changed; None takes one away."""
        kept = {name: value for name, value in {**self.more, **more}.items() if value is not None}
        return replace(self, more=kept)

    def file(self, path: str) -> Selection:
        """Where what is chosen here is handed out as a file: all rows, whatever page of a table is open."""
        more = {name: value for name, value in self.more.items() if not name.endswith(".page")}
        return replace(self, path=path, key=None, more=more | ({"key": self.key} if self.key else {}))

    @property
    def filters(self) -> Filters:
        """The part of the programme that was chosen."""
        return Filters(self.cohort, self.sector, self.region, self.status)

    def number(self, name: str) -> int | None:
        """The number that ``more`` gives by that name; None where it gives none, or none of up to DIGITS digits."""
        text = self.more.get(name, "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else None

    def day(self, programme: Programme) -> date | None:
        """The day chosen, by itself or as the end of a period; None where none or no such day was named."""
        if self.period:
            return next((period.ends_on for period in programme.periods if period.code == self.period), None)
        try:
            return date.fromisoformat(self.as_of or "")
        except ValueError:
            return None


def read(path: str, parameters: Mapping[str, Any]) -> Selection:
    """The selection behind ``path`` and the parameters of its address; values that are no text are dropped."""
    given = {name: value.strip() for name, value in parameters.items() if isinstance(value, str) and value.strip()}
    own = {name: given.pop(name, None) for name in ("key", *_PARAMETERS)}
    return Selection(path=path, more=given, **own)
