"""Upright bars and lines on paper: places from left to right, the scale on the left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.charts import theme
from dashboard.exports.handout.drawing import Drawing, Drawn, Place
from dashboard.exports.handout.pdf.plot import Box, Path, Plot, Text, keys, look
from dashboard.exports.handout.pdf.scale import Scale, scale
from dashboard.exports.handout.pdf.spans import spans, tracks
from dashboard.i18n import Words

# Points: the plot and the air above it, the names below; the share of the width that the scale takes
_HEIGHT, _ABOVE, _AXIS, _LEFT = 150, 10, 14, 0.06
_GRID = "#e3e7ed"
# There is room for so many names.
_NAMED = 14


def upright(drawing: Drawing, alternative: str, words: Words) -> Plot:
    """The drawing's bars; their numbers stand in the table."""
    to, n = scale(drawing, words), len(drawing.places)
    slot = (1 - _LEFT) / max(n, 1)
    width = slot * 0.75 / tracks(drawing)
    boxes = []
    for at in range(n):
        for span in spans(drawing, at):
            x = _LEFT + slot * at + slot * 0.125 + width * span.track
            top, bottom = sorted((_height(to, span.start), _height(to, span.end)))
            boxes.append(Box(x, top, width, bottom - top, span.one.colour, look(span.one)))
    names = [(_LEFT + slot * (at + 0.5), place) for at, place in enumerate(drawing.places)]
    named = keys(drawing.series) if drawing.named else ()
    marked, signs = _signs([(names[drawing.place_of(on, range(n))][0], sign) for on, sign in drawing.signs])
    texts = [*_texts(to, names, words), *signs]
    return Plot(_ABOVE + _HEIGHT + _AXIS, alternative, boxes, [*_grid(to), *marked], texts, named)


def lines(drawing: Drawing, alternative: str, words: Words) -> Plot:
    """The drawing's lines, days as far apart as they are."""
    to = scale(drawing, words)
    xs = _days(drawing.places)
    paths = [path for one in drawing.series for path in _paths(one, xs, to)]
    texts = _texts(to, list(zip(xs, drawing.places, strict=True)), words)
    named = keys(drawing.series) if len(drawing.series) > 1 else ()
    marked, signs = _signs([(_days(drawing.places, [on])[0], sign) for on, sign in drawing.signs])
    paths = [*_grid(to), *marked, *paths]
    return Plot(_ABOVE + _HEIGHT + _AXIS, alternative, (), paths, [*texts, *signs], named)


def _days(places: Sequence[Place], days: Sequence[Place] | None = None) -> list[float]:
    """Where the places stand, or ``days`` among them; those before the first and after the last at the edge."""
    at = [place.toordinal() if isinstance(place, date) else float(n) for n, place in enumerate(places)]
    wanted = at if days is None else [float(day.toordinal()) for day in days if isinstance(day, date)]
    span = (max(at) - min(at)) or 1
    return [
        round(_LEFT + 0.02 + (0.95 - _LEFT) * (min(max(one, min(at)), max(at)) - min(at)) / span, 5) for one in wanted
    ]


def _signs(marks: Sequence[tuple[float, str]]) -> tuple[list[Path], list[Text]]:
    """A line up the plot for each sign, and the sign above it."""
    lines = [Path([(x, _ABOVE), (x, _ABOVE + _HEIGHT)], theme.MARK, "mark") for x, _ in marks]
    return lines, [Text(x, 0, sign, "centre", theme.MARK) for x, sign in marks]


def _paths(one: Drawn, xs: Sequence[float], to: Scale) -> list[Path]:
    """A path for each stretch without a gap; of a series that runs over its gaps, one."""
    stretches: list[list[tuple[float, float]]] = [[]]
    for x, value in zip(xs, one.values, strict=True):
        if value is not None:
            stretches[-1].append((x, _height(to, value)))
        elif not one.joined and stretches[-1]:
            stretches.append([])
    return [Path(stretch, one.colour, look(one)) for stretch in stretches if stretch]


def _height(to: Scale, value: float) -> float:
    return round(_ABOVE + _HEIGHT * (1 - to.share(value)), 3)


def _grid(to: Scale) -> list[Path]:
    return [Path([(_LEFT, _height(to, tick)), (1, _height(to, tick))], _GRID, "grid") for tick in to.ticks]


def _texts(to: Scale, names: Sequence[tuple[float, Place]], words: Words) -> list[Text]:
    every = -(-len(names) // _NAMED) or 1
    said = [
        Text(x, _ABOVE + _HEIGHT + 3, words.month(place) if isinstance(place, date) else place, "centre")
        for x, place in names[::every]
    ]
    return [*said, *(Text(_LEFT - 0.008, _height(to, tick) - 3.5, to.said(tick), "left of") for tick in to.ticks)]
