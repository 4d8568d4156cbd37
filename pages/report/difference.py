"""Then and now: the figures of the report beside what the records give today for the same day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from dashboard import achievement, naming
from dashboard.i18n import Words
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.protection import PublishableFrame
from data_access.queries.rows import once
from data_access.reports import difference
from data_access.viewer import Forbidden
from pages.report import frozen
from pages.report.opening import href
from pages.report.terms import said

_difference, _causes = once(difference.difference), once(difference.causes)


def panel(asked: Asked) -> Panel:
    """One row per indicator. Raises Forbidden while nothing is frozen: there is no such panel."""
    words, report = asked.words, frozen.of(asked)
    if report is None:
        raise Forbidden("report-difference")
    frame = _difference(asked.question, report)
    finding = _finding(list(frame.records()), asked)
    return Panel(
        finding=finding,
        frame=frame,
        columns=_columns(asked),
        figure=None,
        alternative=finding,
        counted=words.gettext(
            "Then is the value that was frozen. Now is what the records, with everything delivered since, give for the"
            " same day, the last one of the report. An entry came, went or changed if it counts on one side and not, or"
            " not alike, on the other; a row that was delivered anew and says the same is none of these."
        ),
        source=naming.sheets(words, "attendance", "sessions", "participants", "responses", "adoptions"),
        n=words.gettext("frozen with data version {number}, compared with {today}", number=report.data_version,
                        today=asked.question.programme.data_version),
        notes=[*_deliveries(_causes(asked.question, report), words),
               *said(difference.terms(asked.question, report), words), *_privacy(frame, words)],
        day=report.as_of,
    )  # fmt: skip


def _columns(asked: Asked) -> list[TableColumn]:
    words = asked.words
    nothing = words.gettext("none")
    return [
        achievement.column(words, link=lambda row: href(row["code"], asked)),
        TableColumn("then", words.gettext("Then"), Format.NUMBER),
        TableColumn("now", words.gettext("Now"), Format.NUMBER),
        TableColumn("difference", words.gettext("Difference"), Format.NUMBER,
                    said=lambda value: achievement.signed(value, words)),
        TableColumn("came", words.gettext("Entries that came"), Format.WHOLE),
        TableColumn("went", words.gettext("Entries that went"), Format.WHOLE),
        TableColumn("changed", words.gettext("Entries that changed"), Format.WHOLE),
        TableColumn("deliveries", words.gettext("Deliveries"), none=nothing),
    ]  # fmt: skip


def _finding(rows: Sequence[Mapping[str, Any]], asked: Asked) -> str:
    words = asked.words
    differing = [row for row in rows if row["then"] != row["now"]]
    if not differing:
        return words.ngettext(
            "The records today give the {n} figure of the report as it was frozen",
            "The records today give all {n} figures of the report as they were frozen",
            len(rows),
        )
    counted = words.ngettext(
        "{n} of {all} figures of the report differs from the records today",
        "{n} of {all} figures of the report differ from the records today",
        len(differing),
        all=len(rows),
    )
    most = max(differing, key=lambda row: abs(row["difference"] or 0))
    if not most["difference"]:
        return counted
    if not most["deliveries"]:
        return words.gettext("{counted}; most: {what}", counted=counted, what=_change(most, words))
    return words.ngettext(
        "{counted}; most: {what}, from delivery {deliveries}",
        "{counted}; most: {what}, from deliveries {deliveries}",
        len(most["deliveries"].split(",")),
        counted=counted,
        what=_change(most, words),
        deliveries=most["deliveries"],
    )


def _change(row: Mapping[str, Any], words: Words) -> str:
    """Which indicator, and by how much: "P.3, +4 persons"."""
    sign = "+" if row["difference"] > 0 else "−"
    return f"{row['code']}, {sign}{achievement.amount(abs(row['difference']), row['unit'], words)}"


def _deliveries(causes: PublishableFrame, words: Words) -> Iterator[str]:
    """Each delivery that has a part in the differences, with its sums."""
    rows = sorted(enumerate(causes.records()), key=lambda one: one[1]["delivery"])
    for _, parts in groupby(rows, key=lambda one: one[1]["delivery"]):
        found = list(parts)
        first = found[0][1]
        sums = "; ".join(_part(causes, at, row, words) for at, row in found)
        yield words.gettext(
            "Delivery {number} ({source}, {day}, {who}): {sums}.",
            number=first["delivery"],
            source=naming.source(first["source"], words),
            day=_day(first),
            who=first["loaded_by"],
            sums=sums,
        )


def _day(row: Mapping[str, Any]) -> date:
    loaded: date = row["loaded_at"].date()
    return loaded


def _part(causes: PublishableFrame, at: int, row: Mapping[str, Any], words: Words) -> str:
    """What a delivery did to an indicator: "P.3 +4 −1"."""
    if causes.is_hidden(at, "net"):
        return " ".join([row["code"], words.gettext("hidden to protect privacy")])
    sums = [achievement.signed(row[name], words) for name in ("more", "less") if row[name]]
    if not sums:
        return words.ngettext("{code} {n} entry changed", "{code} {n} entries changed", row["changed"] or 0,
                              code=row["code"])  # fmt: skip
    return " ".join([row["code"], *sums])


def _privacy(frame: PublishableFrame, words: Words) -> list[str]:
    if not frame.hides:
        return []
    return [
        words.gettext(
            "Values and differences are exact. How many entries moved is hidden where fewer than ten of them are of the"
            " peer network."
        )
    ]
