"""What a drawing puts on paper: boxes, lines and words at their places, for a template that knows no charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard.charts import Part
from dashboard.exports.handout.drawing import Drawn


@dataclass(frozen=True)
class Box:
    """``x`` and ``width`` are shares of the plot's width, ``y`` and ``height`` points from its top."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    look: str


@dataclass(frozen=True)
class Path:
    """A line through ``points``, each a share of the width and points from the top; ``look`` as of a box."""

    points: Sequence[tuple[float, float]]
    colour: str
    look: str


@dataclass(frozen=True)
class Text:
    """``side``: where it stands of its place, left, right or centre."""

    x: float
    y: float
    said: str
    side: str
    colour: str = "#55606e"


@dataclass(frozen=True)
class Spot:
    """A sign of ``lanes`` around its place."""

    x: float
    y: float
    sign: str
    colour: str


@dataclass(frozen=True)
class Key:
    """What a colour means, or with a ``sign`` that."""

    name: str
    colour: str
    look: str = ""
    sign: str = ""


@dataclass(frozen=True)
class Plot:
    """``height`` in points. ``alternative``: one sentence in its place."""

    height: float
    alternative: str
    boxes: Sequence[Box] = field(default_factory=tuple)
    paths: Sequence[Path] = field(default_factory=tuple)
    texts: Sequence[Text] = field(default_factory=tuple)
    keys: Sequence[Key] = field(default_factory=tuple)
    spots: Sequence[Spot] = field(default_factory=tuple)


def look(one: Drawn) -> str:
    """Actual is filled, plan an outline, forecast hatched."""
    return {Part.ACTUAL: "filled", Part.PLAN: "outlined", Part.FORECAST: "hatched"}[one.part]


def keys(series: Sequence[Drawn]) -> Sequence[Key]:
    """The names of the series."""
    return [Key(one.name, one.colour, look(one)) for one in series]
