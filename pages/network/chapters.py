"""The panel of meetings by chapter: the organisation that held them, where there is no register of members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import naming
from dashboard.charts import Series, bars, theme
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import network
from pages.network.said import no_meetings, notes, total

Rows = Sequence[Mapping[str, Any]]
# So many chapters fit a figure; the table has them all
CHAPTERS_DRAWN = 20


def chapters(asked: Asked) -> Panel:
    """Meetings by the organisation that held them, where there is no register of members."""
    words = asked.words
    frame = network.chapters(asked.question)
    rows = list(frame.records())
    named = sum(row["organisation"] is not None for row in rows)
    hrefs = [_organisation(asked, row) for row in rows]
    return Panel(
        finding=words.ngettext("{n} chapter has held meetings", "{n} chapters have held meetings", named)
        if rows
        else words.gettext("No network meeting has been held"),
        frame=frame,
        columns=_chapter_columns(asked, rows),
        figure=bars.figure(
            frame.slice(0, CHAPTERS_DRAWN),
            words=words,
            category=lambda row: _name(asked, row),
            series=[Series("meetings", words.gettext("Meetings"), colour=theme.KIND["network"])],
            hrefs=hrefs[:CHAPTERS_DRAWN],
            horizontal=True,
        ),
        alternative=words.gettext(
            "Most meetings: {name}, {n}.", name=_name(asked, rows[0]), n=words.number(rows[0]["meetings"])
        )
        if rows
        else "",
        counted=words.gettext(
            "Held network meetings by the organisation in the sheet sessions. Shown only where a programme has no "
            "register of members, so that nothing connects a member with an organisation."
        ),
        source=sheets(words, "sessions", "organisations"),
        n=words.ngettext("{n} meeting", "{n} meetings", total(rows, "meetings")),
        notes=_drawn(asked, len(rows)),
        unavailable=None if rows else no_meetings(words),
    )


def _chapter_columns(asked: Asked, rows: Rows) -> list[TableColumn]:
    words = asked.words
    called = {row["organisation"]: _name(asked, row) for row in rows}
    return [
        TableColumn(
            "organisation",
            words.gettext("Chapter"),
            link=lambda row: _organisation(asked, row),
            said=lambda code: called[code],
        ),
        TableColumn("region", words.gettext("Region")),
        TableColumn("meetings", words.gettext("Meetings"), Format.WHOLE),
        TableColumn("headcount", words.gettext("Headcount"), Format.WHOLE),
        TableColumn("unknown", words.gettext("Meetings without a number"), Format.WHOLE),
        TableColumn("last_on", words.gettext("Latest meeting"), Format.DATE),
    ]


def _organisation(asked: Asked, row: Mapping[str, Any]) -> str | None:
    code = row["organisation"]
    return None if code is None else asked.selection.at("/organisations", code).href


def _name(asked: Asked, row: Mapping[str, Any]) -> str:
    if row["organisation"] is None:
        return asked.words.gettext("no chapter named")
    return naming.organisation(row, asked.words)


def _drawn(asked: Asked, n: int) -> list[str]:
    if n <= CHAPTERS_DRAWN:
        return notes(asked)
    said = asked.words.gettext(
        "The figure shows the {drawn} with most meetings; the table has all {n}.", drawn=CHAPTERS_DRAWN, n=n
    )
    return [said, *notes(asked)]
