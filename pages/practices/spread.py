"""Panels about making the practices known, and about uptake outside the programme, which is always apart."""

from __future__ import annotations

from dashboard.charts import Series, bars, line
from dashboard.charts import theme as look
from dashboard.i18n import Words
from dashboard.naming import of_list, sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import practices
from data_access.sheets.choices import DISSEMINATION_KIND
from pages.practices.said import called, notes, theme
from pages.practices.uptake import evidence


def reach(asked: Asked) -> Panel:
    """Whom the material reached, by month and kind."""
    words = asked.words
    frame = practices.reach(asked.question, theme=theme(asked))
    rows = list(frame.records())
    kinds = [kind for kind in (*practices.KINDS, "other") if any(row[kind] is not None for row in rows)]
    items, unknown = sum(row["items"] for row in rows), sum(row["unknown"] for row in rows)
    reached = sum(row[kind] or 0 for row in rows for kind in kinds)
    finding = words.gettext("Nothing has been published")
    if items:
        finding = words.ngettext("{n} item was published", "{n} items were published", items)
    if kinds:
        finding = words.gettext("{items}, with a reach of {reach}", items=finding, reach=words.number(reached))
    said = notes(asked)
    if unknown:
        said = [words.ngettext("The reach of {n} item is not known.", "The reach of {n} items is not known.", unknown),
                *said]  # fmt: skip
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("starts_on", words.gettext("Month"), Format.MONTH),
            TableColumn("items", words.gettext("Items"), Format.WHOLE),
            *(TableColumn(kind, _kind(words, kind), Format.WHOLE) for kind in kinds),
            TableColumn("unknown", words.gettext("Items of unknown reach"), Format.WHOLE),
        ],
        figure=bars.figure(
            frame,
            words=words,
            category="starts_on",
            series=[Series(kind, _kind(words, kind), colour=_COLOURS[kind]) for kind in kinds],
            stacked=True,
        ),
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "The sum of the reach of what was published in the month, by kind. Readers and guests are counted for each "
            "item apart, so the sum says nothing about different people, and is never added to people supported."
        ),
        source=sheets(words, "dissemination"),
        n=words.ngettext("{n} item", "{n} items", items),
        notes=said,
        unavailable=None if rows and kinds else _no_reach(words, items),
    )


# An event has the colour it has everywhere; blue and teal are training and mentoring, so the others have none
_COLOURS = {
    "publication": look.SHADES[0],
    "event": look.KIND["event"],
    "training_material": look.SHADES[2],
    "media": look.SHADES[3],
    "other": look.SHADES[1],
}


def _kind(words: Words, kind: str) -> str:
    return words.gettext("kind not told") if kind == "other" else of_list(DISSEMINATION_KIND, words)(kind)


def _no_reach(words: Words, items: int) -> str:
    if items:
        return words.gettext("The reach of no item is known. Add it to the column reach of the sheet dissemination.")
    return words.gettext(
        "Nothing was published by this day. Publications come with the sheet dissemination; choose a later day or "
        "another theme, or add them."
    )


def outside(asked: Asked) -> Panel:
    """Uptake outside the programme over time."""
    words = asked.words
    frame = practices.curve(asked.question)
    rows = list(frame.records())
    n = rows[-1]["items"] if rows else 0
    finding = words.gettext("No uptake outside the programme is known")
    if n:
        finding = words.ngettext(
            "{n} case of uptake outside the programme is known",
            "{n} cases of uptake outside the programme are known",
            n,
        )
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("starts_on", words.gettext("Month"), Format.MONTH),
            TableColumn("items", words.gettext("Uptake outside so far"), Format.WHOLE,
                        link=lambda row: evidence(asked, "P.13", row)),
        ],
        figure=line.figure(
            frame,
            words=words,
            day="ends_on",
            series=[Series("items", words.gettext("Uptake outside"), colour=look.KIND["event"])],
            hrefs=[evidence(asked, "P.13", row) for row in rows],
        ),
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Items of the sheet dissemination that somebody outside the programme reports using (P.13), from the day "
            "they were published. Indirect beneficiaries are never added to those supported."
        ),
        source=sheets(words, "dissemination"),
        notes=notes(asked, of_theme=False),
        unavailable=None if n else _nobody(words),
    )  # fmt: skip


def outside_items(asked: Asked) -> Panel:
    """Who outside the programme uses what."""
    words = asked.words
    frame = practices.outside(asked.question, theme=theme(asked))
    titles = called(list(frame.records()), words)
    finding = words.gettext("No item is known to be used outside the programme")
    if len(frame):
        finding = words.ngettext(
            "{n} item is used outside the programme", "{n} items are used outside the programme", len(frame)
        )
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("uptake_by", words.gettext("Used by")),
            TableColumn("item", words.gettext("Item")),
            TableColumn("kind", words.gettext("Kind"), said=lambda kind: _kind(words, kind)),
            TableColumn(
                "practice",
                words.gettext("Practice"),
                link=lambda row: _practice(asked, row["practice"]),
                said=lambda code: titles[code],
            ),
            TableColumn("published_on", words.gettext("Published"), Format.DATE),
            TableColumn("channel", words.gettext("Channel")),
            TableColumn("audience", words.gettext("Audience")),
        ],
        figure=None,
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Items of the sheet dissemination with an entry in the column uptake by. Kept apart from the organisations "
            "of the programme."
        ),
        source=sheets(words, "dissemination"),
        n=words.ngettext("{n} item", "{n} items", len(frame)),
        notes=notes(asked),
        unavailable=_nobody(words) if frame.empty else None,
    )


def _practice(asked: Asked, code: str | None) -> str | None:
    return None if code is None else asked.selection.at("/practices", code).href


def _nobody(words: Words) -> str:
    return words.gettext(
        "Nobody outside the programme is known to use the material by this day. It comes with the column uptake by of "
        "the sheet dissemination."
    )
