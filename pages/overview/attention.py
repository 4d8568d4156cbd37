"""What a manager must do this week: late and silent organisations, indicators behind, reports due, failing checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html

from dashboard import achievement, checks
from dashboard.components.attention import Matter, attention
from dashboard.naming import organisation, sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.attention import matters
from data_access.catalogue import indicators
from data_access.protection import PublishableFrame

# What is read at a glance; the rest stands in the table
SHOWN = 8

_STATUS = {
    "report_overdue": "overdue",
    "report_returned": "returned",
    "check": "failed",
    "silent": "silent",
    "far_behind": "overdue",
    "behind": "behind",
    "late": "overdue",
    "report_due": "due_soon",
}


def panel(asked: Asked) -> Panel:
    """Matters, most pressing first."""
    words = asked.words
    frame = matters(asked.question)
    rows = list(frame.records())
    called = {row["name"]: _about(row, asked) for row in rows if row["name"]}
    finding = words.ngettext("{n} matter needs attention", "{n} matters need attention", len(rows))
    return Panel(
        finding=finding if rows else words.gettext("Nothing needs attention"),
        frame=frame,
        columns=[
            TableColumn("matter", words.gettext("Matter"), said=lambda matter: _kind(matter, asked)),
            TableColumn(
                "code",
                words.gettext("Concerns"),
                link=lambda row: _href(row, asked),
                said=lambda code: achievement.title(code, words) if code in indicators() else code,
            ),
            TableColumn("name", words.gettext("Name"), said=called.__getitem__),
            TableColumn("days", words.gettext("Days"), Format.WHOLE),
        ],
        figure=_figure(frame, rows, asked),
        alternative=finding,
        counted=words.gettext(
            "Listed are: reports due within 30 days, overdue or returned by the financier, checks that fail,"
            " organisations without any activity for over 8 weeks, organisations with a milestone overdue, and"
            " indicators behind their plan."
        ),
        source=sheets(words, "progress", "sessions", "indicators", "targets", "periods"),
    )


def _figure(frame: PublishableFrame, rows: list[dict[str, Any]], asked: Asked) -> html.Div | None:
    if frame.empty:
        return html.Div(asked.words.gettext("No report is due, nobody is late, and all checks pass."))
    words = asked.words
    first = [Matter(_STATUS[row["matter"]], _sentence(row, asked), _href(row, asked)) for row in rows[:SHOWN]]
    return html.Div([attention(first, words), *_rest(len(rows) - SHOWN, asked)])


def _rest(n: int, asked: Asked) -> list[html.P]:
    """How many more there are: a link that opens the table."""
    if n <= 0:
        return []
    table = asked.selection.with_more(**{"overview-attention.page": "1"}).href
    said = asked.words.ngettext("{n} more in the table", "{n} more in the table", n)
    return [html.P(html.A(said, href=f"{table}#overview-attention"), className="attention-rest")]


def _kind(matter: str, asked: Asked) -> str:
    words = asked.words
    return {
        "report_overdue": words.gettext("Report overdue"),
        "report_returned": words.gettext("Report returned"),
        "check": words.gettext("Check fails"),
        "silent": words.gettext("No recent activity"),
        "far_behind": words.gettext("Over 30 days late"),
        "behind": words.gettext("Behind plan"),
        "late": words.gettext("Late"),
        "report_due": words.gettext("Report due"),
    }[matter]


def _sentence(row: Mapping[str, Any], asked: Asked) -> str:
    words, days = asked.words, int(row["days"] or 0)
    match row["matter"]:
        case "report_overdue" | "report_returned" | "report_due":
            return _of_report(row, asked)
        case "check":
            check = checks.label(row["check"], words)
            return words.gettext("{indicator}: a check fails. {check}.", indicator=row["code"], check=check)
        case "behind":
            return words.gettext("{indicator} is behind plan", indicator=_about(row, asked))
        case "silent":
            return words.ngettext(
                "{organisation}: nothing has happened for {n} week",
                "{organisation}: nothing has happened for {n} weeks",
                days // 7,
                organisation=_about(row, asked),
            )
        case _:
            return words.ngettext(
                "{organisation} is {n} day late",
                "{organisation} is {n} days late",
                days,
                organisation=_about(row, asked),
            )


def _of_report(row: Mapping[str, Any], asked: Asked) -> str:
    words, days, period = asked.words, int(row["days"] or 0), row["code"]
    return {
        "report_overdue": words.ngettext(
            "The report on {period} is {n} day overdue",
            "The report on {period} is {n} days overdue",
            days,
            period=period,
        ),
        "report_returned": words.gettext("The financier has returned the report on {period}", period=period),
        "report_due": words.ngettext(
            "The report on {period} is due in {n} day", "The report on {period} is due in {n} days", days, period=period
        ),
    }[row["matter"]]


def _about(row: Mapping[str, Any], asked: Asked) -> str:
    """What the matter is about, in the reader's language."""
    if row["matter"] == "behind":
        return achievement.name(row["code"], asked.words)
    return organisation({**row, "organisation": row["code"]}, asked.words)


def _href(row: Mapping[str, Any], asked: Asked) -> str:
    """The page on which something can be done about it."""
    match row["matter"]:
        case "behind" | "check":
            return asked.selection.at("/indicators", key=row["code"]).href
        case "report_overdue" | "report_returned" | "report_due":
            return asked.selection.at("/reports", key=row["code"]).href
        case _:
            return asked.selection.at("/organisations", key=row["code"]).href
