"""The value over time against the planned path, with what happened on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html

from dashboard import achievement, naming
from dashboard.charts import line
from dashboard.charts.line import Annotation
from dashboard.charts.series import Part, Series
from dashboard.components.status import word
from dashboard.evidence.search import COUNTS
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access import catalogue
from data_access.queries import indicators, overview
from data_access.viewer import Role
from pages.indicator import entries
from pages.indicator.figure import Figure, on_the_day, unknown


def panel(asked: Asked) -> Panel:
    """One step a month for the manager, a period for others; each opens the page as of its day."""
    words, found = asked.words, on_the_day(asked)
    frame = indicators.over_time(asked.question, found.indicator.code)
    marks = _marks(asked, found.indicator.code)
    hrefs = [_as_of(row, asked) for row in frame.records()]
    series = [Series("value", words.gettext("Value"))]
    if frame.rows["planned"].notna().any():
        series.append(Series("planned", words.gettext("Plan"), Part.PLAN))
    finding = _finding(found, asked)
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("on", words.gettext("Day"), Format.DATE, link=lambda row: _as_of(row, asked)),
            TableColumn("value", words.gettext("Value"), Format.NUMBER),
            TableColumn("planned", words.gettext("Planned"), Format.NUMBER),
            TableColumn("revised", words.gettext("Target or definition changed")),
        ],
        figure=line.figure(frame, words=words, day="on", series=series, annotations=marks, hrefs=hrefs, stepped=False),
        alternative=words.gettext("Cumulative value over time: {finding}.", finding=finding),
        counted=words.name(found.indicator.counting),
        source=[*achievement.sources(found.indicator.code, words), *naming.sheets(words, "targets", "annotations")],
        notes=[*_basis(found, asked), *_listed(marks, asked)],
        controls=_evidence(found, asked),
        unavailable=unknown(found, asked) or _no_steps(frame.empty, asked),
    )


def _finding(found: Figure, asked: Asked) -> str:
    words, row = asked.words, found.row
    if found.hidden("value"):
        return words.gettext("The value is hidden to protect privacy")
    if row["value"] is None:
        return words.gettext("No data")
    said = achievement.amount(row["value"], found.indicator.unit, words)
    if row["target"] is not None:
        said = words.gettext("{amount} of {target}", amount=said, target=words.number(row["target"]))
    if row["progress"] is not None:
        said = f"{said} ({words.percent(row['progress'])})"
    return said if row["pace"] is None else f"{said}: {word(achievement.STATUS[row['pace']], words)}"


def _evidence(found: Figure, asked: Asked) -> html.P | None:
    """The way from the value to what it is made of, for those who may see it."""
    if asked.question.viewer.role is Role.STEERING or not found.row["value"]:
        return None
    return html.P(
        html.A(asked.words.gettext("Show the entries behind the value"), href=entries.href(asked, COUNTS)),
        className="panel-note",
    )


def _as_of(row: Any, asked: Asked) -> str:
    day = row["on"].isoformat()
    return asked.selection.at("/indicators", asked.selection.key, period=None, as_of=day).href


def _marks(asked: Asked, code: str) -> list[Annotation]:
    """What happened to the programme, and each change of target, baseline and definition, by their days."""
    words = asked.words
    revised = indicators.revisions(asked.question, code)
    happened = [
        Annotation(row["on"], naming.in_language(row, "text", words, code="on"))
        for row in overview.events(asked.question).records()
    ]
    changed = [Annotation(row["on"], _changed(row, code, asked)) for row in revised.records()]
    return sorted([*happened, *changed], key=lambda mark: mark.on)


def _changed(row: Mapping[str, Any], code: str, asked: Asked) -> str:
    """A row of ``queries.indicators.revisions`` in words."""
    words = asked.words
    if row["what"] == "definition":
        change = next(one for one in catalogue.indicators()[code].changes if one.version == row["after"])
        return words.gettext("definition, version {version}: {change}", version=change.version,
                             change=words.name(change.words))  # fmt: skip
    before, after = (
        words.gettext("no value") if row[end] is None else words.number(row[end]) for end in ("before", "after")
    )
    said = {
        "target": words.gettext("target changed from {before} to {after}", before=before, after=after),
        "baseline": words.gettext("baseline changed from {before} to {after}", before=before, after=after),
    }[row["what"]]
    return f"{said} ({row['decision']})" if row["decision"] else said


def _listed(marks: list[Annotation], asked: Asked) -> list[str]:
    return [f"{number}. {asked.words.date(mark.on)}: {mark.text}" for number, mark in enumerate(marks, start=1)]


def _basis(found: Figure, asked: Asked) -> list[str]:
    """What the pace compares with."""
    words, row = asked.words, found.row
    if achievement.of_a_part(asked.question):
        return [words.gettext("Targets are set for the whole programme, so a part of it has no plan.")]
    if asked.question.filtered:
        return [words.gettext("Shown for the whole programme; the filters do not apply here, to protect privacy.")]
    if row["target"] is None:
        return [words.gettext("The grant decision sets no target for this indicator.")]
    if row["basis"] == "time":
        return [
            words.gettext("There is no planned path, so the plan is the share of the programme's time that has gone.")
        ]
    return []


def _no_steps(empty: bool, asked: Asked) -> str | None:  # noqa: FBT001 - the frame's own word
    if not empty:
        return None
    return asked.words.gettext("No reporting period has closed by this day. Choose a later day.")
