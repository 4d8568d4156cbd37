"""The figures of the report as they were frozen, with what people say of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import achievement, bullets, naming
from dashboard.components import figure as graph
from dashboard.components.status import badge, word
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access import reports
from data_access.protection import PublishableFrame
from data_access.reports import Frozen
from data_access.viewer import Forbidden, Role
from pages.report import frozen


def panel(asked: Asked) -> Panel:
    """One row per indicator. Raises Forbidden while nothing is frozen: there is no such panel."""
    words, opened = asked.words, frozen.of(asked)
    if opened is None:
        raise Forbidden("report-figures")
    frame = reports.figures(asked.question, opened)
    targeted = frame.where(frame.rows["target"].notna())
    return Panel(
        finding=_finding(list(frame.records()), asked),
        frame=frame,
        columns=_columns(asked),
        figure=html.Div([*_comment(opened, asked), *_bullets(targeted, asked), _remarks(frame, asked)]),
        alternative=bullets.alternative(frame, words),
        counted=words.gettext(
            "Values, targets and plans are those known when the version was frozen, and stay so whatever is delivered"
            " later. Progress is the share of the way from the baseline to the target. The judgement is what the"
            " project says of the indicator, whatever its arithmetic says."
        ),
        source=naming.sheets(words, "indicators", "targets"),
        n=words.ngettext(
            "{n} of {all} indicators has a target",
            "{n} of {all} indicators have a target",
            len(targeted),
            all=len(frame),
        ),
        day=opened.as_of,
    )


def _finding(rows: Sequence[Mapping[str, Any]], asked: Asked) -> str:
    """How many indicators people judge how; where they judge none, how many are known."""
    words, judged = asked.words, Counter(row["judgement"] for row in rows if row["judgement"])
    if not judged:
        known = sum(row["lacks"] is None for row in rows)
        return words.ngettext(
            "{n} of {all} indicators has a value; the project has judged none",
            "{n} of {all} indicators have a value; the project has judged none",
            known,
            all=len(rows),
        )
    parts = [f"{words.number(judged[str(one)])} {word(str(one), words)}" for one in reports.Judgement if judged[one]]
    return words.gettext("The project judges its indicators: {judgements}", judgements=", ".join(parts))


def _comment(opened: Frozen, asked: Asked) -> list[Component]:
    said = opened.content["comment"].strip()
    if not said:
        return []
    return [html.H3(asked.words.gettext("The project says")), html.Blockquote(said, className="report-comment")]


def _bullets(targeted: PublishableFrame, asked: Asked) -> list[Component]:
    if targeted.empty:
        return []
    words = asked.words
    drawn = bullets.figure(targeted, words=words, href=lambda row: href(row["code"], asked))
    return [graph.figure(drawn, panel="report-figures", alternative=bullets.alternative(targeted, words), words=words)]


def _remarks(frame: PublishableFrame, asked: Asked) -> Component:
    items = [_remark(frame, at, row, asked) for at, row in enumerate(frame.records())]
    return html.Div([html.H3(asked.words.gettext("Indicator by indicator")), html.Ul(items, className="remarks")])


def _remark(frame: PublishableFrame, at: int, row: Mapping[str, Any], asked: Asked) -> html.Li:
    words, code = asked.words, row["code"]
    said = words.gettext("not judged") if row["judgement"] is None else badge(row["judgement"], words)
    comment = [html.P(row["comment"], className="remark-comment")] if row["comment"] else []
    return html.Li(
        [
            html.A(achievement.title(code, words), href=href(code, asked)),
            html.Span(_value(frame, at, row, asked), className="remark-value"),
            html.Span(said, className="remark-judgement"),
            *comment,
        ]
    )


def _value(frame: PublishableFrame, at: int, row: Mapping[str, Any], asked: Asked) -> str:
    if frame.is_hidden(at, "value"):
        return asked.words.gettext("hidden to protect privacy")
    if row["lacks"]:
        return achievement.lacking(row["lacks"], asked.words)
    return achievement.achieved(row, asked.words)


def href(code: str, asked: Asked) -> str:
    """The entries that the indicator rests on, as frozen; its own page for who may not see single entries."""
    if asked.question.viewer.role is Role.STEERING:
        return asked.selection.at("/indicators", key=code).href
    return f"{asked.selection.with_more(indicator=code, done=None).href}#report-evidence"


def _columns(asked: Asked) -> list[TableColumn]:
    words = asked.words
    return [
        achievement.column(words, link=lambda row: href(row["code"], asked)),
        TableColumn("value", words.gettext("Value"), Format.NUMBER),
        TableColumn("target", words.gettext("Target"), Format.NUMBER, none=words.gettext("none")),
        TableColumn("progress", words.gettext("Progress"), Format.PERCENT),
        TableColumn("pace", words.gettext("Pace"), said=lambda pace: achievement.pace(pace, words)),
        TableColumn("planned", words.gettext("Planned by this day"), Format.NUMBER),
        TableColumn(
            "judgement",
            words.gettext("Judgement"),
            said=lambda judgement: word(judgement, words),
            none=words.gettext("not judged"),
        ),
        TableColumn("comment", words.gettext("Comment")),
        TableColumn("decision", words.gettext("Grant decision"), none=words.gettext("none")),
    ]
