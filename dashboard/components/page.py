"""The whole body of a screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dash import html
from dash.development.base_component import Component

from dashboard.components.breadcrumbs import breadcrumbs
from dashboard.components.contents import contents
from dashboard.components.filters import Filter, filters
from dashboard.components.panel_card import Failure, panel_card
from dashboard.components.taking import taking
from dashboard.i18n import Words
from dashboard.panel import Asked, Exhibit, Panel
from dashboard.screen import Screen
from dashboard.shell import Reader, footer, header

# Data older than this are said to be old: a month without a delivery is one reporting step missed.
STALE = timedelta(days=45)


def page(
    *,
    screen: Screen,
    screens: Sequence[Screen],
    asked: Asked,
    reader: Reader,
    title: str,
    panels: Sequence[tuple[Exhibit, Panel | Failure]],
    offered: Sequence[Filter] = (),
) -> html.Div:
    """The screen as ``reader`` sees it.

    ``screens``: all there are; the navigation picks. ``offered``: the filters that the screen understands, with what
    the programme has to choose from. ``panels``: those the reader's role may see, in the order of the screen.
    """
    words = asked.words
    main = html.Main(
        [
            *_breadcrumbs(screen, screens, asked, title),
            html.H1(title),
            *_beneath(screen, asked, offered),
            *contents([exhibit for exhibit, _ in panels], words),
            html.Div([panel_card(exhibit, panel, asked) for exhibit, panel in panels], className="panels"),
            taking(screen, asked),
        ],
        id="content",
        tabIndex="-1",
    )
    skip = html.A(words.gettext("Skip to the content"), href="#content", className="skip")
    top = header(screen=screen, screens=screens, asked=asked, reader=reader)
    return html.Div([skip, top, main, footer(asked.selection, words, theme=reader.theme)], className="page")


def _breadcrumbs(screen: Screen, screens: Sequence[Screen], asked: Asked, title: str) -> list[Component]:
    way = _way(screen, screens, asked)
    return [breadcrumbs(way, title, asked.words)] if way else []


def _way(screen: Screen, screens: Sequence[Screen], asked: Asked) -> list[tuple[str, str]]:
    """The overview, and the list that a single thing stands in; only what the reader may open."""
    role = asked.question.viewer.role
    paths = ["/", screen.path] if screen.opens else ["/"]
    above = [
        one
        for path in paths
        for one in screens
        if one.path == path and not one.opens and one.id != screen.id and role in one.roles
    ]
    return [(asked.words.message(one.name), asked.selection.at(one.path).href) for one in above]


def _beneath(screen: Screen, asked: Asked, offered: Sequence[Filter]) -> list[Component]:
    if screen.beneath is not None:
        return [screen.beneath(asked)]
    return [*_day(asked), filters(asked, offered)]


def _day(asked: Asked) -> list[Component]:
    """As of which day, and how old the data are."""
    words, programme = asked.words, asked.question.programme
    delivered = programme.delivered_at.date()
    age = asked.question.today - delivered
    said = [
        words.gettext("As of {day}", day=words.date(asked.question.as_of)),
        _delivered(age, words),
        words.gettext("data version {number}", number=programme.data_version),
    ]
    line: list[Component] = [html.P(" · ".join(said), className="as-of")]
    if age > STALE:
        old = words.gettext(
            "The data are old: nothing has been delivered since {day}. What happened after that day is missing here.",
            day=words.date(delivered),
        )
        line.append(html.P(old, className="notice"))
    return line


def _delivered(age: timedelta, words: Words) -> str:
    if age.days <= 0:
        return words.gettext("last delivery today")
    return words.ngettext("last delivery {n} day ago", "last delivery {n} days ago", age.days)
