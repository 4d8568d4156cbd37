"""How every figure looks: one small template, and colours by what they mean.

A colour has one meaning on all pages. All of them stand out from white by at least 3:1 (most by 4.5:1) and
differ for the colour-blind too; plan is an outline, actual is filled, forecast is hatched (IBCS).

Figures are made in these, the colours of the light theme; ``assets/4-figure.css`` turns each into that of the theme
which the reader has, so a new one needs its rules there, and its colours in ``assets/1-colours.css``.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import plotly.graph_objects as go

INK = "#1b2430"
QUIET = "#55606e"  # 6.4:1
GRID = "#e3e7ed"
PAPER = "#ffffff"

ACTUAL = "#003399"
PLAN = "#55606e"
FORMER = "#8490a3"  # what stands back: a baseline, an earlier round, what was only counted; 3.2:1
FIRST = "#b877bb"  # who comes to the network for the first time; 3.3:1
MARK = "#8a5a00"  # annotations: what happened on a day

# For groups that have no colour of their own, from dark to light: each is named at its mark or in a legend. 3.1:1
SHADES = ("#1b2430", "#4b5665", "#667080", "#8a939f")

# One colour for each of the three strands, and so for the sessions that belong to it
KIND: Mapping[str, str] = {
    "training": "#003399",
    "mentoring": "#0b7f8c",
    "network": "#8b3f8f",
    "event": "#b25a00",
}
# The same as in assets/1-colours.css
STATUS: Mapping[str, str] = {"good": "#00695c", "wait": "#55606e", "late": "#8a5a00", "bad": "#a3200d"}

# From light to dark, so that order shows without hue; the lightest are drawn with an outline.
_LEVELS = ("#dbe6f7", "#aac4ea", "#6f97d8", "#2f63b8", "#003399", "#001f5c")

FONT = "Ubuntu, system-ui, sans-serif"
# Pixels
HEIGHT = 300
LEGEND = 32
# Months over years, in the reader's language by Plotly's locale; the year stands where it begins
MONTHS = "%b\n%Y"


class Wording(Protocol):
    """What a chart needs of a language; ``dashboard.i18n.Words`` has it."""

    language: str

    def gettext(self, text: str, /, **values: Any) -> str: ...  # noqa: D102
    def number(self, value: float, decimals: int = 1) -> str: ...  # noqa: D102
    def percent(self, share: float) -> str: ...  # noqa: D102
    def date(self, day: datetime.date) -> str: ...  # noqa: D102
    def month(self, day: datetime.date) -> str: ...  # noqa: D102


def levels(n: int) -> Sequence[str]:
    """``n`` colours for ordered levels, lowest first; at most six."""
    if n == 1:
        return (ACTUAL,)
    last = len(_LEVELS) - 1
    return tuple(_LEVELS[round(place * last / (n - 1))] for place in range(n))


def ink_on(colour: str) -> str:
    """The text colour that can be read on ``colour`` (relative luminance as in WCAG 2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    # Above 0.179 black has the greater contrast, below white.
    return INK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else PAPER


def canvas(words: Wording, *, height: int = HEIGHT) -> go.Figure:
    """An empty figure on the template, with the language's separators."""
    axis = {
        "gridcolor": GRID,
        "zerolinecolor": QUIET,
        "zerolinewidth": 1,
        "automargin": True,
        "fixedrange": True,
        "separatethousands": True,
        "tickfont": {"color": QUIET},
        "ticklabeloverflow": "allow",
    }
    figure = go.Figure()
    figure.update_layout(
        template=None,
        font={"family": FONT, "size": 14, "color": INK},
        separators=".," if words.language == "en" else ",\u00a0",
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        hoverlabel={"bgcolor": INK, "bordercolor": INK, "font": {"family": FONT, "color": PAPER, "size": 14}},
        xaxis=axis,
        yaxis=axis,
        dragmode=False,
    )
    return figure


def steps(values: Sequence[float]) -> dict[str, Any]:
    """The ticks of an axis up to these values: of few whole ones each number, as there is no half of a meeting."""
    whole = all(float(value).is_integer() for value in values)
    return {"dtick": 1} if whole and max(map(abs, values), default=0) <= 5 else {}


def legend(figure: go.Figure) -> None:
    """The names of the series above the figure, which grows by them: for stacks, which have no ends to be named at."""
    shown = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"}
    room = {"height": figure.layout.height + LEGEND, "margin_t": figure.layout.margin.t + LEGEND}
    figure.update_layout(showlegend=True, **room, legend=shown | {"itemclick": False, "itemdoubleclick": False})
