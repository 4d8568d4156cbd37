"""What an organisation received: hours against its cohort, and each session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.charts import Series, bars, theme
from dashboard.naming import of_list, sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import organisation
from data_access.sheets.choices import MODE, SESSION_KIND
from pages.organisation import wording
from pages.organisation.wording import Rows


def hours(asked: Asked) -> Panel:
    """Hours of training and mentoring, beside the median of the cohort."""
    words = asked.words
    frame = organisation.hours(asked.question, wording.code(asked))
    rows = list(frame.records())
    kind = of_list(SESSION_KIND, words)
    finding = _hours_finding(rows, asked)
    compared = max((row["organisations"] for row in rows), default=0)
    any_session = any(row["sessions"] for row in rows)
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("kind", words.gettext("Kind"), said=kind),
            TableColumn("sessions", words.gettext("Sessions"), Format.WHOLE),
            TableColumn("hours", words.gettext("Hours"), Format.NUMBER),
            TableColumn("median", words.gettext("Median of the cohort"), Format.NUMBER),
            TableColumn("organisations", words.gettext("Organisations in the cohort"), Format.WHOLE),
        ],
        figure=bars.figure(
            frame,
            words=words,
            category=lambda row: kind(row["kind"]),
            series=[
                Series("hours", words.gettext("This organisation")),
                Series("median", words.gettext("Median of the cohort"), colour=theme.FORMER),
            ],
            said=lambda value: words.gettext("{hours} h", hours=words.number(value)),
            horizontal=True,
        )
        if any_session
        else None,
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Hours of held sessions that were for the organisation or that its people attended, each session once "
            "however many came. The median is of the organisations of the same cohort that have not left, this one "
            "among them; one without a session has 0 hours."
        ),
        source=sheets(words, "sessions", "attendance", "participants"),
        n=words.ngettext("{n} organisation in the cohort", "{n} organisations in the cohort", compared),
        unavailable=None if any_session else _no_sessions(asked),
    )


def sessions(asked: Asked) -> Panel:
    """Every session, the latest first."""
    words = asked.words
    frame = organisation.sessions(asked.question, wording.code(asked))
    rows = list(frame.records())
    return Panel(
        finding=_sessions_finding(rows, asked),
        frame=frame,
        columns=[
            TableColumn("held_on", words.gettext("Held on"), Format.DATE),
            TableColumn("session", words.gettext("Session")),
            TableColumn("title", words.gettext("Title")),
            TableColumn("kind", words.gettext("Kind"), said=of_list(SESSION_KIND, words)),
            TableColumn("mode", words.gettext("Mode"), said=of_list(MODE, words)),
            TableColumn("hours", words.gettext("Hours"), Format.NUMBER),
            TableColumn("invited", words.gettext("Invited"), Format.WHOLE),
            TableColumn("participations", words.gettext("Present"), Format.WHOLE),
        ],
        figure=None,
        alternative="",
        counted=words.gettext(
            "Held sessions that were for the organisation or that its people attended. Present: its own people "
            "registered as present, or the headcount of a session held for it where nobody was registered."
        ),
        source=sheets(words, "sessions", "attendance", "participants"),
        n=words.ngettext("{n} session", "{n} sessions", len(rows)),
        unavailable=None if rows else _no_sessions(asked),
    )


def _hours_finding(rows: Rows, asked: Asked) -> str:
    if not any(row["sessions"] for row in rows):
        return asked.words.gettext("No training or mentoring yet")
    return "; ".join(_hours_of(row, asked) for row in rows if row["sessions"] or row["median"])


def _hours_of(row: Mapping[str, Any], asked: Asked) -> str:
    words, training = asked.words, row["kind"] == "training"
    if row["hours"] is None:
        return words.gettext("Hours of training unknown") if training else words.gettext("Hours of mentoring unknown")
    n = words.number(row["hours"])
    said = words.gettext("{n} h of training", n=n) if training else words.gettext("{n} h of mentoring", n=n)
    if row["median"] is None:
        return said
    return words.gettext("{said} (cohort’s median {median} h)", said=said, median=words.number(row["median"]))


def _sessions_finding(rows: Rows, asked: Asked) -> str:
    words = asked.words
    if not rows:
        return words.gettext("No session yet")
    held = words.ngettext("{n} session", "{n} sessions", len(rows))
    present = sum(row["participations"] or 0 for row in rows)
    came = words.ngettext("{n} participation", "{n} participations", present)
    unknown = sum(row["unknown"] for row in rows)
    rest = words.ngettext("unknown for {n} session", "unknown for {n} sessions", unknown)
    if unknown == len(rows):
        return words.gettext("{held}; how many came is not known", held=held)
    return ", ".join([held, came, *([rest] if unknown else [])])


def _no_sessions(asked: Asked) -> str:
    return asked.words.gettext(
        "No held session was for this organisation by this day, and nobody from it was registered as present. Deliver "
        "the sheets sessions, participants and attendance, or choose a later day."
    )
