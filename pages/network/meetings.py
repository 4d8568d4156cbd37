"""Panels about meetings: how many, how many came, how many were invited, and by which chapter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.charts import Part, Series, bars, theme
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.protection import PublishableFrame
from data_access.queries import network
from pages.network.said import category, evidence, no_meetings, notes, step, step_column, total

Rows = Sequence[Mapping[str, Any]]


def held(asked: Asked) -> Panel:
    """Meetings over time."""
    words = asked.words
    frame = network.meetings(asked.question)
    rows = list(frame.records())
    n = total(rows, "meetings")
    series = [Series("meetings", words.gettext("Meetings"), colour=theme.KIND["network"])]
    finding = words.gettext("No network meeting has been held")
    if n:
        finding = words.ngettext("{n} network meeting has been held", "{n} network meetings have been held", n)
    busiest = max(rows, key=lambda row: row["meetings"], default=None)
    alternative = finding
    if busiest and n:
        alternative = words.gettext(
            "{finding}; most in {step}: {most}.",
            finding=finding, step=step(asked, busiest["starts_on"]), most=words.number(busiest["meetings"]),
        )  # fmt: skip
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            step_column(asked, "P.8"),
            TableColumn("meetings", words.gettext("Meetings"), Format.WHOLE),
            TableColumn("registered", words.gettext("of which people were registered"), Format.WHOLE),
            TableColumn("counted", words.gettext("of which people were only counted"), Format.WHOLE),
            TableColumn("unknown", words.gettext("of which nobody counted"), Format.WHOLE),
        ],
        figure=_over_time(asked, frame, series, [evidence(asked, "P.8", row) for row in rows]),
        alternative=alternative,
        counted=words.gettext(
            "Sessions of the kind network that were held by the day; planned and cancelled ones do not count (P.8)."
        ),
        source=sheets(words, "sessions"),
        n=words.ngettext("{n} meeting", "{n} meetings", n),
        notes=notes(asked),
        unavailable=None if n else no_meetings(words),
    )


def participations(asked: Asked) -> Panel:
    """How often people came, registered or counted."""
    words = asked.words
    frame = network.meetings(asked.question)
    rows = list(frame.records())
    meetings, unknown = total(rows, "meetings"), total(rows, "unknown")
    shown = _shown(rows, _came(asked))
    n = sum(total(rows, one.column) for one in shown)
    finding = words.ngettext("People came to a meeting {n} time", "People came to a meeting {n} times", n)
    if unknown:
        finding = words.gettext(
            "{finding}; how many came to {unknown} of {meetings} meetings is not known",
            finding=finding, unknown=words.number(unknown), meetings=words.number(meetings),
        )  # fmt: skip
    return Panel(
        finding=finding if shown else words.gettext("How many came to a meeting is not known"),
        frame=frame,
        columns=[step_column(asked), *_numbers(asked)],
        figure=_over_time(asked, frame, shown, [None] * len(frame), stacked=True),
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Each time a member was present at a held network meeting counts once; project staff known from the "
            "register of members are left out. Where nobody was registered the headcount stands beside it: it says "
            "how many were there, not who, and never counts as persons. Without either the number is unknown, not zero."
        ),
        source=sheets(words, "sessions", "network_attendance", "members"),
        n=words.ngettext("{n} meeting", "{n} meetings", meetings),
        notes=[*_counted_only(asked, rows), *notes(asked)],
        unavailable=_nothing(asked, meetings, shown),
    )


def invitations(asked: Asked) -> Panel:
    """How many were invited, beside how many came."""
    words = asked.words
    frame = network.meetings(asked.question)
    rows = list(frame.records())
    meetings, n = total(rows, "meetings"), total(rows, "invited")
    invited = _shown(rows, [Series("invited", words.gettext("Invited"), Part.PLAN)])
    finding = words.ngettext("{n} invitation was sent", "{n} invitations were sent", n)
    nothing = words.gettext("The sheet sessions says of no meeting how many were invited (column invited).")
    return Panel(
        finding=finding if invited else words.gettext("How many were invited is not known"),
        frame=frame,
        columns=[step_column(asked), *_numbers(asked, "invited")],
        figure=_over_time(asked, frame, [*invited, *_shown(rows, _came(asked))], [None] * len(frame)),
        alternative=words.gettext("{finding}, beside those who came.", finding=finding),
        counted=words.gettext(
            "The sum of the numbers invited to held network meetings, where the number is known. A person invited "
            "to two meetings stands in it twice."
        ),
        source=sheets(words, "sessions"),
        n=words.ngettext("{n} meeting", "{n} meetings", meetings),
        notes=notes(asked),
        unavailable=None if invited else nothing if meetings else no_meetings(words),
    )


def _came(asked: Asked) -> list[Series]:
    words = asked.words
    return [
        Series("participations", words.gettext("Registered"), colour=theme.KIND["network"]),
        Series("headcount", words.gettext("Only counted"), colour=theme.FORMER),
    ]


def _shown(rows: Rows, series: Sequence[Series]) -> list[Series]:
    """Those with a value in any row."""
    return [one for one in series if any(row[one.column] is not None for row in rows)]


def _numbers(asked: Asked, *first: str) -> list[TableColumn]:
    words = asked.words
    labels = {
        "invited": words.gettext("Invited"),
        "meetings": words.gettext("Meetings"),
        "participations": words.gettext("Participations, registered"),
        "headcount": words.gettext("Headcount of the other meetings"),
        "unknown": words.gettext("Meetings without a number"),
    }
    kept = ("meetings", *first, "participations", "headcount", "unknown")
    return [TableColumn(name, labels[name], Format.WHOLE) for name in kept]


def _over_time(
    asked: Asked,
    frame: PublishableFrame,
    series: Sequence[Series],
    hrefs: Sequence[str | None],
    *,
    stacked: bool = False,
) -> Any:
    return bars.figure(
        frame,
        words=asked.words,
        category=category(asked),
        series=series,
        hrefs=hrefs,
        stacked=stacked,
    )


def _counted_only(asked: Asked, rows: Rows) -> list[str]:
    n = total(rows, "headcount")
    if not n:
        return []
    return [asked.words.gettext("{n} of them were only counted: nobody knows who they were.", n=asked.words.number(n))]


def _nothing(asked: Asked, meetings: int, shown: Sequence[Series]) -> str | None:
    if shown:
        return None
    if not meetings:
        return no_meetings(asked.words)
    return asked.words.gettext(
        "Add a headcount to the meetings in the sheet sessions, or say in the sheet network attendance who came."
    )
