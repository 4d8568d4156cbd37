"""A deck on the screen: one slide at a time, all of them in the document (``assets/present.js`` turns them)."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
from dash import html
from dash.development.base_component import Component

from dashboard.charts import line
from dashboard.charts.enlarged import enlarged
from dashboard.components.aria import aria, data
from dashboard.components.figure import figure
from dashboard.components.panel_card import Failure, notes
from dashboard.components.table import table
from dashboard.i18n import Words
from dashboard.panel import Asked, Panel
from dashboard.presenting.slides import Shown, closed, shown
from dashboard.screen import Screen
from data_access.decks import Deck, Remark

# On a stage of 1080 pixels: letters of 14 pixels become 28, and nothing is smaller than 24.
TIMES = 2.0
HEIGHT = 580
TALLEST = 420  # pixels of a figure on its page; of more rows there is no room for, so the table stands in its place
ROWS = 8  # of a table on a slide; all of them stand on its page and in the files


def stage(deck: Deck, asked: Asked, screens: Sequence[Screen]) -> html.Main:
    """All slides of the deck, and what turns them."""
    asked = closed(asked)
    found = shown(deck, asked, screens)
    main = [_slide(one) for one in found if not one.slide.annex]
    decide = [_decisions(deck, asked.words)] if deck.decisions else []
    annex = [_slide(one) for one in found if one.slide.annex]
    made = [_cover(deck, asked), *main, *decide, *annex]
    sections = [
        html.Section(
            inside, id=f"slide-{number}", tabIndex="-1", className="slide is-current" if number == 1 else "slide",
            **aria(label=asked.words.gettext("Slide {number} of {all}", number=number, all=len(made))),
        )
        for number, inside in enumerate(made, start=1)
    ]  # fmt: skip
    return html.Main([html.Div(sections, className="stage"), _bar(len(made), asked)], id="content", className="deck")


def _cover(deck: Deck, asked: Asked) -> list[Component]:
    words, programme = asked.words, asked.question.programme
    said = [
        html.P(words.name(programme.names) or programme.code, className="slide-topic"),
        html.H1(deck.name, className="slide-title"),
        *([html.P(deck.status, className="slide-status")] if deck.status else []),
        html.P(words.gettext("As of {day}", day=words.date(asked.question.as_of)), className="slide-day"),
        *([html.P(words.gettext("Demonstration data"), className="demonstration")] if programme.demonstration else []),
    ]
    emblem = html.Img(src="/assets/emblem.svg", alt="", width="216", height="144", className="emblem")
    funded = html.P([emblem, html.Span(words.gettext("Co-funded by the European Union"))], className="co-funding")
    return [html.Div(said, className="slide-cover"), funded]


def _decisions(deck: Deck, words: Words) -> list[Component]:
    lines = html.Ul([html.Li(one) for one in deck.decisions], className="slide-decisions")
    return [html.H2(words.gettext("Needs a decision"), className="slide-title"), lines]


def _slide(one: Shown) -> list[Component]:
    words, name = one.asked.words, one.asked.words.message(one.exhibit.name)
    topic = html.P(" · ".join(part for part in (one.of, name) if part), className="slide-topic")
    if isinstance(one.panel, Failure):
        happened = words.gettext("This panel could not be made")
        return [topic, html.H2(happened, className="slide-title"), html.P(one.panel.reference)]
    head = [topic, html.H2(one.panel.finding, className="slide-title")]
    if one.panel.unavailable is not None:
        return [*head, html.P(one.panel.unavailable, className="slide-state"), *_note(one, words)]
    return [*head, _figure(one, one.panel), *_said(one, one.panel), _basis(one.panel, one.asked), *_note(one, words)]


def _figure(one: Shown, panel: Panel) -> Component:
    words, own = one.asked.words, f"{one.exhibit.id}-{one.slide.key}" if one.slide.key else one.exhibit.id
    made: Component
    if isinstance(panel.figure, go.Figure) and not _is_tall(panel):
        drawn = enlarged(marked(panel.figure, one.slide.remarks), TIMES, height=HEIGHT)
        made = figure(drawn, panel=f"slide-{own}", alternative=panel.alternative, words=words)
    elif isinstance(panel.figure, Component):
        made = panel.figure
    else:
        made = table(
            panel.frame.slice(0, ROWS), panel.columns, id=f"slide-{own}", caption=panel.finding, asked=one.asked
        )
    return html.Div(made, className="slide-figure")


def _is_tall(panel: Panel) -> bool:
    return isinstance(panel.figure, go.Figure) and (panel.figure.layout.height or 0) > TALLEST


def marked(drawn: go.Figure, remarks: Sequence[Remark]) -> go.Figure:
    """The figure with a line on the day of each remark, where its axis is one of days."""
    days = {sign(at): line.Annotation(one.on, one.text) for at, one in enumerate(remarks) if one.on is not None}
    return line.marked(drawn, days) if days and over_days(drawn) else drawn


def sign(at: int) -> str:
    """What marks the remark in the figure and beside it: the figure's own marks are numbers."""
    return chr(ord("A") + at % 26)


def over_days(drawn: go.Figure) -> bool:
    """Whether days stand along the figure."""
    return any(hasattr(place, "year") for trace in drawn.data for place in (getattr(trace, "x", None) or [])[:1])


def _said(one: Shown, panel: Panel) -> list[Component]:
    """What the manager says of the figure, then its own notes."""
    words = one.asked.words
    remarks = [html.Li(remark(each, at, words)) for at, each in enumerate(one.slide.remarks)]
    more = len(panel.frame) - ROWS if panel.figure is None or _is_tall(panel) else 0
    cut = [words.ngettext("{n} more row on the page", "{n} more rows on the page", more)] if more > 0 else []
    return [
        *([html.Ul(remarks, className="slide-remarks")] if remarks else []),
        *(html.P(said, className="slide-basis") for said in (*cut, *notes(panel, words))),
    ]


def remark(one: Remark, at: int, words: Words) -> str:
    """The remark; one of a day with its sign and the day."""
    return f"{sign(at)} {one.text} ({words.date(one.on)})" if one.on else one.text


def _basis(panel: Panel, asked: Asked) -> html.P:
    words = asked.words
    said = [
        words.gettext("as of {day}", day=words.date(panel.day or asked.question.as_of)),
        words.gettext("Source: {sheets}", sheets=", ".join(panel.source)),
        *([panel.n] if panel.n else []),
    ]
    return html.P(" · ".join(said), className="slide-basis")


def _note(one: Shown, words: Words) -> list[Component]:
    if not one.slide.note:
        return []
    return [html.Aside(html.P(one.slide.note), className="slide-note", **aria(label=words.gettext("Notes")))]


def _bar(count: int, asked: Asked) -> html.Nav:
    words = asked.words
    back = asked.selection.at("/present").href
    step = [
        html.Button(sign, type="button", className="deck-step", **aria(label=name), **data(step=by))
        for sign, by, name in (("‹", "-1", words.gettext("Previous slide")), ("›", "1", words.gettext("Next slide")))
    ]
    place = html.Output([html.Span("1", className="deck-place"), f" / {count}"], **aria(live="polite"))
    tools = [
        html.Button(words.gettext("Notes"), type="button", **data(deck="notes"), **aria(pressed="false")),
        html.Button(words.gettext("Full screen"), type="button", **data(deck="screen")),
        html.A(words.gettext("End"), href=back, className="deck-end"),
    ]
    return html.Nav([step[0], place, step[1], *tools], className="deck-bar", **aria(label=words.gettext("Slides")))
