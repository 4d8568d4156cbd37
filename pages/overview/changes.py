"""What changed since the end of the last period: each indicator then and now."""

from __future__ import annotations

from dashboard import achievement
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries.overview import changes


def panel(asked: Asked) -> Panel:
    """The indicators whose value is another than at the end of the period before."""
    words = asked.words
    everything = changes(asked.question)
    frame = everything.where(everything.rows["change"] != 0)
    since = next((row["previous_on"] for row in everything.records()), None)
    day = words.date(since) if since else ""
    finding = words.ngettext(
        "{n} indicator has changed since {day}", "{n} indicators have changed since {day}", len(frame), day=day
    )
    return Panel(
        finding=finding if len(frame) else words.gettext("No indicator has changed since the last period"),
        frame=frame,
        columns=[
            achievement.column(words, link=lambda row: asked.selection.at("/indicators", key=row["code"]).href),
            TableColumn("previous", words.gettext("On {day}", day=day), Format.NUMBER),
            TableColumn("value", words.gettext("Now"), Format.NUMBER),
            TableColumn(
                "change", words.gettext("Change"), Format.NUMBER, said=lambda change: achievement.signed(change, words)
            ),
        ],
        figure=None,
        alternative=finding,
        counted=words.gettext(
            "The value on this day less the value at the end of the last reporting period that closed before it,"
            " both counted from the records as they stand today."
        ),
        source=sheets(words, "periods", "indicators"),
        unavailable=_unavailable(len(frame), day, asked),
    )


def _unavailable(changed: int, since: str, asked: Asked) -> str | None:
    if changed:
        return None
    if since:
        return asked.words.gettext("All values are those of {day}.", day=since)
    return asked.words.gettext("No reporting period has closed before this day.")
