"""Who has not been heard of."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dashboard.charts import Series, bars, theme
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.protection import PublishableFrame
from data_access.queries import organisations
from pages.organisations import wording
from pages.organisations.wording import Rows


def activity(asked: Asked) -> Panel:
    """Weeks since the last activity, the longest silent first."""
    words = asked.words
    frame = organisations.activity(asked.question)
    rows = list(frame.records())
    known = [row for row in rows if row["weeks"] is not None]
    finding = _finding(rows, asked)
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            *wording.organisation_columns(rows, asked),
            TableColumn("last_on", words.gettext("Last activity"), Format.DATE),
            TableColumn("weeks", words.gettext("Weeks since"), Format.WHOLE),
            TableColumn("silent", words.gettext("Silent"), said=lambda silent: _yes_or_no(silent, asked)),
        ],
        figure=_weeks(frame, rows, asked) if known else None,
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.ngettext(
            "The latest of: a session held for the organisation or attended by its people, a milestone done, a "
            "practice taken further, a self-assessment, an action done. Silent: none of it for over {n} week. "
            "Organisations that completed or left are not listed.",
            "The latest of: a session held for the organisation or attended by its people, a milestone done, a "
            "practice taken further, a self-assessment, an action done. Silent: none of it for over {n} weeks. "
            "Organisations that completed or left are not listed.",
            organisations.SILENT_WEEKS,
        ),
        source=sheets(words, "sessions", "attendance", "progress", "adoptions", "assessments", "actions"),
        n=wording.organisations(len(rows), asked),
        notes=[*_never(len(rows) - len(known), asked), *wording.drawn(len(known), asked)],
        unavailable=None if known else _nothing(rows, asked),
    )


def _finding(rows: Rows, asked: Asked) -> str:
    words = asked.words
    if not rows:
        return words.gettext("No organisation is under way")
    silent = sum(row["silent"] for row in rows)
    if not silent:
        return words.gettext("No organisation has been silent for over {weeks} weeks", weeks=organisations.SILENT_WEEKS)
    return words.ngettext(
        "{n} of {total} organisations has been silent for over {weeks} weeks",
        "{n} of {total} organisations have been silent for over {weeks} weeks",
        silent,
        total=words.number(len(rows)),
        weeks=organisations.SILENT_WEEKS,
    )


def _weeks(frame: PublishableFrame, rows: Rows, asked: Asked) -> go.Figure:
    words = asked.words
    first = next(at for at, row in enumerate(rows) if row["weeks"] is not None)
    shown = frame.slice(first, first + wording.DRAWN)
    listed = rows[first : first + wording.DRAWN]
    called = wording.names(listed, asked)
    parts = [
        Series("weeks", words.gettext("Silent"), colour=theme.STATUS["late"], rows={"silent": True}),
        Series("weeks", words.gettext("Heard of"), colour=theme.ACTUAL, rows={"silent": False}),
    ]
    return bars.figure(
        shown,
        words=words,
        category=lambda row: called[row["organisation"]],
        series=parts,
        said=lambda weeks: words.ngettext("{n} week", "{n} weeks", weeks),
        hrefs=[wording.href(row, asked) for row in listed],
        horizontal=True,
        stacked=True,
    )


def _never(n: int, asked: Asked) -> list[str]:
    if not n:
        return []
    return [
        asked.words.ngettext(
            "Of {n} organisation nothing at all is known; it stands first in the table.",
            "Of {n} organisations nothing at all is known; they stand first in the table.",
            n,
        )
    ]


def _yes_or_no(silent: Any, asked: Asked) -> str:
    return asked.words.gettext("yes") if silent else asked.words.gettext("no")


def _nothing(rows: Rows, asked: Asked) -> str:
    words = asked.words
    if rows:
        return words.gettext(
            "Nothing has happened with these organisations by this day, or none of it was delivered (sheets sessions, "
            "attendance, progress, adoptions, assessments, actions)."
        )
    if asked.question.filtered:
        return words.gettext("No organisation under way matches the filters. Take a filter away.")
    return words.gettext("All organisations have completed or left, or none had joined by this day.")
