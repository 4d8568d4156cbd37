"""The figures typed into the financier's system, against the report and against the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import achievement, naming
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.protection import PublishableFrame
from data_access.queries.indicators import Ground
from data_access.reports import typed
from data_access.sheets.choices import AGE_GROUP, GENDER
from pages.report import frozen
from pages.report.opening import Against, href


def panel(asked: Asked) -> Panel:
    """One row per figure that was typed in for the period, cells below their totals."""
    words, period = asked.words, frozen.period(asked)
    frame = typed.typed(asked.question, period=period.code)
    finding = _finding(list(frame.records()), asked)
    return Panel(
        finding=finding,
        frame=frame,
        columns=_columns(asked),
        figure=None,
        alternative=finding,
        counted=words.gettext(
            "Typed in is the latest figure of the sheet reported for the period: what really went into the financier's"
            " system. Where a report was submitted, a figure that differs from it is a slip of the pen, and what has"
            " changed since is the records. Without a report, changed since is what has come since the delivery that"
            " stood on the day; the rest is a slip, or entries that have gone since and are not kept."
        ),
        source=naming.sheets(words, "reported"),
        notes=_notes(frame, asked),
        unavailable=None if len(frame) else words.gettext(
            "No figure of this period is recorded as typed into the financier's system. Such figures come with the"
            " sheet reported."
        ),
        day=period.ends_on,
    )  # fmt: skip


def _columns(asked: Asked) -> list[TableColumn]:
    words = asked.words
    every, none = words.gettext("all"), words.gettext("not known")

    def signed(value: float) -> str:
        return achievement.signed(value, words)

    return [
        achievement.column(words, link=lambda row: _href(row["code"], asked)),
        TableColumn("gender", words.gettext("Gender"), said=naming.of_list(GENDER, words), none=every),
        TableColumn("age_group", words.gettext("Age group"), said=naming.of_list(AGE_GROUP, words), none=every),
        TableColumn("submitted_on", words.gettext("Typed in on"), Format.DATE, none=none),
        TableColumn("submitted", words.gettext("Typed in"), Format.NUMBER),
        TableColumn("frozen", words.gettext("In the report"), Format.NUMBER),
        TableColumn("rest", words.gettext("Report less typed in"), Format.NUMBER, said=signed),
        TableColumn("later", words.gettext("Changed since"), Format.NUMBER, said=signed,
                    link=lambda row: _later(row, asked)),
        TableColumn("recomputed", words.gettext("Records today"), Format.NUMBER),
        TableColumn("difference", words.gettext("Difference"), Format.NUMBER, said=signed),
    ]  # fmt: skip


def _href(code: str, asked: Asked) -> str:
    """The figures of all periods that were submitted of the indicator."""
    return f"{asked.selection.at('/indicators', code).href}#indicator-reported"


def _later(row: Mapping[str, Any], asked: Asked) -> str | None:
    """The entries that have moved since, where any explain the difference."""
    if not row["later"]:
        return None
    return href(row["code"], asked, Against.NOW if row["ground"] == Ground.REPORT else Against.TYPED)


def _finding(rows: Sequence[Mapping[str, Any]], asked: Asked) -> str:
    words = asked.words
    if not rows:
        return words.gettext("No figure is recorded as typed into the financier's system")
    slips = [row for row in rows if row["ground"] == Ground.REPORT and row["rest"]]
    reported = [row for row in rows if row["ground"] == Ground.REPORT]
    if not reported:
        different = sum(bool(row["difference"]) for row in rows)
        return words.ngettext(
            "{n} of {all} figures typed in differs from the records today",
            "{n} of {all} figures typed in differ from the records today",
            different,
            all=len(rows),
        )
    if not slips:
        return words.ngettext(
            "The {n} figure typed in is that of the submitted report",
            "All {n} figures typed in are those of the submitted report",
            len(reported),
        )
    return words.ngettext(
        "{n} of {all} figures typed in differs from the submitted report: {codes}",
        "{n} of {all} figures typed in differ from the submitted report: {codes}",
        len(slips),
        all=len(reported),
        codes=", ".join(dict.fromkeys(row["code"] for row in slips)),
    )


def _notes(frame: PublishableFrame, asked: Asked) -> list[str]:
    """Each total typed in otherwise than reported, and why some cannot be explained."""
    words = asked.words
    totals = [row for row in frame.records() if row["gender"] is None and row["age_group"] is None]
    notes = [
        words.gettext("{code}: {submitted} was typed in, the report says {frozen}.", code=row["code"],
                      submitted=words.number(row["submitted"]), frozen=words.number(row["frozen"]))
        for row in totals
        if row["ground"] == Ground.REPORT and row["rest"] and row["submitted"] is not None
    ]  # fmt: skip
    grounds = {row["ground"] for row in frame.records()}
    if Ground.BEFORE in grounds:
        notes.append(
            words.gettext(
                "No data had been delivered on the day on which figures were typed in, and no report was submitted:"
                " what they were made of cannot be told."
            )
        )
    if Ground.UNDATED in grounds:
        notes.append(words.gettext("Of some figures the day is missing on which they were typed in: add it."))
    return notes
