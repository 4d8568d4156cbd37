"""The row of the workbook that an entry rests on, where it came from, and every indicator it counts in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import achievement, naming
from dashboard.components.value import written
from dashboard.evidence import reason
from dashboard.i18n import Words
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import evidence
from data_access.queries.evidence import SourceRow
from data_access.sheets import Column, Kind, sheet
from data_access.viewer import Forbidden

DIGITS = 18  # what a database's whole number holds


def panel(asked: Asked) -> Panel:
    """The row that ``source`` in the address names (``sheet:row``).

    Raises Forbidden where it names none, or one that the viewer may not see.
    """
    words = asked.words
    name, _, number = asked.selection.more.get("source", "").partition(":")
    if not number.isdecimal() or len(number) > DIGITS:
        raise Forbidden("indicator-source")
    opened = evidence.source_row(asked.question, name, int(number))
    row = next(opened.row.records())
    return Panel(
        finding=words.gettext("Row {line} of the sheet {sheet} in {file}", line=row["line"],
                              sheet=naming.sheets(words, name)[0], file=row["file"]),
        frame=opened.row,
        columns=_columns(name, words),
        figure=_figure(name, row, opened, asked),
        alternative=words.gettext("The row as it was delivered, and the indicators it counts in."),
        counted=words.gettext(
            "The row is shown as it was delivered. What identified a person was replaced when it arrived: the digits"
            " are a pseudonym."
        ),
        source=naming.sheets(words, name),
    )  # fmt: skip


def _columns(name: str, words: Words) -> list[TableColumn]:
    declared = [
        TableColumn(column.name, getattr(column, words.language), _format(column), said=_said(column, words))
        for column in sheet(name).columns
    ]
    return [
        *declared,
        TableColumn("number", words.gettext("Delivery"), Format.WHOLE),
        TableColumn("loaded_at", words.gettext("Delivered on"), Format.DATE),
        TableColumn("source", words.gettext("Delivered by")),
        TableColumn("file", words.gettext("File")),
        TableColumn("line", words.gettext("Row"), Format.WHOLE),
        TableColumn("superseded", words.gettext("Replaced by delivery"), Format.WHOLE),
    ]


def _format(column: Column) -> Format:
    return {
        Kind.DATE: Format.DATE,
        Kind.WHOLE: Format.WHOLE,
        Kind.NUMBER: Format.NUMBER,
        Kind.HOURS: Format.NUMBER,
    }.get(column.kind, Format.TEXT)


def _said(column: Column, words: Words) -> Any:
    if column.kind is Kind.CHOICE:
        return naming.of_list(column.choices, words)
    if column.kind is Kind.YES_NO:
        return lambda value: words.gettext("yes") if value else words.gettext("no")
    return None


def _figure(name: str, row: Mapping[str, Any], opened: SourceRow, asked: Asked) -> html.Div:
    words = asked.words
    facts: list[Component] = []
    for column in _columns(name, words):
        if row[column.name] is not None:
            facts += [html.Dt(column.label), html.Dd(written(row[column.name], column, words))]
    counts = [html.Li(_entry(entry, asked)) for entry in opened.entries.records()]
    listed = html.Ul(counts) if counts else html.P(words.gettext("No entry rests on this row by this day."))
    back = html.A(
        words.gettext("Back to the entries"), href=f"{asked.selection.with_more(source=None).href}#indicator-entries"
    )
    return html.Div([html.Dl(facts, className="facts"), html.H3(words.gettext("Considered for")), listed, back])


def _entry(entry: Mapping[str, Any], asked: Asked) -> list[Component | str]:
    """An indicator, how the row counts there, and since when."""
    words = asked.words
    there = asked.selection.at("/indicators", entry["indicator"], more=asked.selection.more)
    link = html.A(f"{entry['indicator']} {achievement.name(entry['indicator'], words)}", href=there.href)
    measure = {"answered": words.gettext("answered"), "eligible": words.gettext("could have answered")}
    how = measure.get(entry["measure"]) or reason(entry["reason"], words)
    if entry["counted_on"] is None:
        return [link, f": {how}"]
    return [link, f": {how}, {words.date(entry['counted_on'])}"]
