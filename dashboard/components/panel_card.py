"""A panel as a card: finding, figure, the same data as a table, how it is counted, what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.components.figure import figure
from dashboard.components.table import table
from dashboard.i18n import Words
from dashboard.panel import Asked, Exhibit, Panel


@dataclass(frozen=True)
class Failure:
    """A panel that could not be made; ``reference`` finds the cause in the log."""

    reference: str = ""


def panel_card(exhibit: Exhibit, panel: Panel | Failure, asked: Asked) -> html.Article:
    """The card, under the id of the exhibit."""
    inside = _failed(exhibit, panel, asked.words) if isinstance(panel, Failure) else _shown(exhibit, panel, asked)
    name = asked.words.message(exhibit.name)
    return html.Article(
        [_topic(exhibit, name), *inside],
        id=exhibit.id,
        className=_place(exhibit),
        **aria(labelledby=f"{exhibit.id}-finding"),
    )


def _place(exhibit: Exhibit) -> str:
    chosen = {"panel-wide": exhibit.wide, "panel-tall": exhibit.tall}
    return " ".join(["panel", *(name for name, wanted in chosen.items() if wanted)])


def _topic(exhibit: Exhibit, name: str) -> html.P:
    """The lasting name of the panel, which is also the link to it."""
    return html.P(html.A(name, href=f"#{exhibit.id}"), className="panel-topic")


def _failed(exhibit: Exhibit, failure: Failure, words: Words) -> list[Component]:
    happened = words.gettext("This panel could not be made")
    advice = words.gettext("The rest of the page is right. Try again; if it fails again, tell the administrator.")
    reference = words.gettext("Reference: {reference}", reference=failure.reference) if failure.reference else ""
    return [_finding(exhibit, happened), html.P(f"{advice} {reference}".strip(), className="panel-state")]


def _shown(exhibit: Exhibit, panel: Panel, asked: Asked) -> list[Component]:
    head = [_finding(exhibit, panel.finding), *([panel.controls] if panel.controls else [])]
    if panel.unavailable:
        return [*head, html.P(panel.unavailable, className="panel-state"), _basis(panel, asked)]
    return [
        *head,
        *_figure(exhibit, panel, asked),
        *(html.P(note, className="panel-note") for note in notes(panel, asked.words)),
        _more(exhibit, panel, asked),
        _basis(panel, asked),
    ]


def _finding(exhibit: Exhibit, finding: str) -> html.H2:
    return html.H2(finding, id=f"{exhibit.id}-finding", className="panel-finding")


def _figure(exhibit: Exhibit, panel: Panel, asked: Asked) -> list[Component]:
    if panel.figure is None:
        return [_table(exhibit, panel, asked)]
    if isinstance(panel.figure, go.Figure):
        return [figure(panel.figure, panel=exhibit.id, alternative=panel.alternative, words=asked.words)]
    return [html.Div(panel.figure, className="panel-figure")]


def notes(panel: Panel, words: Words) -> Sequence[str]:
    """The panel's notes, and where numbers that it tells are hidden that they are missing from the figure."""
    shown = panel.frame.hidden[[column.name for column in panel.columns]]
    if panel.figure is None or not shown.to_numpy().any():
        return panel.notes
    return [*panel.notes, words.gettext("Numbers that are hidden to protect privacy are missing from the figure.")]


def _more(exhibit: Exhibit, panel: Panel, asked: Asked) -> html.Div:
    words = asked.words
    csv = html.A(
        words.gettext("Download as CSV"),
        href=asked.selection.file(f"/panels/{exhibit.id}.csv").href,
        className="panel-csv",
        **aria(label=words.gettext("Download as CSV: {panel}", panel=exhibit.name)),
    )
    counted = _details(words.gettext("How is this counted?"), html.P(panel.counted))
    if panel.figure is None:
        return html.Div([counted, csv], className="panel-more")
    paged = f"{exhibit.id}.page" in asked.selection.more
    rows = _details(words.gettext("Show as a table"), _table(exhibit, panel, asked), opened=paged)
    return html.Div([rows, counted, csv], className="panel-more")


def _details(summary: str, content: Component, *, opened: bool = False) -> html.Details:
    return html.Details([html.Summary(summary), content], open=opened)


def _table(exhibit: Exhibit, panel: Panel, asked: Asked) -> Component:
    return table(panel.frame, panel.columns, id=exhibit.id, caption=panel.finding, asked=asked)


def _basis(panel: Panel, asked: Asked) -> html.P:
    """Source, day and n."""
    words = asked.words
    said = [
        words.gettext("Source: {sheets}", sheets=", ".join(panel.source)),
        words.gettext("as of {day}", day=words.date(panel.day or asked.question.as_of)),
        *([panel.n] if panel.n else []),
    ]
    return html.P(" · ".join(said), className="panel-basis")
