"""Which organisations have had sessions, and how many people came."""

from __future__ import annotations

from dashboard.charts import Series, bars
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import organisations
from pages.organisations import wording
from pages.organisations.wording import Rows


def sessions(asked: Asked) -> Panel:
    """Organisations by sessions held."""
    words = asked.words
    frame = organisations.sessions(asked.question)
    rows = list(frame.records())
    some = [row for row in rows if row["sessions"]]
    finding = _finding(some, asked)
    called = wording.names(rows, asked)
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            *wording.organisation_columns(rows, asked),
            TableColumn("sessions", words.gettext("Sessions"), Format.WHOLE),
            TableColumn("participations", words.gettext("Participations"), Format.WHOLE),
            TableColumn("unknown", words.gettext("Sessions without a number"), Format.WHOLE),
            TableColumn("first_on", words.gettext("First"), Format.DATE),
            TableColumn("last_on", words.gettext("Latest"), Format.DATE),
        ],
        figure=bars.figure(
            frame.slice(0, min(len(some), wording.DRAWN)),
            words=words,
            category=lambda row: called[row["organisation"]],
            series=[Series("sessions", words.gettext("Sessions"))],
            hrefs=[wording.href(row, asked) for row in some[: wording.DRAWN]],
            horizontal=True,
        )
        if some
        else None,
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Sessions held for the organisation or attended by its people, by the day; one that people of two "
            "organisations attended stands at both. Participations: its people registered as present, or the "
            "headcount of a session held for it where nobody was registered. Unknown is not zero."
        ),
        source=sheets(words, "sessions", "attendance", "participants", "organisations"),
        n=wording.organisations(len(some), asked),
        notes=wording.drawn(len(some), asked),
        unavailable=None if some else _nothing(asked),
    )


def _finding(rows: Rows, asked: Asked) -> str:
    words = asked.words
    if not rows:
        return words.gettext("No organisation has had a session")
    said = words.ngettext("{n} organisation has had sessions", "{n} organisations have had sessions", len(rows))
    unknown = sum(row["unknown"] for row in rows)
    if not unknown:
        return said
    rest = words.ngettext(
        "of {n} session it is not known how many came", "of {n} sessions it is not known how many came", unknown
    )
    return f"{said}; {rest}"


def _nothing(asked: Asked) -> str:
    if asked.question.filtered:
        return asked.words.gettext("No organisation that matches the filters has had a session by this day.")
    return asked.words.gettext(
        "No session that was held by this day names an organisation, and nobody from one was registered as present. "
        "Deliver the sheets sessions, participants and attendance, or choose a later day."
    )
