"""A deck on the screen: one slide at a time, all of them in the document (``assets/present.js`` turns them)."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria, data
from dashboard.panel import Asked
from dashboard.presenting.slide import decisions, slide
from dashboard.presenting.slides import closed, shown
from dashboard.screen import Screen
from data_access.decks import Deck


def stage(deck: Deck, asked: Asked, screens: Sequence[Screen]) -> html.Main:
    """All slides of the deck, and what turns them."""
    asked = closed(asked)
    found, words = shown(deck, asked, screens), asked.words
    main, annex = [one for one in found if not one.slide.annex], [one for one in found if one.slide.annex]
    made = [_cover(deck, asked), *(slide(one, at) for at, one in enumerate(main, start=2))]
    if deck.decisions:
        made.append(decisions(deck.decisions, words))
    made += [slide(one, at) for at, one in enumerate(annex, start=len(made) + 1)]
    sections = [
        html.Section(
            inside, id=f"slide-{number}", tabIndex="-1", className="slide is-current" if number == 1 else "slide",
            **aria(label=words.gettext("Slide {number} of {all}", number=number, all=len(made))),
        )
        for number, inside in enumerate(made, start=1)
    ]  # fmt: skip
    return html.Main(
        [html.Div(sections, className="deck-stage"), _bar(len(made), asked)], id="content", className="deck"
    )


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
