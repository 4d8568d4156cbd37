"""A line the size of a word: where a value has been."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from dash import html

from dashboard.components.aria import aria

_WIDTH, _HEIGHT, _EDGE = 120, 32, 4
_RISE = _HEIGHT - 2 * _EDGE


def sparkline(values: Sequence[float | None], *, alternative: str) -> html.Span:
    """The values from left to right on an axis from zero, the last one dotted; None interrupts the line.

    ``alternative`` says in words what it shows ("from 12 to 87 in 8 months").
    """
    # A stencil, which the theme fills: a picture would keep its colour on any ground.
    stencil = {"maskImage": f"url(data:image/svg+xml,{quote(_svg(values))})"}
    return html.Span(role="img", className="sparkline", style=stencil, **aria(label=alternative))


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
    dot = f'<circle cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="3"/>' if last else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}">'
        f'<path d="{_path(points)}" fill="none" stroke="black" stroke-width="2" stroke-linejoin="round"/>'
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
