"""Time gone against progress: every indicator with a target, on the way from its baseline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard import achievement, bullets
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.protection import PublishableFrame
from data_access.queries.indicators import overview


def panel(asked: Asked) -> Panel:
    """Bullets of the indicators that have a target."""
    words = asked.words
    figures = overview(asked.question)
    frame = figures.where(figures.rows["target"].notna())
    gone = words.percent(time_gone(asked))
    fine, paced = on_track(frame.records())
    finding = words.ngettext(
        "{gone} of the time has gone; {n} of {total} indicators with a target is on track",
        "{gone} of the time has gone; {n} of {total} indicators with a target are on track",
        fine,
        gone=gone,
        total=words.number(paced),
    )
    return Panel(
        finding=finding if paced else words.gettext("{gone} of the time has gone", gone=gone),
        frame=frame,
        columns=_columns(asked),
        figure=bullets.figure(frame, words=words, href=lambda row: _href(row, asked)),
        alternative=finding,
        counted=words.gettext(
            "Progress is (value − baseline) / (target − baseline). The diamond is the plan for this day: the"
            " targets of the periods, or where there are none the time gone between start and end."
            " On track means at most 5 hundredths of the way behind it."
        ),
        source=sheets(words, "indicators", "targets"),
        unavailable=_unavailable(frame, asked),
    )


def on_track(rows: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """How many indicators with a target are not behind their plan, and how many have a pace at all."""
    paces = [row["pace"] for row in rows if row["pace"] and row["target"] is not None]
    return sum(pace != "behind" for pace in paces), len(paces)


def time_gone(asked: Asked) -> float:
    """The share of the programme's time that is over on the day, from 0 to 1."""
    programme, day = asked.question.programme, asked.question.as_of
    length = (programme.ends_on - programme.starts_on).days + 1
    return min(max(((day - programme.starts_on).days + 1) / length, 0.0), 1.0)


def _columns(asked: Asked) -> list[TableColumn]:
    words = asked.words
    return [
        achievement.column(words, link=lambda row: _href(row, asked)),
        TableColumn("value", words.gettext("Value"), Format.NUMBER),
        TableColumn("baseline", words.gettext("Baseline"), Format.NUMBER),
        TableColumn("planned", words.gettext("Planned by this day"), Format.NUMBER),
        TableColumn("target", words.gettext("Target"), Format.NUMBER),
        TableColumn("progress", words.gettext("Progress"), Format.PERCENT),
        TableColumn("pace", words.gettext("Pace"), said=lambda pace: achievement.pace(pace, words)),
    ]


def _href(row: Mapping[str, Any], asked: Asked) -> str:
    return asked.selection.at("/indicators", key=row["code"]).href


def _unavailable(frame: PublishableFrame, asked: Asked) -> str | None:
    if not frame.empty:
        return None
    return asked.words.gettext("No indicator has a target yet. Targets come with the sheet “indicators”.")
