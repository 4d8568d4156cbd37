"""Progress towards targets: one bullet per row, all on the scale from baseline to target."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.hover import END, TEMPLATE
from dashboard.charts.labels import wrapped
from dashboard.charts.series import Category, Mark, Series, marks
from dashboard.charts.theme import Wording
from data_access.protection.frame import PublishableFrame

# Pixels: the bar with the air around it, and a line of words
_ROW, _LINE = 40, 18
# What 320 px have room for
_CHARACTERS = 37


def figure(
    frame: PublishableFrame,
    *,
    words: Wording,
    category: Category,
    progress: str,
    planned: str | None = None,
    texts: Sequence[str] = (),
    hrefs: Sequence[str | None] = (),
) -> go.Figure:
    """Bullets: ``progress`` and ``planned`` are columns with shares of the way from baseline (0) to target (1).

    ``texts`` says what each row amounts to ("312 of 500 · behind plan"), in the order of the frame; it also
    stands where the progress is unknown and no bar is drawn. The target is an upright line, the plan an outlined
    diamond.
    """
    points = marks(frame, Series(progress, words.gettext("Progress")), category, hrefs)
    said = list(texts) or [_percent(mark.value, words) for mark in points]
    names = [wrapped(str(mark.category), _CHARACTERS) for mark in points]
    lines = 2 + max((name.count("<br>") for name in names), default=0)
    drawn = theme.canvas(words, height=40 + (_ROW + _LINE * lines) * len(points))
    drawn.add_trace(_bars(points, said))
    drawn.add_trace(_targets(points, words))
    if planned:
        drawn.add_trace(_plans(marks(frame, Series(planned, words.gettext("Plan")), category, hrefs), words))
    _name_rows(drawn, points, names, said)
    _scale(drawn, points, words)
    return drawn


def _bars(points: Sequence[Mark], said: Sequence[str]) -> go.Bar:
    names = [wrapped(str(mark.category), 40, lines=4) for mark in points]
    return go.Bar(
        x=[mark.value for mark in points],
        y=list(range(len(points))),
        orientation="h",
        width=16 / (_ROW + 2 * _LINE),
        marker={"color": theme.ACTUAL},
        customdata=[mark.href for mark in points],
        hovertext=[f"{name}{END}<b>{text}</b>" for name, text in zip(names, said, strict=True)],
        hovertemplate=TEMPLATE,
    )


def _targets(points: Sequence[Mark], words: Wording) -> go.Scatter:
    return go.Scatter(
        x=[1] * len(points),
        y=list(range(len(points))),
        mode="markers",
        marker={"symbol": "line-ns", "size": 22, "line": {"color": theme.INK, "width": 2.5}},
        hovertext=[words.gettext("target")] * len(points),
        hovertemplate=TEMPLATE,
    )


def _plans(points: Sequence[Mark], words: Wording) -> go.Scatter:
    return go.Scatter(
        x=[mark.value for mark in points],
        y=list(range(len(points))),
        mode="markers",
        marker={"symbol": "diamond", "size": 12, "color": theme.PAPER, "line": {"color": theme.PLAN, "width": 2}},
        customdata=[mark.href for mark in points],
        hovertext=[words.gettext("planned by this day: {share}", share=_percent(mark.value, words)) for mark in points],
        hovertemplate=TEMPLATE,
        cliponaxis=False,
    )


def _name_rows(drawn: go.Figure, points: Sequence[Mark], names: Sequence[str], said: Sequence[str]) -> None:
    """Name and amount above the bar, from the left edge: on 320 px there is no room beside it."""
    for place, (mark, name, text) in enumerate(zip(points, names, said, strict=True)):
        drawn.add_annotation(
            x=0,
            xref="paper",
            y=place,
            yshift=13,
            text=f"{name}<br><b>{wrapped(text, _CHARACTERS, lines=1)}</b>",
            hovertext=f"{mark.category}<br><b>{wrapped(text, 2 * _CHARACTERS, lines=1)}</b>",
            showarrow=False,
            xanchor="left",
            yanchor="bottom",
            align="left",
            font={"size": 13},
        )


def _scale(drawn: go.Figure, points: Sequence[Mark], words: Wording) -> None:
    known = [mark.value for mark in points if mark.value is not None]
    lowest, highest = min([0.0, *known]), max([1.0, *known])
    drawn.update_xaxes(
        range=[lowest, highest + 0.03 * (highest - lowest)],
        tickvals=[0.25, 0.5, 0.75, 1],
        ticktext=["", words.percent(0.5), "", words.gettext("target")],
        zeroline=lowest < 0,
    )
    drawn.add_annotation(
        x=0, y=0, yref="paper", text=words.gettext("baseline"), showarrow=False, xanchor="left", yanchor="top",
        font={"color": theme.QUIET},
    )  # fmt: skip
    drawn.update_yaxes(range=[len(points) - 0.7, -0.8], showticklabels=False, showgrid=False, zeroline=False)


def _percent(share: float | None, words: Wording) -> str:
    return words.gettext("no data") if share is None else words.percent(share)
