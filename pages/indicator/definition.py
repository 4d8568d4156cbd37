"""What the indicator counts, by which rule, on whose authority, and what grant decisions set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import achievement, naming
from dashboard.i18n import Words
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.catalogue import Indicator
from data_access.queries import indicators
from pages.indicator.figure import of


def panel(asked: Asked) -> Panel:
    """Definition, rule and legal reference; the table has what grant decisions set, one after another."""
    words, indicator = asked.words, of(asked)
    frame = indicators.decisions(asked.question, indicator.code)
    decided = list(frame.records())
    return Panel(
        finding=words.name(indicator.definition),
        frame=frame,
        columns=[
            TableColumn("decision", words.gettext("Grant decision")),
            TableColumn("valid_from", words.gettext("Valid from"), Format.DATE),
            TableColumn("baseline", words.gettext("Baseline"), Format.NUMBER),
            TableColumn("target", words.gettext("Target"), Format.NUMBER),
        ],
        figure=_facts(indicator, decided[-1] if decided else None, asked),
        alternative=words.name(indicator.counting),
        counted=words.name(indicator.counting),
        source=[*achievement.sources(indicator.code, words), *naming.sheets(words, "indicators")],
    )


def _facts(indicator: Indicator, decided: Mapping[str, Any] | None, asked: Asked) -> html.Dl:
    words = asked.words
    facts: list[tuple[str, Component | str]] = [
        (words.gettext("Kind"), achievement.group(indicator.code, words)),
        (words.gettext("Unit"), achievement.unit(indicator.unit, words)),
        (words.gettext("Rule"), words.name(indicator.counting)),
        (words.gettext("Legal reference"), words.name(indicator.legal)),
        (words.gettext("Version of the definition"), _version(indicator, words)),
        (words.gettext("Grant decision"), _decision(decided, words)),
    ]
    if indicator.sub_of:
        title = f"{indicator.sub_of} {achievement.name(indicator.sub_of, words)}"
        facts.append(
            (words.gettext("Part of"), html.A(title, href=asked.selection.at("/indicators", indicator.sub_of).href))
        )
    return html.Dl([part for name, said in facts for part in (html.Dt(name), html.Dd(said))], className="facts")


def _version(indicator: Indicator, words: Words) -> str:
    """The version in force, and since when."""
    if not indicator.changes:
        return words.gettext("{version}, unchanged so far", version=indicator.version)
    last = indicator.changes[-1]
    return words.gettext(
        "{version}, since {day}: {change}", version=last.version, day=words.date(last.on), change=words.name(last.words)
    )


def _decision(decided: Mapping[str, Any] | None, words: Words) -> str:
    if decided is None or decided["target"] is None:
        return words.gettext("sets no target for this indicator")
    target = words.gettext("target {target}", target=words.number(decided["target"]))
    return f"{decided['decision']}, {target}" if decided["decision"] else target
