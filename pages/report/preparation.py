"""The form that prepares the report: what people say of each indicator, and the button that freezes the figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dash import html
from dash.development.base_component import Component

from dashboard import achievement, naming
from dashboard.components.form import form
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.protection import PublishableFrame
from data_access.queries import indicators
from data_access.question import Filters
from data_access.reports import State, Step
from data_access.viewer import Forbidden
from pages.report import frozen
from pages.report.next_step import address, sends
from pages.report.remark_fields import fields


def panel(asked: Asked) -> Panel:
    """One row per indicator as it would be frozen now.

    Raises Forbidden while the report is with the financier or approved: there is no such panel.
    """
    words, closed = asked.words, frozen.period(asked)
    if frozen.standing(asked).state in (State.SUBMITTED, State.APPROVED):
        raise Forbidden("report-preparation")
    then = replace(asked.question, as_of=closed.ends_on, filters=Filters())
    frame = indicators.overview(then)
    ready = Step.PREPARE in frozen.standing(asked).open
    finding = words.gettext("Prepare version {number}", number=_number(asked))
    return Panel(
        finding=finding if ready else words.gettext("The report cannot be prepared now"),
        frame=frame,
        columns=_columns(asked),
        figure=_folded(_form(frame, asked), asked) if ready else None,
        alternative=finding,
        counted=words.gettext(
            "Frozen are the values and breakdowns, the entries they rest on, the definitions and targets in force,"
            " the checks, and what is written here, with a hash over all of it."
        ),
        source=naming.sheets(words, "indicators", "targets"),
        day=closed.ends_on,
        unavailable=None if ready else _not_yet(asked),
    )


def _number(asked: Asked) -> int:
    return (frozen.standing(asked).version or 0) + 1


def _not_yet(asked: Asked) -> str:
    if not frozen.standing(asked).current:
        return asked.words.gettext(
            "The period is not among those delivered any more. Deliver the sheet of periods with it to prepare its"
            " report again."
        )
    ends_on = frozen.period(asked).ends_on
    return asked.words.gettext(
        "The period ends on {day}. From {next_day} on the report can be prepared here.",
        day=ends_on,
        next_day=ends_on + timedelta(days=1),
    )


def _folded(whole: Component, asked: Asked) -> Component:
    """The form; folded up where the report is prepared already, as then it is for second thoughts."""
    if frozen.standing(asked).state is not State.PREPARED:
        return whole
    said = asked.words.gettext("The form that prepares version {number}", number=_number(asked))
    return html.Details([html.Summary(said), whole])


def _form(frame: PublishableFrame, asked: Asked) -> Component:
    words, closed = asked.words, frozen.period(asked)
    explained = html.P(
        words.gettext(
            "The button freezes the figures of {day} as the records give them now. What is delivered later changes"
            " nothing in this version: it shows as a difference, with its cause. You can prepare again until you"
            " submit; every version is kept.",
            day=closed.ends_on,
        ),
        id="step-prepare",
    )
    return form(
        [explained, *fields(frame, asked)],
        action=address(Step.PREPARE, asked),
        sends=sends(asked),
        button=words.gettext("Prepare: freeze the figures of {day}", day=closed.ends_on),
        described_by="step-prepare",
    )


def _columns(asked: Asked) -> list[TableColumn]:
    words = asked.words
    return [
        achievement.column(words, link=lambda row: asked.selection.at("/indicators", key=row["code"]).href),
        TableColumn("value", words.gettext("Value"), Format.NUMBER),
        TableColumn("target", words.gettext("Target"), Format.NUMBER, none=words.gettext("none")),
        TableColumn("pace", words.gettext("Pace"), said=lambda pace: achievement.pace(pace, words)),
    ]
