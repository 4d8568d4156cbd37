"""One slide of a deck: the finding, its figure, what is said of it, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.components.panel_card import Failure, notes
from dashboard.exports.handout.matrix import matrix
from dashboard.i18n import Words
from dashboard.panel import Asked, Panel
from dashboard.presenting import figures
from dashboard.presenting.remarks import marked, said
from dashboard.presenting.room import LINES, in_columns, room
from dashboard.presenting.slides import Shown


def slide(one: Shown, number: int) -> list[Component]:
    """What stands on the slide of that number."""
    words, name = one.asked.words, one.asked.words.message(one.exhibit.name)
    topic = html.P(" · ".join(part for part in (one.of, name) if part), className="slide-topic")
    if isinstance(one.panel, Failure):
        return [topic, *_failed(one.panel, words), *_note(one, words)]
    head = [topic, html.H2(one.panel.finding, className="slide-title")]
    if one.panel.unavailable is not None:
        return [*head, html.P(one.panel.unavailable, className="slide-state"), *_note(one, words)]
    return [*head, *_figure(one, one.panel, number), *_note(one, words)]


def decisions(lines: Sequence[str], words: Words) -> list[Component]:
    """The slide of what the meeting is to decide."""
    listed = html.Ul([html.Li(one) for one in lines], className="slide-decisions")
    return [html.H2(words.gettext("Needs a decision"), className="slide-title"), listed]


def _failed(failure: Failure, words: Words) -> list[Component]:
    advice = words.gettext("The rest of the page is right. Try again; if it fails again, tell the administrator.")
    reference = words.gettext("Reference: {reference}", reference=failure.reference) if failure.reference else ""
    return [
        html.H2(words.gettext("This panel could not be made"), className="slide-title"),
        html.P(f"{advice} {reference}".strip(), className="slide-state"),
    ]


def _figure(one: Shown, panel: Panel, number: int) -> list[Component]:
    words = one.asked.words
    remarks, noted = said(panel.figure, one.slide.remarks, words), notes(panel, words)
    shown, more = figures.shown(
        replace(panel, figure=marked(panel.figure, one.slide.remarks)),
        one.asked,
        id=f"slide-{number}-{one.exhibit.id}",
        height=room(panel.finding, remarks, noted),
    )
    cut = [words.ngettext("{n} more row on the page", "{n} more rows on the page", more)] if more > 0 else []
    if (grid := matrix(panel.figure)) and (n := len(grid.lines)) > LINES:
        cut.append(
            words.ngettext("{n} row; Tab and the arrow keys move it", "{n} rows; Tab and the arrow keys move them", n)
        )
    # What is longer than its place is reached by the keyboard.
    own = {"role": "region", "tabIndex": "0", **aria(label=words.message(one.exhibit.name))}
    longer = own if isinstance(panel.figure, Component) else {}
    return [
        html.Div(shown, className="slide-figure", **longer),
        _below(remarks, [*cut, *noted], _basis(panel, one.asked)),
    ]


def _below(remarks: Sequence[str], noted: Sequence[str], basis: str) -> html.Div:
    """The manager's remarks, the panel's own notes, and what it rests on."""
    said = [
        *([html.Ul([html.Li(one) for one in remarks], className="slide-remarks")] if remarks else []),
        *([html.Ul([html.Li(one) for one in noted], className=_notes(noted))] if noted else []),
        html.P(basis),
    ]
    return html.Div(said, className="slide-below")


def _notes(noted: Sequence[str]) -> str:
    return "slide-notes slide-notes-many" if in_columns(noted) else "slide-notes"


def _basis(panel: Panel, asked: Asked) -> str:
    words = asked.words
    parts = [
        words.gettext("as of {day}", day=words.date(panel.day or asked.question.as_of)),
        words.gettext("Source: {sheets}", sheets=", ".join(panel.source)),
        *([panel.n] if panel.n else []),
    ]
    return " · ".join(parts)


def _note(one: Shown, words: Words) -> list[Component]:
    if not one.slide.note:
        return []
    return [html.Aside(html.P(one.slide.note), className="slide-note", **aria(label=words.gettext("Notes")))]
