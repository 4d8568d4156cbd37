"""The entries that a frozen report rests on, as they stood when it was frozen."""

from __future__ import annotations

from dataclasses import replace

from dash import html

from dashboard import achievement, evidence
from dashboard.evidence import Subject
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access import catalogue, reports
from data_access.reports import Frozen
from data_access.viewer import Forbidden
from pages.report import frozen

LISTING, SAMPLE = "report-evidence", "report-sample"


def panel(asked: Asked) -> Panel:
    """The entries of the opened indicator; all indicators to choose from where none is opened.

    Raises Forbidden while nothing is frozen that the reader may see.
    """
    report, code = _report(asked), frozen.opened(asked)
    if code is None:
        return _choice(report, asked)
    shown = evidence.listed(_subject(report, code, asked))
    here = asked.words.gettext(
        "{code} {name}, as frozen in version {version}",
        code=code,
        name=achievement.name(code, asked.words),
        version=report.version,
    )
    away = asked.selection.with_more(indicator=None)
    other = html.A(asked.words.gettext("Choose another indicator"), href=f"{away.href}#{LISTING}")
    asks = [] if shown.controls is None else [shown.controls]
    return replace(shown, controls=html.Div([html.P([html.Strong(here), " · ", other]), *asks]))


def sample(asked: Asked) -> Panel:
    """A sample of the entries of the opened indicator. Raises Forbidden where none is opened: there is no panel."""
    report, code = _report(asked), frozen.opened(asked)
    if code is None:
        raise Forbidden(SAMPLE)
    return evidence.drawn(_subject(report, code, asked))


def _report(asked: Asked) -> Frozen:
    found = frozen.of(asked)
    if found is None:
        raise Forbidden(LISTING)
    return found


def _subject(report: Frozen, code: str, asked: Asked) -> Subject:
    then = replace(asked, question=replace(asked.question, as_of=report.as_of))
    return Subject(catalogue.indicators()[code], then, LISTING, SAMPLE, known=report.data_version)


def _choice(report: Frozen, asked: Asked) -> Panel:
    words = asked.words
    frame = reports.figures(asked.question, report)
    finding = words.gettext("Choose an indicator to see the entries behind its value")

    def href(code: str) -> str:
        return f"{asked.selection.with_more(indicator=code).href}#{LISTING}"

    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            achievement.column(words, link=lambda row: href(row["code"])),
            TableColumn("value", words.gettext("Value"), Format.NUMBER),
        ],
        figure=None,
        alternative=finding,
        counted=words.gettext(
            "The entries are those that stood with the delivery up to which the report was frozen, whatever was"
            " delivered since."
        ),
        source=[words.gettext("the ledger")],
        day=report.as_of,
    )  # fmt: skip
