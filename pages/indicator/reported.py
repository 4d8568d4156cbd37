"""What was submitted to the financier against what the records give today for the same day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard import achievement, naming
from dashboard.charts import bars
from dashboard.charts.series import Part, Series
from dashboard.i18n import Words
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.protection import PublishableFrame
from data_access.queries import indicators
from data_access.sheets.choices import AGE_GROUP, GENDER
from pages.indicator.figure import of


def panel(asked: Asked) -> Panel:
    """One row per period and cell; the figure has the totals. A period opens the page as of its end."""
    words, indicator = asked.words, of(asked)
    frame = indicators.reported(asked.question, indicator.code)
    finding = _finding(list(frame.records()), words)
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("period", words.gettext("Reporting period"), link=lambda row: _href(row, asked)),
            TableColumn("submitted_on", words.gettext("Submitted on"), Format.DATE),
            TableColumn("gender", words.gettext("Gender"), said=naming.of_list(GENDER, words)),
            TableColumn("age_group", words.gettext("Age group"), said=naming.of_list(AGE_GROUP, words)),
            TableColumn("submitted", words.gettext("Submitted"), Format.NUMBER),
            TableColumn("recomputed", words.gettext("Recomputed"), Format.NUMBER),
            TableColumn("difference", words.gettext("Difference"), said=lambda value: achievement.signed(value, words)),
        ],
        figure=_figure(frame, asked),
        alternative=finding,
        counted=words.gettext(
            "Submitted is the latest figure of the sheet reported for the period; recomputed is what the records give"
            " today for the last day of the period. Rows without gender and age group are totals."
        ),
        source=[*naming.sheets(words, "reported"), *achievement.sources(indicator.code, words)],
        notes=_notes(frame, asked),
        unavailable=None if len(frame) else words.gettext(
            "No figure is recorded as submitted for a period that has ended. Submitted figures come with the sheet"
            " reported."
        ),
    )  # fmt: skip


def _finding(rows: Sequence[Mapping[str, Any]], words: Words) -> str:
    if not rows:
        return words.gettext("Nothing has been submitted")
    different = len({row["period"] for row in rows if row["difference"]})
    periods = len({row["period"] for row in rows})
    if not different:
        return words.ngettext(
            "What was submitted for {n} period is what the records give today",
            "What was submitted for {n} periods is what the records give today",
            periods,
        )
    return words.ngettext(
        "For {n} of {all} periods the records give another figure today",
        "For {n} of {all} periods the records give another figure today",
        different,
        all=periods,
    )


def _figure(frame: PublishableFrame, asked: Asked) -> go.Figure:
    words = asked.words
    totals = frame.where(frame.rows["gender"].isna() & frame.rows["age_group"].isna())
    return bars.figure(
        totals,
        words=words,
        category="period",
        series=[
            Series("submitted", words.gettext("Submitted"), Part.PLAN),
            Series("recomputed", words.gettext("Recomputed")),
        ],
        hrefs=[_href(row, asked) for row in totals.records()],
    )


def _notes(frame: PublishableFrame, asked: Asked) -> list[str]:
    """Each total that differs, in words."""
    words = asked.words
    said = [
        words.gettext("{period}: submitted {submitted}, today {recomputed} ({difference}).", period=row["period"],
                      submitted=words.number(row["submitted"]), recomputed=words.number(row["recomputed"]),
                      difference=achievement.signed(row["difference"], words))
        for row in frame.records()
        if row["difference"] and row["gender"] is None and row["age_group"] is None
    ]  # fmt: skip
    if achievement.of_a_part(asked.question):
        said.append(words.gettext("Figures are submitted for the whole programme; the filters do not apply here."))
    return said


def _href(row: Mapping[str, Any], asked: Asked) -> str:
    return asked.selection.at("/indicators", asked.selection.key, period=row["period"], as_of=None).href
