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
from data_access.queries.indicators import Ground
from data_access.reports import typed
from data_access.sheets.choices import AGE_GROUP, GENDER
from data_access.viewer import Role
from pages.indicator.figure import of


def panel(asked: Asked) -> Panel:
    """One row per period and cell; the figure has the totals. A period opens its report."""
    words, indicator = asked.words, of(asked)
    frame = typed.typed(asked.question, code=indicator.code)
    finding = _finding(list(frame.records()), words)
    return Panel(
        finding=finding,
        frame=frame,
        columns=_columns(asked),
        figure=_figure(frame, asked),
        alternative=finding,
        counted=words.gettext(
            "Typed in is the latest figure of the sheet reported for the period; recomputed is what the records give"
            " today for the last day of the period. Where a report was submitted, a figure that differs from it is a"
            " slip of the pen, and what has changed since is the records; without one, changed since is what has come"
            " since the day of submission. Rows without gender and age group are totals."
        ),
        source=[*naming.sheets(words, "reported"), *achievement.sources(indicator.code, words)],
        notes=_notes(frame, asked),
        unavailable=None if len(frame) else words.gettext(
            "No figure is recorded as submitted for a period that has ended. Submitted figures come with the sheet"
            " reported."
        ),
    )  # fmt: skip


def _columns(asked: Asked) -> list[TableColumn]:
    words = asked.words

    def signed(value: float) -> str:
        return achievement.signed(value, words)

    return [
        TableColumn("period", words.gettext("Reporting period"), link=lambda row: _href(row, asked)),
        TableColumn("submitted_on", words.gettext("Typed in on"), Format.DATE),
        TableColumn("gender", words.gettext("Gender"), said=naming.of_list(GENDER, words)),
        TableColumn("age_group", words.gettext("Age group"), said=naming.of_list(AGE_GROUP, words)),
        TableColumn("submitted", words.gettext("Typed in"), Format.NUMBER),
        TableColumn("frozen", words.gettext("In the report"), Format.NUMBER),
        TableColumn("rest", words.gettext("Report less typed in"), Format.NUMBER, said=signed),
        TableColumn(
            "later", words.gettext("Changed since"), Format.NUMBER, said=signed, link=lambda row: _moved(row, asked)
        ),
        TableColumn("recomputed", words.gettext("Recomputed"), Format.NUMBER),
        TableColumn("difference", words.gettext("Difference"), said=signed),
    ]


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
            Series("submitted", words.gettext("Typed in"), Part.PLAN),
            Series("recomputed", words.gettext("Recomputed")),
        ],
        hrefs=[_href(row, asked) for row in totals.records()],
    )


def _notes(frame: PublishableFrame, asked: Asked) -> list[str]:
    """Each total that differs, in words."""
    said = [
        _said(row, asked.words)
        for row in frame.records()
        if row["difference"] and row["gender"] is None and row["age_group"] is None
    ]
    if achievement.of_a_part(asked.question):
        said.append(
            asked.words.gettext("Figures are submitted for the whole programme; the filters do not apply here.")
        )
    return said


def _said(row: Mapping[str, Any], words: Words) -> str:
    numbers = {name: words.number(row[name]) for name in ("submitted", "recomputed")}
    apart = achievement.signed(row["difference"], words)
    said = words.gettext("{period}: typed in {submitted}, today {recomputed} ({difference}).", period=row["period"],
                         difference=apart, **numbers)  # fmt: skip
    return f"{said} {_why(row, words)}".strip()


def _why(row: Mapping[str, Any], words: Words) -> str:
    """What the difference is made of, as far as it can be told."""
    if row["later"] is None:
        return {
            Ground.BEFORE: words.gettext("Nothing had been delivered on the day of submission, so it cannot be told."),
            Ground.UNDATED: words.gettext("The day of submission is not known, so it cannot be told why."),
        }.get(row["ground"], "")
    parts = {"rest": achievement.signed(row["rest"], words), "later": achievement.signed(row["later"], words)}
    if row["ground"] == Ground.REPORT and row["rest"]:
        return words.gettext(
            "The report says {frozen}, not what was typed in; changed in the records since: {later}.",
            frozen=words.number(row["frozen"]),
            later=parts["later"],
        )
    if row["ground"] == Ground.REPORT:
        return words.gettext("The report says the same; changed in the records since: {later}.", later=parts["later"])
    return words.gettext("Has come since delivery {delivery}: {later}; a slip, or gone since: {rest}.",
                         delivery=int(row["delivery"]), **parts)  # fmt: skip


def _href(row: Mapping[str, Any], asked: Asked) -> str:
    return asked.selection.at("/reports", row["period"], period=None, as_of=None).href


def _moved(row: Mapping[str, Any], asked: Asked) -> str | None:
    """The entries that have moved since, on the page of the report."""
    if not row["later"] or asked.question.viewer.role is Role.STEERING:
        return None
    against = {} if row["ground"] == Ground.REPORT else {"against": "typed"}
    more = {"indicator": asked.selection.key or "", **against}
    there = asked.selection.at("/reports", row["period"], period=None, as_of=None, more=more)
    return f"{there.href}#report-moved"
