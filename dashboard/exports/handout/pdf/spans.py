"""Where the bars of a drawing begin and end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.charts import theme
from dashboard.exports.handout.drawing import Drawing, Drawn, Kind
from dashboard.exports.handout.pdf.plot import look


@dataclass(frozen=True)
class Span:
    """A bar ``start`` to ``end`` on the scale, in the ``track`` of its place; ``value`` is what it says."""

    one: Drawn
    track: int
    start: float
    end: float
    value: float

    @property
    def ink(self) -> str:
        """The colour in which its number can be read on it."""
        return theme.ink_on(self.one.colour if look(self.one) == "filled" else theme.PAPER)


def spans(drawing: Drawing, at: int) -> Iterator[Span]:
    """The bars at a place, side by side each in a track of its own or one after another in the same."""
    column = [one.values[at] for one in drawing.series]
    whole = sum(value or 0 for value in column) if drawing.kind is Kind.SHARES else 1
    beside = drawing.kind is Kind.BESIDE
    ends = {True: 0.0, False: 0.0}
    for track, (one, value) in enumerate(zip(drawing.series, column, strict=True)):
        if value is None:
            continue
        start = 0.0 if beside else ends[value < 0]
        end = start + value / (whole or 1)
        ends[value < 0] = end
        yield Span(one, track if beside else 0, start, end, value)


def tracks(drawing: Drawing) -> int:
    """How many bars stand beside each other at a place."""
    return len(drawing.series) if drawing.kind is Kind.BESIDE else 1
