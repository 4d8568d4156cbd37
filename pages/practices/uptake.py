"""The panel of how uptake grew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.charts import Series, line
from dashboard.charts import theme as look
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import practices
from pages.practices.said import notes, theme


def curve(asked: Asked) -> Panel:
    """Organisations and pairs over time."""
    words = asked.words
    frame = practices.curve(asked.question)
    rows = list(frame.records())
    last = rows[-1] if rows else {"organisations": 0, "pairs": 0}
    some = bool(last["organisations"] or any(row["pairs"] for row in rows))
    finding = words.gettext("No practice has been taken into use")
    if some:
        finding = words.ngettext(
            "{n} organisation has had a practice in use; in use now: {pairs}",
            "{n} organisations have had a practice in use; in use now: {pairs}",
            last["organisations"],
            pairs=words.number(last["pairs"]),
        )
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("starts_on", words.gettext("Month"), Format.MONTH),
            TableColumn("organisations", words.gettext("Organisations with a practice in use so far"), Format.WHOLE,
                        link=lambda row: evidence(asked, "P.11", row)),
            TableColumn("pairs", words.gettext("Practices in use then"), Format.WHOLE,
                        link=lambda row: evidence(asked, "P.12", row)),
        ],
        figure=line.figure(
            frame,
            words=words,
            day="ends_on",
            series=[
                Series("pairs", words.gettext("Practices in use"), colour=look.FORMER),
                Series("organisations", words.gettext("Organisations")),
            ],
            hrefs=[evidence(asked, "P.11", row) for row in rows],
        ),
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Organisations: those whose history reached in use or embedded with at least one practice by the end of "
            "the month (P.11); a practice dropped later does not undo it. Practices in use: pairs of organisation and "
            "practice whose latest stage is in use or embedded (P.12), so the same practice counts once for each "
            "organisation, and the number can fall. Uptake outside the programme is not in it."
        ),
        source=sheets(words, "adoptions"),
        notes=_curve_notes(asked),
        unavailable=None if some else _none_taken_up(asked),
    )  # fmt: skip


def evidence(asked: Asked, indicator: str, row: Mapping[str, Any]) -> str:
    """Where the indicator stands as of the month's end."""
    day = min(row["ends_on"], asked.question.as_of)
    return asked.selection.at("/indicators", indicator, period=None, as_of=day.isoformat()).href


def _curve_notes(asked: Asked) -> list[str]:
    said = notes(asked, of_theme=False) if theme(asked) else []
    if not asked.question.filtered:
        return said
    if asked.question.viewer.restricted:
        return [*said[:1], asked.words.gettext("The filters do not apply here.")]
    return [*said[:1], asked.words.gettext("Only the organisations chosen.")]


def _none_taken_up(asked: Asked) -> str:
    return asked.words.gettext(
        "No organisation has had a practice in use by this day. Uptake comes with the sheet adoptions; choose a later "
        "day or fewer filters, or add it."
    )
