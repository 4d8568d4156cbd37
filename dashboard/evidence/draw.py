"""How a sample is drawn: what the address asks for, and the form that asks for another."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from dashboard.evidence.subject import Subject
from dashboard.selection import DIGITS, Selection
from data_access.queries.evidence import LARGEST, Wanted

COUNTED, EVERY = "counts", "all"
SIZE = 25
_OWN = ("sample.size", "sample.seed", "sample.of")


@dataclass(frozen=True)
class Draw:
    """How many entries to draw ``of`` COUNTED or EVERY one; ``seed`` is None before anybody asked to draw."""

    size: int
    seed: int | None
    of: str

    @property
    def wanted(self) -> Wanted:
        """As the query of the sample takes it."""
        return Wanted(counted=True) if self.of == COUNTED else Wanted()


def asked_for(selection: Selection) -> Draw:
    """What the address asks for; what makes no sense there is left aside."""
    size = selection.number("sample.size")
    of = EVERY if selection.more.get("sample.of") == EVERY else COUNTED
    return Draw(min(max(SIZE if size is None else size, 1), LARGEST), selection.number("sample.seed"), of)


def form(draw: Draw, subject: Subject) -> html.Form:
    """Size, seed, and which entries; what else was chosen in the address stays."""
    asked, words = subject.asked, subject.asked.words
    # The seed of the day, until another is chosen: easy to remember, and not chosen after looking.
    seed = asked.question.today.strftime("%Y%m%d") if draw.seed is None else str(draw.seed)
    fresh = asked.selection.with_more(**dict.fromkeys(_OWN))
    of = html.Select(
        [
            html.Option(words.gettext("counted"), value=COUNTED, selected=draw.of == COUNTED),
            html.Option(words.gettext("counted and left out"), value=EVERY, selected=draw.of == EVERY),
        ],
        name="sample.of",
        className="form-select",
    )
    fields: list[tuple[str, Component]] = [
        (words.gettext("How many"), _number("sample.size", str(draw.size), LARGEST)),
        (words.gettext("Of the entries"), of),
        (words.gettext("Seed"), _number("sample.seed", seed, 10**DIGITS - 1)),
    ]
    kept = parse_qsl(urlsplit(fresh.href).query)
    return html.Form(
        [
            *(dbc.Input(type="hidden", name=name, value=value) for name, value in kept),
            *(html.Label([html.Span(label), field], className="field") for label, field in fields),
            html.Button(words.gettext("Draw"), type="submit", className="button"),
        ],
        action=f"{urlsplit(fresh.href).path}#{subject.sample}",
        method="GET",
        className="filters",
    )


def _number(name: str, value: str, most: int) -> dbc.Input:
    return dbc.Input(type="number", name=name, value=value, min=0 if name == "sample.seed" else 1, max=most, step=1)
