"""All indicators of the catalogue in one table, with the reason where a figure is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import achievement, naming
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import indicators


def panel(asked: Asked) -> Panel:
    """One row per indicator, each opening its page."""
    words = asked.words
    frame = indicators.overview(asked.question)
    rows = list(frame.records())
    known = sum(row["lacks"] is None for row in rows)
    finding = words.ngettext(
        "{n} of {all} indicators has data", "{n} of {all} indicators have data", known, all=len(rows)
    )
    return Panel(
        finding=finding,
        frame=frame,
        columns=columns(asked),
        figure=None,
        alternative=finding,
        counted=words.gettext(
            "Every value is the sum of its ledger entries by the day. Progress is the share of the way from the"
            " baseline to the target. Codes that begin with O and R are the fund's indicators, those with P the"
            " project's own."
        ),
        source=naming.sheets(words, "indicators", "targets"),
        notes=_without(rows, asked),
    )


def columns(asked: Asked) -> list[TableColumn]:
    """The columns of a table of ``queries.indicators.overview``."""
    words = asked.words
    return [
        achievement.column(words, link=lambda row: href(row, asked)),
        TableColumn("value", words.gettext("Value"), Format.NUMBER),
        TableColumn("unit", words.gettext("Unit"), said=lambda unit: achievement.unit(unit, words)),
        TableColumn("baseline", words.gettext("Baseline"), Format.NUMBER),
        TableColumn("target", words.gettext("Target"), Format.NUMBER),
        TableColumn("decision", words.gettext("Grant decision")),
        TableColumn("progress", words.gettext("Progress"), Format.PERCENT),
        TableColumn("planned", words.gettext("Planned by this day"), Format.NUMBER),
        TableColumn("pace", words.gettext("Pace"), said=lambda pace: achievement.pace(pace, words)),
        TableColumn("answered", words.gettext("Answered"), Format.WHOLE),
        TableColumn("eligible", words.gettext("Could have answered"), Format.WHOLE),
    ]


def href(row: Mapping[str, Any], asked: Asked) -> str:
    """The page of the row's indicator."""
    return asked.selection.at("/indicators", row["code"]).href


def _without(rows: Sequence[Mapping[str, Any]], asked: Asked) -> list[str]:
    """Which indicators have no target or no value, and why."""
    words = asked.words
    untargeted = [row["code"] for row in rows if row["target"] is None]
    said = [words.gettext("Not in the grant decision, so without a target: {codes}.", codes=", ".join(untargeted))]
    reasons: dict[str, list[str]] = {}
    for row in rows:
        if row["lacks"]:
            reasons.setdefault(achievement.lacking(row["lacks"], words), []).append(row["code"])
    lines = [f"{', '.join(codes)}: {reason}." for reason, codes in reasons.items()]
    return (said if untargeted else []) + lines
