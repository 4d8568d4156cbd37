"""Panels about time: how many organisations are on schedule, and by how many days."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from dashboard.charts import Series, bars, theme
from dashboard.components.status import STATUSES, word
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.protection import PublishableFrame
from data_access.queries import organisations
from pages.organisations import wording
from pages.organisations.wording import Rows

ON_THE_WAY = ("on_schedule", "late", "far_behind", "no_plan")


def statuses(asked: Asked) -> Panel:
    """How many organisations stand how."""
    words = asked.words
    frame = organisations.statuses(asked.question)
    rows = sorted(frame.records(), key=lambda row: organisations.STATUSES.index(row["status"]))
    finding = _standing({row["status"]: row["organisations"] for row in rows}, asked)
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn(
                "status",
                words.gettext("Status"),
                link=lambda row: _of_status(row["status"], asked),
                said=lambda code: word(code, words),
            ),
            TableColumn("organisations", words.gettext("Organisations"), Format.WHOLE),
        ],
        figure=_by_status(frame, rows, asked),
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "An organisation is on schedule when no milestone is overdue, over 30 days late when one has been due for "
            "longer than that, completed when the milestone that ends the accelerator is done. A milestone is due on "
            "the day planned, else so many weeks after the cohort’s start as the sheet milestones says."
        ),
        source=sheets(words, "organisations", "cohorts", "milestones", "progress"),
        n=wording.organisations(sum(row["organisations"] for row in rows), asked),
        unavailable=None if rows else wording.nobody(asked),
    )


def schedule(asked: Asked) -> Panel:
    """Days ahead or behind, organisation by organisation."""
    words = asked.words
    frame = organisations.schedule(asked.question)
    rows = list(frame.records())
    known = [row for row in rows if row["days_ahead"] is not None]
    finding = _distance(known, asked)
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            *wording.organisation_columns(rows, asked),
            wording.status_column(asked),
            TableColumn("days_ahead", words.gettext("Days ahead (behind: below 0)"), Format.WHOLE),
            TableColumn("done", words.gettext("Milestones done"), Format.WHOLE),
            TableColumn("milestones", words.gettext("Milestones"), Format.WHOLE),
            TableColumn("completed_on", words.gettext("Completed on"), Format.DATE),
        ],
        figure=_days(frame.slice(0, wording.DRAWN), rows[: wording.DRAWN], asked) if known else None,
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Behind: the days since the earliest milestone that is not done was due. Ahead: how many days from now the "
            "farthest milestone done will be due. Completed: how long before the day planned it was completed. "
            "Nothing is said of organisations that left or have no day planned."
        ),
        source=sheets(words, "organisations", "cohorts", "milestones", "progress"),
        n=wording.organisations(len(known), asked),
        notes=wording.drawn(len(rows), asked),
        unavailable=None if known else _nothing_planned(rows, asked),
    )


def _standing(counted: Mapping[str, int], asked: Asked) -> str:
    words, counts = asked.words, dict.fromkeys(organisations.STATUSES, 0) | dict(counted)
    under_way, everyone = sum(counts[code] for code in ON_THE_WAY), sum(counts.values())
    if not everyone:
        return words.gettext("No organisation is in the accelerator")
    completed = words.ngettext("{n} has completed", "{n} have completed", counts["completed"])
    if not under_way:
        return words.ngettext(
            "The accelerator is over for {n} organisation: {completed}",
            "The accelerator is over for all {n} organisations: {completed}",
            everyone,
            completed=completed,
        )
    said = words.ngettext(
        "{n} of {total} organisations is on schedule",
        "{n} of {total} organisations are on schedule",
        counts["on_schedule"],
        total=words.number(under_way),
    )
    far = words.ngettext("{n} is over 30 days late", "{n} are over 30 days late", counts["far_behind"])
    standing = f"{said}, {far}" if counts["far_behind"] else said
    # Who has completed is none of those on their way, of whom the sentence before tells.
    return f"{standing}; {completed}" if counts["completed"] else standing


def _distance(known: Rows, asked: Asked) -> str:
    words = asked.words
    behind = [row for row in known if row["status"] in ("late", "far_behind")]
    if not known:
        return words.gettext("How far organisations have come is not known")
    if not behind:
        return words.gettext("No organisation is behind its plan")
    called, farthest = wording.names(behind, asked), min(behind, key=lambda row: row["days_ahead"])
    most = words.ngettext(
        "{organisation} by {n} day",
        "{organisation} by {n} days",
        -farthest["days_ahead"],
        organisation=called[farthest["organisation"]],
    )
    return words.ngettext(
        "{n} organisation is behind its plan: {most}",
        "{n} organisations are behind their plans, most of all {most}",
        len(behind),
        most=most,
    )


def _of_status(code: str, asked: Asked) -> str:
    return asked.selection.at("/organisations", status=code).href


def _series(column: str, codes: list[str], asked: Asked) -> list[Series]:
    """A series for each status, in its colour."""
    return [
        Series(column, word(code, asked.words), colour=theme.STATUS[STATUSES[code].tone], rows={"status": code})
        for code in organisations.STATUSES
        if code in codes
    ]


def _by_status(frame: PublishableFrame, rows: Rows, asked: Asked) -> go.Figure | None:
    if not rows:
        return None
    codes = [row["status"] for row in rows]
    drawn = bars.figure(
        frame,
        words=asked.words,
        category=lambda row: word(row["status"], asked.words),
        series=_series("organisations", codes, asked),
        hrefs=[_of_status(row["status"], asked) for row in frame.records()],
        horizontal=True,
        stacked=True,
    )
    # The categories are named by what their colours mean.
    return drawn.update_layout(showlegend=False)


def _days(frame: PublishableFrame, rows: Rows, asked: Asked) -> go.Figure:
    called = wording.names(rows, asked)
    codes = [row["status"] for row in rows if row["days_ahead"] is not None]
    drawn = bars.figure(
        frame,
        words=asked.words,
        category=lambda row: called[row["organisation"]],
        series=_series("days_ahead", codes, asked),
        said=lambda days: asked.words.ngettext("{n} day", "{n} days", days),
        hrefs=[wording.href(row, asked) for row in rows],
        horizontal=True,
        stacked=True,
    )
    in_order = [called[row["organisation"]] for row in rows if row["days_ahead"] is not None]
    return drawn.update_yaxes(categoryarray=in_order)


def _nothing_planned(rows: Rows, asked: Asked) -> str:
    if not rows:
        return wording.nobody(asked)
    return asked.words.gettext(
        "No milestone has a day. Give the sheet milestones the column due_week, or the sheet progress planned_on."
    )
