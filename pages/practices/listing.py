"""The panel of the practices themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.charts import Part, Series, bars
from dashboard.charts import theme as look
from dashboard.components.status import word
from dashboard.i18n import Words
from dashboard.naming import of_list, sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import practices
from data_access.sheets.choices import ORIGIN
from pages.practices.said import called, no_practices, notes, theme

# So many practices fit a figure; the table has them all
DRAWN = 12


def listing(asked: Asked) -> Panel:
    """The practices, each with how many organisations stand where."""
    words = asked.words
    frame = practices.practices(asked.question, theme=theme(asked))
    rows = list(frame.records())
    titles = called(rows, words)
    used = sum(1 for row in rows if row["in_use"] or row["embedded"])
    drawn = sum(1 for row in rows if any(row[one.column] for one in _stages(words)))
    return Panel(
        finding=words.ngettext(
            "{n} practice of {all} is in use in at least one organisation",
            "{n} practices of {all} are in use in at least one organisation",
            used,
            all=words.number(len(rows)),
        )
        if rows
        else words.gettext("No practice is known yet"),
        frame=frame,
        columns=_columns(asked, titles),
        figure=bars.figure(
            frame.slice(0, min(drawn, DRAWN)),
            words=words,
            category=lambda row: titles[row["practice"]],
            series=_stages(words),
            hrefs=[_practice(asked, row) for row in rows[: min(drawn, DRAWN)]],
            horizontal=True,
            stacked=True,
        )
        if drawn
        else None,
        alternative=_most_used(words, rows, titles),
        counted=words.gettext(
            "Organisations by the latest stage they reached with the practice on or before the day; of several on one "
            "day the farthest. Those that dropped it stand in the table."
        ),
        source=sheets(words, "practices", "adoptions"),
        n=words.ngettext("{n} practice", "{n} practices", len(rows)),
        notes=[*_left_out(words, drawn, len(rows)), *notes(asked, of_organisations=True)],
        unavailable=None if rows else no_practices(asked),
    )


def _stages(words: Words) -> list[Series]:
    """From the farthest on, the darker the farther; planned is an outline."""
    colours = look.levels(6)
    return [
        Series("embedded", word("embedded", words), colour=colours[5]),
        Series("in_use", word("in_use", words), colour=colours[3]),
        Series("piloted", word("piloted", words), colour=colours[2]),
        Series("planned", word("planned", words), Part.PLAN),
    ]


def _columns(asked: Asked, titles: Mapping[str, str]) -> list[TableColumn]:
    words = asked.words
    return [
        TableColumn(
            "practice",
            words.gettext("Practice"),
            link=lambda row: _practice(asked, row),
            said=lambda code: titles[code],
        ),
        TableColumn("theme", words.gettext("Theme")),
        TableColumn("origin", words.gettext("Arose in"), said=of_list(ORIGIN, words)),
        *(TableColumn(stage, word(stage, words), Format.WHOLE) for stage in practices.STAGES),
    ]  # fmt: skip


def _practice(asked: Asked, row: Mapping[str, Any]) -> str:
    return asked.selection.at("/practices", row["practice"]).href


def _most_used(words: Words, rows: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> str:
    if not rows or not (rows[0]["in_use"] or rows[0]["embedded"]):
        return words.gettext("No practice is in use in any organisation.")
    return words.gettext(
        "Most used: {title}, in {n} organisations.",
        title=titles[rows[0]["practice"]], n=words.number(rows[0]["in_use"] + rows[0]["embedded"]),
    )  # fmt: skip


def _left_out(words: Words, drawn: int, n: int) -> list[str]:
    if min(drawn, DRAWN) == n:
        return []
    return [words.gettext("The figure shows those most taken up, at most {most}; the table has all.", most=DRAWN)]
