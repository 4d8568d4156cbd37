"""A line the size of a word: where a value has been."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from dash import html

_WIDTH, _HEIGHT, _EDGE = 120, 32, 4
_RISE = _HEIGHT - 2 * _EDGE
_COLOUR = "#003399"


def sparkline(values: Sequence[float | None], *, alternative: str) -> html.Img:
    """The values from left to right on an axis from zero, the last one dotted; None interrupts the line.

    ``alternative`` says in words what it shows ("from 12 to 87 in 8 months").
    """
    return html.Img(src=f"data:image/svg+xml,{quote(_svg(values))}", alt=alternative, className="sparkline",
                    width=str(_WIDTH), height=str(_HEIGHT))  # fmt: skip


def _svg(values: Sequence[float | None]) -> str:
    known = [value for value in values if value is not None]
    top, low = max([*known, 0.0]), min([*known, 0.0])
    step = (_WIDTH - 2 * _EDGE) / max(len(values) - 1, 1)
    span = (top - low) or 1.0
    points = [
        None if value is None else (_EDGE + at * step, _HEIGHT - _EDGE - (value - low) / span * _RISE)
        for at, value in enumerate(values)
    ]
    last = next((point for point in reversed(points) if point is not None), None)
    dot = f'<circle cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="3" fill="{_COLOUR}"/>' if last else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}">'
        f'<path d="{_path(points)}" fill="none" stroke="{_COLOUR}" stroke-width="2" stroke-linejoin="round"/>'
        f"{dot}</svg>"
    )


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    drawn, pen = [], "M"
    for point in points:
        if point is None:
            pen = "M"
            continue
        drawn.append(f"{pen}{point[0]:.1f} {point[1]:.1f}")
        pen = "L"
    return "".join(drawn)
