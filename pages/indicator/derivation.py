"""How the value is counted, in words with the numbers of the case: a chain of steps from the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from dashboard import achievement
from dashboard.components.aria import aria
from dashboard.evidence.search import ALL, COUNTS
from dashboard.i18n import Words
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import evidence
from data_access.queries.evidence import Change, Step
from data_access.viewer import Role
from pages.indicator import entries
from pages.indicator.figure import Figure, on_the_day, unknown
from pages.indicator.steps import said

# What opens where nothing is left out
_OPENS = {Step.LISTED: ALL, Step.COUNTED: COUNTS, Step.VALUE: COUNTS}


def panel(asked: Asked) -> Panel:
    """The chain; each step that has entries behind it opens them."""
    words, found = asked.words, on_the_day(asked)
    frame = evidence.derivation(asked.question, found.indicator.code)
    rows = list(frame.records())
    phrases = [said(row, found.indicator, words) for row in rows]
    signed = [f"{_sign(row, words)}{phrase}" for row, phrase in zip(rows, phrases, strict=True)]
    return Panel(
        finding=_finding(found, asked),
        frame=frame,
        columns=[
            TableColumn("place", words.gettext("Step"), said=lambda place: signed[place - 1]),
            TableColumn("number", words.gettext("Number"), Format.NUMBER, link=lambda row: _href(row, asked)),
        ],
        figure=_chain(rows, phrases, asked),
        alternative=" → ".join(signed),
        counted=words.name(found.indicator.counting),
        source=achievement.sources(found.indicator.code, words),
        notes=_notes(found, asked),
        unavailable=unknown(found, asked),
    )


def _finding(found: Figure, asked: Asked) -> str:
    words, row = asked.words, found.row
    if row["value"] is None:
        return words.gettext("No data")
    amount = achievement.amount(row["value"], found.indicator.unit, words)
    return words.gettext("From the records to {amount}, step by step", amount=amount)


def _chain(rows: Sequence[Mapping[str, Any]], phrases: Sequence[str], asked: Asked) -> html.Ol:
    steps = [_step(row, phrase, asked) for row, phrase in zip(rows, phrases, strict=True)]
    return html.Ol(steps, className="chain", **aria(label=asked.words.gettext("Steps of the counting")))


def _step(row: Mapping[str, Any], phrase: str, asked: Asked) -> html.Li:
    href = _href(row, asked)
    shown = html.A(phrase, href=href) if href else html.Span(phrase)
    return html.Li([_sign(row, asked.words), shown], className=f"chain-step chain-{row['change'].replace('_', '-')}")


def _sign(row: Mapping[str, Any], words: Words) -> str:
    """What a step does to the number before it, for the eye and for the ear."""
    signs = {Change.LESS: words.gettext("less"), Change.MORE: words.gettext("and")}
    sign = signs.get(Change(row["change"]))
    return f"{sign} " if sign else ""


def _href(row: Mapping[str, Any], asked: Asked) -> str | None:
    """The entries behind the step, listed further down on the page."""
    if entries.closed(asked):
        return None
    kind = row["reason"] or _OPENS.get(Step(row["step"]))
    return entries.href(asked, kind) if kind and row["number"] else None


def _notes(found: Figure, asked: Asked) -> list[str]:
    """What the financier does not see of the chain."""
    if asked.question.viewer.role is not Role.FINANCIER or not found.indicator.touches_network:
        return []
    return [
        asked.words.gettext(
            "Of the peer network only what it adds to the value is shown, and that not where it is small, so that"
            " nobody in it can be recognised. The value is exact."
        )
    ]
