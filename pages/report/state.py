"""What has happened to the report, and the next step for whoever may take it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import naming, reporting
from dashboard.components.status import badge
from dashboard.components.stepper import stepper
from dashboard.panel import Asked, Format, Panel, TableColumn
from dashboard.today import moment
from data_access.reports import Standing, State, Step
from data_access.viewer import Role
from pages.report import frozen, next_step


def panel(asked: Asked) -> Panel:
    """One row per step taken."""
    words, standing = asked.words, frozen.standing(asked)
    frame = frozen.steps(asked)
    finding = _finding(standing, list(frame.records()), asked)
    stages = reporting.way(standing, asked.question, words)
    return Panel(
        finding=finding,
        frame=frame,
        columns=_columns(asked),
        figure=html.Div(
            [
                *next_step.done(asked),
                stepper(stages, label=words.gettext("The way of the report"), words=words),
                html.Div([next_step.section(asked), *_story(list(frame.records()), asked)], className="report-both"),
            ]
        ),
        alternative=finding,
        counted=words.gettext(
            "Every step is kept with who took it, when and with which words; none is ever changed or taken away."
        ),
        source=naming.sheets(words, "periods"),
        day=asked.question.today,
    )


def _finding(standing: Standing, taken: Sequence[Mapping[str, Any]], asked: Asked) -> str:
    words = asked.words
    late = reporting.deadline(standing, words) if reporting.pressing(standing) else ""
    return "; ".join(filter(None, (_stands(standing, taken, asked), late)))


def _stands(standing: Standing, taken: Sequence[Mapping[str, Any]], asked: Asked) -> str:
    words, number = asked.words, standing.version
    if not taken:
        restricted = asked.question.viewer.restricted
        return words.gettext("Not submitted yet") if restricted else words.gettext("Nothing has been frozen yet")
    on = moment(taken[-1]["taken_at"], words)
    if standing.state is State.SUBMITTED and asked.question.viewer.role is Role.FINANCIER:
        return words.gettext("Version {number} was submitted on {on} and waits for you", number=number, on=on)
    return {
        State.PREPARED: words.gettext("Version {number} is frozen and not submitted yet", number=number),
        State.SUBMITTED: words.gettext("Version {number} is with the financier since {on}", number=number, on=on),
        State.RETURNED: words.gettext("Version {number} was returned on {on}", number=number, on=on),
        State.APPROVED: words.gettext("Version {number} was approved on {on}", number=number, on=on),
    }[standing.state]


def _story(taken: Sequence[Mapping[str, Any]], asked: Asked) -> list[Component]:
    if not taken:
        return []
    heading = html.H3(asked.words.gettext("What has happened"))
    return [html.Div([heading, html.Ol([_step(step, asked) for step in taken], className="report-story")])]


def _step(step: Mapping[str, Any], asked: Asked) -> html.Li:
    words, done = asked.words, Step(step["step"])
    version = words.gettext("version {number}", number=step["version"])
    said = words.gettext("{moment}, {who}", moment=moment(step["taken_at"], words), who=step["taken_by"])
    comment = [html.Blockquote(step["comment"])] if step["comment"] else []
    return html.Li(
        [
            html.P([badge(_STATUS[done], words, detail=version)]),
            html.P(said, className="report-when"),
            *comment,
        ]
    )


_STATUS: Mapping[Step, str] = {
    Step.PREPARE: "prepared",
    Step.SUBMIT: "submitted",
    Step.RETURN: "returned",
    Step.APPROVE: "approved",
}


def _columns(asked: Asked) -> list[TableColumn]:
    words = asked.words
    return [
        TableColumn("taken_at", words.gettext("When"), said=lambda at: moment(at, words)),
        TableColumn("step", words.gettext("Step"), said=lambda step: words.message(reporting.DONE[Step(step)])),
        TableColumn("version", words.gettext("Version"), Format.WHOLE),
        TableColumn("taken_by", words.gettext("Who")),
        TableColumn("comment", words.gettext("Comment"), none=words.gettext("none")),
        TableColumn("hash", words.gettext("Hash")),
    ]
