"""What changed since the report before: what was revised, and what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import achievement, naming
from dashboard.i18n import Words
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.protection import PublishableFrame
from data_access.reports import Frozen, changes
from data_access.viewer import Forbidden
from pages.report import frozen
from pages.report.opening import Against, href


def panel(asked: Asked) -> Panel:
    """One row per indicator, as frozen. Raises Forbidden while nothing is frozen: there is no such panel."""
    words, report = asked.words, frozen.of(asked)
    if report is None:
        raise Forbidden("report-changes")
    frame = changes.listed(asked.question, report)
    finding = _finding(list(frame.records()), report, asked)
    return Panel(
        finding=finding,
        frame=frame,
        columns=_columns(asked),
        figure=None,
        alternative=finding,
        counted=words.gettext(
            "Previous is the value of the report submitted before. Revised is what has come or gone since of days that"
            " it was on already; new is what counts from later days. The three make the value of this report."
        ),
        source=naming.sheets(words, "attendance", "sessions", "participants", "responses", "adoptions"),
        notes=[
            *(_delivery(row, words) for row in changes.causes(asked.question, report).records()),
            *_unmoved(frame, words),
        ],
        unavailable=None if report.content["previous"] else words.gettext(
            "No report on an earlier period had been submitted when this one was prepared: there is nothing to compare"
            " with."
        ),
        day=report.as_of,
    )  # fmt: skip


def _columns(asked: Asked) -> list[TableColumn]:
    words = asked.words

    def signed(value: float) -> str:
        return achievement.signed(value, words)

    return [
        achievement.column(words, link=lambda row: _evidence(row["code"], asked)),
        TableColumn("previous", words.gettext("Previous report"), Format.NUMBER),
        TableColumn("revised", words.gettext("Revised"), Format.NUMBER, said=signed,
                    link=lambda row: _revised(row, asked)),
        TableColumn("new", words.gettext("New"), Format.NUMBER, said=signed),
        TableColumn("value", words.gettext("This report"), Format.NUMBER),
        TableColumn("deliveries", words.gettext("Revised by delivery"), none=words.gettext("none")),
    ]  # fmt: skip


def _evidence(code: str, asked: Asked) -> str:
    """The entries that the value rests on, as frozen."""
    return f"{asked.selection.with_more(indicator=code, against=None, done=None).href}#report-evidence"


def _revised(row: Mapping[str, Any], asked: Asked) -> str | None:
    """The entries that were revised, where there are any that the reader may see."""
    # What changed of a person alone is not told to who sees nothing of a person's own.
    told = ("revised", "came", "went") if asked.question.viewer.restricted else ("came", "went", "changed")
    if not row["deliveries"] or all(row[name] == 0 for name in told):
        return None
    return href(row["code"], asked, Against.BEFORE)


def _delivery(row: Mapping[str, Any], words: Words) -> str:
    return words.gettext(
        "Delivery {number}: {source}, loaded on {day} by {who}.",
        number=row["delivery"],
        source=naming.source(row["source"], words),
        day=row["loaded_at"].date(),
        who=row["loaded_by"],
    )


def _unmoved(frame: PublishableFrame, words: Words) -> list[str]:
    """Why a delivery stands where nothing was revised."""
    if not any(row["deliveries"] and row["revised"] == 0 for row in frame.records()):
        return []
    return [
        words.gettext(
            "Where a delivery stands beside 0, what came and what went make up for each other, or a day, a gender or an"
            " age group was corrected, which leaves the sum as it was."
        )
    ]


def _finding(rows: Sequence[Mapping[str, Any]], report: Frozen, asked: Asked) -> str:
    words, previous = asked.words, report.content["previous"]
    if previous is None:
        return words.gettext("The first report: nothing was submitted before")
    changed = sum(row["value"] != row["previous"] for row in rows)
    revised = [row for row in rows if row["revised"]]
    said = words.ngettext(
        "{n} of {all} figures has changed since the report {period}",
        "{n} of {all} figures have changed since the report {period}",
        changed,
        all=len(rows),
        period=previous["period"],
    )
    if not revised:
        return words.gettext("{said}; none of it for days already reported", said=said)
    most = max(revised, key=lambda row: abs(row["revised"]))
    return words.gettext(
        "{said}; revised for days already reported: {n}, most of all {code} by {amount}",
        said=said,
        n=words.number(len(revised)),
        code=most["code"],
        amount=achievement.signed(most["revised"], words),
    )
