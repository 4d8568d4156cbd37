"""Sessions of each kind over time, with what happened on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import line, theme
from dashboard.charts.series import Series
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.protection import PublishableFrame
from data_access.queries import overview
from data_access.sheets.choices import SESSION_KIND


def panel(asked: Asked) -> Panel:
    """Cumulative sessions held, by kind."""
    words = asked.words
    frame = overview.sessions(asked.question)
    labels = {kind.code: getattr(kind, words.language) for kind in SESSION_KIND}
    # A kind of which nothing was ever held has no line
    shown = [kind for kind in labels if not frame.empty and frame.rows[kind].iloc[-1] > 0]
    total = int(frame.rows[shown].iloc[-1].sum()) if shown else 0
    marks = _annotations(asked)
    return Panel(
        finding=words.ngettext("{n} session has been held", "{n} sessions have been held", total),
        frame=frame,
        columns=[
            TableColumn("ends_on", words.gettext("Until"), Format.DATE),
            *(TableColumn(kind, labels[kind].capitalize(), Format.WHOLE) for kind in shown),
        ],
        figure=_figure(frame, shown, labels, marks, asked),
        alternative=_alternative(frame, shown, labels, asked),
        counted=words.gettext(
            "Sessions with the status “held”, each once, added up from the programme's beginning."
            " Planned and cancelled sessions do not count."
        ),
        source=sheets(words, "sessions", "annotations"),
        notes=[f"{number}. {words.date(mark.on)}: {mark.text}" for number, mark in enumerate(marks, start=1)],
        unavailable=None
        if shown
        else words.gettext(
            "No session has been held by this day. They appear here when the sheet “sessions” has them."
        ),
    )


def _figure(
    frame: PublishableFrame, shown: list[str], labels: dict[str, str], marks: list[line.Annotation], asked: Asked
) -> go.Figure:
    series = [Series(kind, labels[kind], colour=theme.KIND[kind]) for kind in shown]
    return line.figure(frame, words=asked.words, day="ends_on", series=series, annotations=marks)


def _alternative(frame: PublishableFrame, shown: list[str], labels: dict[str, str], asked: Asked) -> str:
    words = asked.words
    parts = [f"{labels[kind]} {words.number(int(frame.rows[kind].iloc[-1]))}" for kind in shown]
    return words.gettext(
        "Sessions held by {day}: {kinds}.", day=words.date(asked.question.as_of), kinds=", ".join(parts)
    )


def _annotations(asked: Asked) -> list[line.Annotation]:
    events = overview.events(asked.question).records()
    return [line.Annotation(event["on"], asked.words.name(_texts(event))) for event in events]


def _texts(event: Mapping[str, Any]) -> dict[str, str | None]:
    return {language: event[f"text_{language}"] for language in ("fi", "sv", "en")}
