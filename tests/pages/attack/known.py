"""What a reader knows: numbers shown, numbers that are hidden, and rows that are not there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

K, OF_NETWORK = 5, 10  # below which numbers of people are hidden
NETWORK = "network"
GONE = "(none)"  # the part that belongs to none
DIMENSIONS = ("cohort", "sector", "region", "session_kind")
# The indicators some of whose people may be the network's
TOUCHED = ("O.2.3", "R.2.9")


class Key(NamedTuple):
    """One number: of an indicator or the network, what of it, of which part, on which day."""

    topic: str
    measure: str
    day: date
    part: str = ""

    @property
    def least(self) -> int:
        """The threshold that holds for it."""
        of_network = self.measure == "session_kind" and self.part == NETWORK
        nowhere = self.measure in ("cohort", "sector", "region") and self.part == GONE
        touched = self.topic in TOUCHED and (of_network or nowhere)
        return OF_NETWORK if self.topic in ("P.7", NETWORK) or touched else K

    @property
    def exact(self) -> bool:
        """Whether the financier must have it."""
        return self.measure in ("value", "answered", "eligible", "period", "grown") and self.topic != NETWORK

    @property
    def whole(self) -> bool:
        """Whether it is of the whole programme, where a correction by few tells of no group."""
        return self.least == K and self.measure not in ("cell", *DIMENSIONS)


@dataclass
class Known:
    """``shown`` numbers and ``hidden`` ones, ``tables`` by what they take apart and day, ``meetings`` registered.

    ``leaks``: what is said of hidden numbers beside them.
    """

    shown: dict[Key, float] = field(default_factory=dict)
    hidden: set[Key] = field(default_factory=set)
    tables: dict[tuple[str, str, date], set[str]] = field(default_factory=dict)
    least: dict[Key, float] = field(default_factory=dict)
    meetings: dict[date, int] = field(default_factory=dict)
    leaks: list[str] = field(default_factory=list)

    def number(self, key: Key, value: float | None, hidden: bool) -> None:
        """Take in a number as a panel has it; what one panel shows another may hide in vain."""
        if value is not None:
            if key in self.shown and abs(self.shown[key] - value) > 1e-6:
                self.leaks.append(f"{key} is {self.shown[key]} in one place and {value} in another")
            self.shown[key] = float(value)
        elif hidden:
            self.hidden.add(key)

    def table(self, topic: str, measure: str, day: date, parts: Iterable[str]) -> None:
        """A table with a row for each part in which there is anybody."""
        self.tables.setdefault((topic, measure, day), set()).update(parts)

    def absent(self) -> None:
        """Parts that another day's table has: there is nobody in them, or there would be a row."""
        every: dict[tuple[str, str], set[str]] = {}
        for (topic, measure, _), parts in self.tables.items():
            every.setdefault((topic, measure), set()).update(parts)
        for (topic, measure, day), parts in self.tables.items():
            for part in every[topic, measure] - parts:
                self.number(Key(topic, measure, day, part), 0.0, hidden=False)

    @property
    def open(self) -> set[Key]:
        """Hidden numbers that no panel shows."""
        return self.hidden - self.shown.keys()
