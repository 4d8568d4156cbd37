"""The report of every reporting period: its way so far, when it is due, what is next."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard import reporting
from dashboard.components.fingerprint import short
from dashboard.components.status import word
from dashboard.components.stepper import stepper
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access import reports
from data_access.reports import Standing, State


def panel(asked: Asked) -> Panel:
    """One row per period; four queries, six where a period reported on is no longer delivered."""
    words = asked.words
    standings = reports.standings(asked.question)
    finding = _finding(standings, asked)
    return Panel(
        finding=finding,
        frame=reports.listing(asked.question),
        columns=_columns({one.period.code: one for one in standings}, asked),
        figure=html.Ul([_report(one, asked) for one in _pressing_first(standings, asked)], className="reports"),
        alternative=finding,
        counted=words.gettext(
            "A report is prepared once its period is over: that freezes its figures. It is then submitted, and the"
            " financier approves it or returns it with a reason. It is overdue when the day it is due has passed and"
            " it is not with the financier."
        ),
        source=sheets(words, "periods"),
        day=asked.question.today,
    )


def _finding(standings: Sequence[Standing], asked: Asked) -> str:
    """The report that presses most, and how many are approved."""
    words = asked.words
    late = max((one for one in standings if (one.overdue or 0) > 0), key=lambda one: one.overdue or 0, default=None)
    approved = sum(one.state is State.APPROVED for one in standings)
    done = words.ngettext("{n} of {all} is approved", "{n} of {all} are approved", approved, all=len(standings))
    if late is not None:
        overdue = words.ngettext(
            "The report of {period} is {n} day overdue",
            "The report of {period} is {n} days overdue",
            late.overdue or 0,
            period=late.period.code,
        )
        return f"{overdue}; {done}"
    waiting = [one for one in standings if one.open and one.state is not State.NOT_STARTED]
    if waiting:
        return words.gettext("The report of {period} waits for you; {done}", period=waiting[0].period.code, done=done)
    return words.ngettext(
        "No report is overdue; {n} of {all} is approved",
        "No report is overdue; {n} of {all} are approved",
        approved,
        all=len(standings),
    )


def _pressing_first(standings: Sequence[Standing], asked: Asked) -> Sequence[Standing]:
    """What is under way, oldest first; then what is still to come; then what is settled, latest first."""
    today = asked.question.today
    settled = [one for one in reversed(standings) if one.state is State.APPROVED]
    open_ones = [one for one in standings if one.state is not State.APPROVED]
    return [*sorted(open_ones, key=lambda one: one.period.ends_on >= today), *settled]


def _report(standing: Standing, asked: Asked) -> html.Li:
    words, period = asked.words, standing.period
    stages = reporting.way(standing, asked.question, words)
    label = words.gettext("The way of the report {period}", period=period.code)
    head = html.Div(
        [
            html.H3(html.A(words.gettext("Report {period}", period=period.code), href=_href(period.code, asked))),
            reporting.stands(standing, asked.question, words),
        ],
        className="report-head",
    )
    way = html.Div(
        [
            html.P(reporting.next_thing(standing, asked.question, words), className="report-next"),
            stepper(stages, label=label, words=words),
            html.P(_facts(standing, asked), className="report-facts"),
        ],
        className="report-way",
    )
    return html.Li([head, way])


def _facts(standing: Standing, asked: Asked) -> list[Component | str]:
    """Days, version and hash."""
    words, period = asked.words, standing.period
    days = words.gettext("{first} to {last}", first=period.starts_on, last=period.ends_on)
    facts: list[Component | str] = [html.Span(days)]
    if period.report_due_on:
        facts.append(html.Span(words.gettext("due on {day}", day=period.report_due_on)))
    if standing.hash:
        version = words.gettext("version {number}", number=standing.version)
        facts.append(html.Span([version, " ", html.Code(short(standing.hash))]))
    return facts


def _columns(standings: dict[str, Standing], asked: Asked) -> list[TableColumn]:
    words, question = asked.words, asked.question
    return [
        TableColumn("period", words.gettext("Period"), link=lambda row: _href(row["period"], asked)),
        TableColumn("ends_on", words.gettext("Ends on"), Format.DATE),
        TableColumn("due_on", words.gettext("Due on"), Format.DATE, none=words.gettext("no day set")),
        TableColumn(
            "state",
            words.gettext("State"),
            said=lambda state: word(reporting.status(State(state), question), words),
        ),
        TableColumn(
            "overdue",
            words.gettext("Days overdue"),
            Format.WHOLE,
            none=words.gettext("not due"),
        ),
        TableColumn("version", words.gettext("Version"), Format.WHOLE, none=words.gettext("none")),
        TableColumn("hash", words.gettext("Hash"), said=short, none=words.gettext("none")),
        TableColumn("taken_on", words.gettext("Last step"), Format.DATE, none=words.gettext("none")),
        TableColumn(
            "period",
            words.gettext("What is next"),
            said=lambda code: reporting.next_thing(standings[code], question, words),
        ),
    ]


def _href(period: str, asked: Asked) -> str:
    return asked.selection.at("/reports", key=period).href
