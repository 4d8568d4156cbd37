"""The day and the part of the programme: native selects that the address answers to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.i18n import Words
from dashboard.panel import Asked
from dashboard.selection import Selection


@dataclass(frozen=True)
class Option:
    """A value as it stands in the address, and its label."""

    value: str
    label: str


@dataclass(frozen=True)
class Filter:
    """A choice: ``name`` is the parameter in the address (cohort, sector, region, status)."""

    name: str
    options: Sequence[Option]


def filters(asked: Asked, offered: Sequence[Filter]) -> html.Section:
    """The form with the day and the ``offered`` filters, and what is chosen as chips that take it away.

    It is sent to the page's own address, so it works before any script does; ``assets/filters.js`` leaves out
    what was not chosen.
    """
    words, selection = asked.words, asked.selection
    kept = [("programme", selection.programme), ("lang", selection.lang)]
    form = html.Form(
        [
            *(dbc.Input(type="hidden", name=name, value=value) for name, value in kept if value),
            *_day(asked),
            *(_select(one.name, label(one.name, words), one.options, selection, words) for one in offered),
            html.Button(words.gettext("Show"), type="submit", className="button"),
        ],
        action=Selection(path=selection.path, key=selection.key).href,
        method="GET",
        className="filters",
    )
    name = words.gettext("Day and filters")
    return html.Section([form, *_chips(selection, offered, words)], className="filter-bar", **aria(label=name))


def label(name: str, words: Words) -> str:
    """What a filter is called."""
    return {
        "cohort": words.gettext("Cohort"),
        "sector": words.gettext("Sector"),
        "region": words.gettext("Region"),
        "status": words.gettext("Status"),
    }[name]


def _day(asked: Asked) -> list[Component]:
    """The ends of the periods; a manager may name any other day."""
    words, question = asked.words, asked.question
    closed = [period for period in reversed(question.programme.periods) if period.ends_on < question.today]
    options = [
        Option(period.code, words.gettext("{period}, to {day}", period=period.code, day=words.date(period.ends_on)))
        for period in closed
    ]
    select = _select("period", words.gettext("As of the end of"), options, asked.selection, words, none="latest")
    if question.viewer.restricted:
        return [select]
    day = dbc.Input(
        id={"type": "filter", "name": "as_of"}, type="date", name="as_of", value=asked.selection.as_of or ""
    )
    return [select, html.Label([html.Span(words.gettext("or on the day")), day], className="field")]


def _select(
    name: str, said: str, options: Sequence[Option], selection: Selection, words: Words, *, none: str = "all"
) -> html.Label:
    empty = words.gettext("Latest") if none == "latest" else words.gettext("All")
    chosen = getattr(selection, name)
    # Not dbc.Select, whose empty value is a choice that cannot be made again.
    select = html.Select(
        [
            html.Option(empty, value=""),
            *(html.Option(option.label, value=option.value, selected=option.value == chosen) for option in options),
        ],
        id={"type": "filter", "name": name},
        name=name,
        className="form-select",
    )
    return html.Label([html.Span(said), select], className="field")


def _chips(selection: Selection, offered: Sequence[Filter], words: Words) -> list[Component]:
    chosen = [(one, value) for one in offered if (value := getattr(selection, one.name))]
    if not chosen:
        return []
    chips = [html.Li(_chip(one, value, selection, words)) for one, value in chosen]
    return [html.Ul(chips, className="chips", **aria(label=words.gettext("Chosen filters")))]


def _chip(one: Filter, value: str, selection: Selection, words: Words) -> html.A:
    said = next((option.label for option in one.options if option.value == value), value)
    return html.A(
        [f"{label(one.name, words)}: {said} ", html.Span("×", **aria(hidden="true"))],
        href=selection.at(selection.path, selection.key, **{one.name: None}).href,
        **aria(label=words.gettext("Remove {filter}: {value}", filter=label(one.name, words), value=said)),
    )
