"""The panel of themes, which is also where one is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.charts import Series, bars
from dashboard.charts import theme as look
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import practices
from pages.practices.said import no_practices, notes, theme


def themes(asked: Asked) -> Panel:
    """The practices by theme; a theme opens the page with that theme alone."""
    words = asked.words
    frame = practices.themes(asked.question)
    rows = list(frame.records())
    most = next((row for row in rows if row["theme"]), None)
    finding = words.gettext("No theme is known")
    if most:
        finding = words.gettext(
            "Most practices are about “{theme}”: {n}", theme=most["theme"], n=words.number(most["practices"])
        )
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("theme", words.gettext("Theme"), link=lambda row: _of_theme(asked, row)),
            TableColumn("practices", words.gettext("Practices"), Format.WHOLE),
            TableColumn("in_use", words.gettext("of which in use"), Format.WHOLE),
        ],
        figure=bars.figure(
            frame,
            words=words,
            category=lambda row: row["theme"] or words.gettext("no theme given"),
            series=[
                Series("practices", words.gettext("Practices"), colour=look.FORMER),
                Series("in_use", words.gettext("of which in use")),
            ],
            hrefs=[_of_theme(asked, row) for row in rows],
            horizontal=True,
        ),
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Practices by their theme, and how many of them at least one organisation has in use or embedded that day."
        ),
        source=sheets(words, "practices", "adoptions"),
        n=words.ngettext("{n} theme", "{n} themes", sum(1 for row in rows if row["theme"])),
        notes=[*_chosen(asked), *notes(asked, of_theme=False, of_organisations=True)],
        unavailable=None if rows else no_practices(asked),
    )


def _of_theme(asked: Asked, row: Mapping[str, Any]) -> str | None:
    """The page with that theme alone; from there the same link leads back to all."""
    if row["theme"] is None:
        return None
    return asked.selection.with_more(theme=None if row["theme"] == theme(asked) else row["theme"]).href


def _chosen(asked: Asked) -> list[str]:
    chosen = theme(asked)
    if not chosen:
        return [asked.words.gettext("Choose a theme to see its practices alone.")]
    return [asked.words.gettext("The page shows “{theme}”; choose it again to see all themes.", theme=chosen)]
