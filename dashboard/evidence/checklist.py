"""A sample as a check-list: one row per entry, with columns to fill in on paper and lines to sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import achievement
from dashboard.components.aria import aria
from dashboard.components.table import region
from dashboard.components.value import written
from dashboard.evidence.columns import place, unit
from dashboard.evidence.subject import Subject
from dashboard.panel import Format, TableColumn
from data_access.protection import PublishableFrame


def checklist(subject: Subject, entries: PublishableFrame, statement: str) -> html.Div:
    """The entries under a heading for paper; ``statement`` says how to draw them again."""
    words = subject.asked.words
    programme = words.name(subject.asked.question.programme.names)
    title = achievement.title(subject.indicator.code, words)
    day = words.gettext("As of {day}", day=words.date(subject.asked.question.as_of))
    head = [html.P(programme), html.P(html.Strong(title)), html.P(f"{day} · {statement}")]
    return html.Div(
        [
            html.Div(head, className="checklist-head"),
            region(_table(subject, entries, title), label=title),
            html.Div(_signatures(subject), className="checklist-signatures", **aria(hidden="true")),
        ],
        className="checklist",
    )


def _table(subject: Subject, entries: PublishableFrame, title: str) -> html.Table:
    shown, blank = _columns(subject), _blank(subject)
    heads = [
        html.Th(subject.asked.words.gettext("No."), scope="col", className="number"),
        *(html.Th(column.label, scope="col") for column in shown),
        *(html.Th(label, scope="col", className="checklist-blank") for label in blank),
    ]
    rows = [html.Tr(_cells(at, row, shown, len(blank), subject)) for at, row in enumerate(entries.records(), start=1)]
    caption = html.Caption(title, className="visually-hidden")
    return html.Table([caption, html.Thead(html.Tr(heads)), html.Tbody(rows)], className="data-table")


def _columns(subject: Subject) -> Sequence[TableColumn]:
    words = subject.asked.words
    return [
        unit(subject),
        TableColumn("counted_on", words.gettext("Day"), Format.DATE),
        TableColumn("amount", words.gettext("Counts"), Format.NUMBER),
        *place(subject),
    ]


def _blank(subject: Subject) -> Sequence[str]:
    """What the checker fills in."""
    words = subject.asked.words
    return (words.gettext("Record seen"), words.gettext("Agrees"), words.gettext("Remark"))


def _cells(
    at: int, row: Mapping[str, Any], shown: Sequence[TableColumn], blanks: int, subject: Subject
) -> list[Component]:
    cells: list[Component] = [html.Th(str(at), scope="row", className="number")]
    for column in shown:
        said: Any = written(row[column.name], column, subject.asked.words)
        href = column.link(row) if column.link else None
        cells.append(html.Td(html.A(said, href=href) if href else said))
    return [*cells, *(html.Td(className="checklist-blank") for _ in range(blanks))]


def _signatures(subject: Subject) -> list[Component]:
    words = subject.asked.words
    lines = (
        words.gettext("Checked by"),
        words.gettext("Place and day"),
        words.gettext("Signature"),
        words.gettext("Records shown by"),
    )
    return [html.Span(line) for line in lines]
