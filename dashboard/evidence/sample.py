"""A random sample of entries, which anybody draws again with the same seed, as a check-list for paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from dashboard import achievement
from dashboard.evidence.checklist import checklist
from dashboard.evidence.columns import columns
from dashboard.evidence.subject import Subject
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import evidence
from data_access.queries.evidence import LARGEST, Page, Wanted

COUNTED, EVERY = "counts", "all"
SIZE = 25
_DIGITS = 9  # of a seed
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


def drawn(subject: Subject) -> Panel:
    """The sample that the address asks for. Raises Forbidden as ``evidence.sample`` does."""
    words, draw = subject.asked.words, _asked_for(subject.asked.selection.more)
    found = evidence.sample(
        subject.asked.question,
        subject.indicator.code,
        draw.wanted,
        size=draw.size if draw.seed is not None else 0,
        seed=draw.seed or 0,
        known=subject.known,
    )
    finding = _finding(found, draw, subject)
    taken = [TableColumn("number", words.gettext("Number drawn"), Format.WHOLE), *columns(subject)]
    return Panel(
        finding=finding,
        frame=found.entries,
        columns=taken,
        figure=checklist(subject, found.entries, _statement(found, draw, subject)) if len(found.entries) else None,
        alternative=finding,
        counted=words.gettext(
            "The entries are put in the order of the rows they rest on and numbered from 1. The numbers drawn are those"
            " that random.Random(seed).sample(range(1, N + 1), n) of Python gives, so every entry is as likely as any"
            " other, and whoever draws as many with the same seed from the same data gets the same ones."
        ),
        source=achievement.sources(subject.indicator.code, words),
        n=_statement(found, draw, subject) if len(found.entries) else "",
        notes=_notes(found, subject),
        controls=None if subject.closed else _form(draw, subject.asked, subject.sample),
        unavailable=_nothing(found, draw, subject),
        day=subject.asked.question.as_of,
    )


def _asked_for(more: Mapping[str, str]) -> Draw:
    """What the address asks for; what makes no sense there is left aside."""
    seed, size = more.get("sample.seed", ""), more.get("sample.size", "")
    number = int(size) if size.isdecimal() and len(size) <= _DIGITS else SIZE
    known = seed.isascii() and seed.isdecimal() and len(seed) <= _DIGITS
    of = EVERY if more.get("sample.of") == EVERY else COUNTED
    return Draw(min(max(number, 1), LARGEST), int(seed) if known else None, of)


def _finding(found: Page, draw: Draw, subject: Subject) -> str:
    words, taken = subject.asked.words, len(found.entries)
    if subject.closed:
        return words.gettext("Single records of the peer network are not drawn from")
    if not taken:
        return words.gettext("Draw entries at random, to check them against the records")
    if draw.of == COUNTED:
        return words.ngettext(
            "{n} entry drawn at random of the {all} that count",
            "{n} entries drawn at random of the {all} that count",
            taken,
            all=words.number(found.total),
        )
    return words.ngettext(
        "{n} entry drawn at random of the {all} counted or left out",
        "{n} entries drawn at random of the {all} counted or left out",
        taken,
        all=words.number(found.total),
    )


def _statement(found: Page, draw: Draw, subject: Subject) -> str:
    """What it takes to draw the same sample again."""
    words = subject.asked.words
    return words.gettext(
        "{n} of {all} entries, data version {version}, seed {seed}",
        n=words.number(len(found.entries)),
        all=words.number(found.total),
        version=subject.version,
        seed=draw.seed,
    )


def _notes(found: Page, subject: Subject) -> list[str]:
    words = subject.asked.words
    if found.entries.empty:
        return []
    said = [words.gettext("Print this page to get the check-list alone, on paper, with columns to fill in.")]
    if subject.known is None:
        said.append(
            words.gettext("A later delivery may change what is drawn from; the sample of a frozen report stays.")
        )
    if subject.indicator.touches_network and subject.asked.question.viewer.restricted:
        said.append(words.gettext("Single records of the peer network are not among those drawn from."))
    return said


def _nothing(found: Page, draw: Draw, subject: Subject) -> str | None:
    words = subject.asked.words
    if subject.closed:
        return subject.explanation()
    if not found.total:
        return words.gettext("There is no entry to draw from by this day.")
    if draw.seed is None:
        return words.ngettext(
            "There is {n} entry to draw from. Choose how many you will check, and any number as the seed.",
            "There are {n} entries to draw from. Choose how many you will check, and any number as the seed.",
            found.total,
        )
    return None


def _form(draw: Draw, asked: Asked, panel: str) -> html.Form:
    words = asked.words
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
        (words.gettext("Seed"), _number("sample.seed", seed, 10**_DIGITS - 1)),
    ]
    kept = parse_qsl(urlsplit(fresh.href).query)
    return html.Form(
        [
            *(dbc.Input(type="hidden", name=name, value=value) for name, value in kept),
            *(html.Label([html.Span(label), field], className="field") for label, field in fields),
            html.Button(words.gettext("Draw"), type="submit", className="button"),
        ],
        action=f"{urlsplit(fresh.href).path}#{panel}",
        method="GET",
        className="filters",
    )


def _number(name: str, value: str, most: int) -> dbc.Input:
    return dbc.Input(type="number", name=name, value=value, min=0 if name == "sample.seed" else 1, max=most, step=1)
