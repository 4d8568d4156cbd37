"""What the indicator counts and by which rule, with the numbers of this case."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard import achievement, naming
from dashboard.panel import Asked, Format, Panel, TableColumn
from pages.indicator.figure import Figure, on_the_day


def panel(asked: Asked) -> Panel:
    """Definition, rule and legal reference; the table has the figures of the day."""
    words, found = asked.words, on_the_day(asked)
    return Panel(
        finding=words.name(found.indicator.definition),
        frame=found.frame,
        columns=[
            TableColumn("value", words.gettext("Value"), Format.NUMBER),
            TableColumn("baseline", words.gettext("Baseline"), Format.NUMBER),
            TableColumn("target", words.gettext("Target"), Format.NUMBER),
            TableColumn("decision", words.gettext("Grant decision")),
            TableColumn("incomplete", words.gettext("Gender or age unknown"), Format.WHOLE),
        ],
        figure=_facts(found, asked),
        alternative=words.name(found.indicator.counting),
        counted=words.name(found.indicator.counting),
        source=[*achievement.sources(found.indicator.code, words), *naming.sheets(words, "indicators")],
    )


def _facts(found: Figure, asked: Asked) -> html.Dl:
    words, indicator, row = asked.words, found.indicator, found.row
    facts: list[tuple[str, Component | str]] = [
        (words.gettext("Kind"), achievement.group(indicator.code, words)),
        (words.gettext("Unit"), achievement.unit(indicator.unit, words)),
        (words.gettext("Rule"), words.name(indicator.counting)),
        (words.gettext("Legal reference"), words.name(indicator.legal)),
        (words.gettext("Grant decision"), row["decision"] or words.gettext("not named")),
    ]
    if indicator.sub_of:
        main = asked.selection.at("/indicators", indicator.sub_of).href
        title = f"{indicator.sub_of} {achievement.name(indicator.sub_of, words)}"
        facts.append((words.gettext("Part of"), html.A(title, href=main)))
    return html.Dl([part for name, said in facts for part in (html.Dt(name), html.Dd(said))], className="facts")
