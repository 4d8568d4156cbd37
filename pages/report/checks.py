"""The checks before submission: what must pass, what is a warning, in which records, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard import checks, naming
from dashboard.components.status import badge
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.checks import BLOCKING, Check
from data_access.protection import PublishableFrame
from data_access.question import Filters
from data_access.reports import checks as findings
from data_access.viewer import Forbidden
from pages.report import frozen
from pages.report.records import address, records

SHOWN = 10  # records of a check that are read at a glance; the rest stand in the table


def panel(asked: Asked) -> Panel:
    """One row per finding, as frozen; for the manager those of today while nothing is.

    Raises Forbidden for who may see no frozen version: there is no such panel.
    """
    words = asked.words
    frame, day, notes = _frozen(asked) or _today(asked)
    finding = _finding(frame, asked)
    return Panel(
        finding=finding,
        frame=frame,
        columns=_columns(asked),
        figure=_figure(frame, asked),
        alternative=finding,
        counted=words.gettext(
            "What contradicts itself blocks the report. Values are compared with the report submitted before, or with"
            " the end of the period before; people whose follow-up window is open with those who have answered; codes"
            " with one another, leaving out capitals, spaces and signs. A headcount alone is no finding."
        ),
        source=naming.sheets(words, "indicators", "sessions", "attendance", "participants", "responses", "assessments"),
        n=words.ngettext("{n} finding", "{n} findings", len(frame)),
        notes=notes,
        day=day,
    )


def _frozen(asked: Asked) -> tuple[PublishableFrame, date, Sequence[str]] | None:
    report = frozen.of(asked)
    return None if report is None else (findings.checks(asked.question, report), report.as_of, ())


def _today(asked: Asked) -> tuple[PublishableFrame, date, Sequence[str]]:
    """What the checks find now. Raises Forbidden for all but the manager."""
    if asked.question.viewer.restricted:
        raise Forbidden("report-checks")
    day = min(frozen.period(asked).ends_on, asked.question.today)
    then = replace(asked.question, as_of=day, filters=Filters())
    note = asked.words.gettext(
        "Nothing is frozen yet: these are today's findings as of {day}. They are frozen when the report is prepared.",
        day=day,
    )
    return findings.today(then), day, (note,)


def _finding(frame: PublishableFrame, asked: Asked) -> str:
    words, failing = asked.words, set(frame.rows["check"])
    blocking, warnings = len(failing & BLOCKING), len(failing - BLOCKING)
    if not failing:
        return words.gettext("All checks pass")
    first = words.ngettext(
        "{n} check must pass before the report can be submitted",
        "{n} checks must pass before the report can be submitted",
        blocking,
    )
    if not blocking:
        first = words.gettext("No check stands in the way of the report")
    warned = words.ngettext("{n} warning", "{n} warnings", warnings)
    return f"{first}; {warned}" if warnings else first


def _figure(frame: PublishableFrame, asked: Asked) -> Component:
    if frame.empty:
        return html.P(badge("passed", asked.words))
    places: dict[str, list[int]] = {}
    for at, code in enumerate(frame.rows["check"]):
        places.setdefault(code, []).append(at)
    ordered = sorted(places, key=lambda code: (code not in BLOCKING, list(Check).index(Check(code))))
    return html.Ul([_check(code, places[code], frame, asked) for code in ordered], className="attention")


def _check(code: str, places: Sequence[int], frame: PublishableFrame, asked: Asked) -> html.Li:
    said = [html.Li(one) for one in [*records(frame, places[:SHOWN], asked), *_rest(len(places) - SHOWN, asked)]]
    found = html.Ul(said, className="records")
    return checks.listed(code, "failed" if code in BLOCKING else "warning", found, asked.words)


def _rest(n: int, asked: Asked) -> list[Component]:
    """How many more there are: a link that opens the table."""
    if n <= 0:
        return []
    table = asked.selection.with_more(**{"report-checks.page": "1"}).href
    said = asked.words.ngettext("{n} more in the table", "{n} more in the table", n)
    return [html.A(said, href=f"{table}#report-checks")]


def _columns(asked: Asked) -> list[TableColumn]:
    words = asked.words
    return [
        TableColumn("check", words.gettext("Check"), said=lambda code: checks.label(code, words)),
        TableColumn("blocking", words.gettext("Must pass")),
        TableColumn("code", words.gettext("Indicator"), link=lambda row: _indicator(row["code"], asked)),
        TableColumn("record", words.gettext("Record"), link=lambda row: address(row, asked)),
        TableColumn("found", words.gettext("Found"), Format.NUMBER),
        TableColumn("expected", words.gettext("Expected"), Format.NUMBER),
        TableColumn("on", words.gettext("Day"), Format.DATE),
        TableColumn("until", words.gettext("Until"), Format.DATE),
        TableColumn("like", words.gettext("Like")),
        TableColumn("source", words.gettext("Delivered by")),
        TableColumn("file", words.gettext("File")),
        TableColumn("sheet", words.gettext("Sheet"), said=lambda name: naming.sheets(words, name)[0]),
        TableColumn("line", words.gettext("Row"), Format.WHOLE),
    ]


def _indicator(code: str | None, asked: Asked) -> str | None:
    return asked.selection.at("/indicators", code).href if code else None
