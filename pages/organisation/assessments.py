"""An organisation's self-assessment, from baseline to latest."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import Part, Series, dumbbell, theme
from dashboard.naming import in_language, of_list, sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.protection import PublishableFrame
from data_access.queries import organisation
from data_access.sheets.choices import ROUND
from pages.organisation import wording
from pages.organisation.wording import Rows


def assessments(asked: Asked) -> Panel:
    """Levels by dimension, beside the average of all organisations."""
    words = asked.words
    frame = organisation.assessments(asked.question, wording.code(asked))
    rows = list(frame.records())
    assessed = [row for row in rows if row["baseline"] is not None or row["latest"] is not None]
    called = {row["dimension"]: _dimension(row, asked) for row in rows}
    finding = _finding(assessed, asked)
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("dimension", words.gettext("Dimension"), said=called.__getitem__),
            TableColumn("baseline", words.gettext("At baseline"), Format.WHOLE),
            TableColumn("latest", words.gettext("Latest"), Format.WHOLE),
            TableColumn("latest_round", words.gettext("Latest round"), said=of_list(ROUND, words)),
            TableColumn("latest_on", words.gettext("Assessed on"), Format.DATE),
            TableColumn("baseline_mean", words.gettext("All organisations, baseline"), Format.NUMBER),
            TableColumn("latest_mean", words.gettext("All organisations, latest"), Format.NUMBER),
        ],
        figure=_levels(frame, assessed, asked) if assessed else None,
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "The level that the organisation gave itself (the facilitator’s where it gave none) at baseline and in its "
            "latest later round. Beside it the average of all organisations of the programme, where it is of enough of "
            "them to be shown."
        ),
        source=sheets(words, "assessments", "dimensions", "levels"),
        n=words.ngettext("{n} dimension", "{n} dimensions", len(assessed)),
        unavailable=None if assessed else _nothing(asked),
    )


def _finding(rows: Rows, asked: Asked) -> str:
    words = asked.words
    both = [row for row in rows if row["baseline"] is not None and row["latest"] is not None]
    if not rows:
        return words.gettext("No self-assessment yet")
    if not both:
        return words.gettext("Assessed once: there is nothing yet to compare with")
    rose = sum(row["latest"] > row["baseline"] for row in both)
    fell = sum(row["latest"] < row["baseline"] for row in both)
    said = words.ngettext(
        "Risen in {n} of {total} dimensions", "Risen in {n} of {total} dimensions", rose, total=words.number(len(both))
    )
    down = words.ngettext("fallen in {n}", "fallen in {n}", fell)
    return f"{said}, {down}" if fell else said


def _levels(frame: PublishableFrame, rows: Rows, asked: Asked) -> go.Figure:
    words = asked.words
    columns = ("baseline", "latest", "latest_mean")
    given = [row[name] for row in rows for name in columns if row[name] is not None]
    ticks = {float(level): words.number(level) for level in range(floor(min(given)), ceil(max(given)) + 1)}
    drawn = dumbbell.figure(
        frame,
        words=words,
        category=lambda row: _dimension(row, asked),
        first=Series("baseline", words.gettext("At baseline"), Part.PLAN),
        last=Series("latest", words.gettext("Latest")),
        ticks=ticks,
    )
    if all(row["latest_mean"] is None for row in rows):
        return drawn
    average = Series("latest_mean", words.gettext("All organisations, latest"), colour=theme.FORMER)
    return dumbbell.compare(drawn, frame, words=words, category=lambda row: _dimension(row, asked), average=average)


def _dimension(row: Mapping[str, Any], asked: Asked) -> str:
    return in_language(row, "name", asked.words, code="dimension")


def _nothing(asked: Asked) -> str:
    return asked.words.gettext(
        "This organisation had not been assessed by this day. Deliver the sheet assessments, or choose a later day."
    )
