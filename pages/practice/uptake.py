"""Who took a practice up, and how far."""

from __future__ import annotations

from dashboard.charts import Series, bars
from dashboard.components.status import word
from dashboard.naming import organisation, sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import practice


def stages(asked: Asked) -> Panel:
    """Organisations by the stage at which they stand."""
    words = asked.words
    frame = practice.uptake(asked.question, asked.selection.key or "")
    counts = {row["stage"]: row["organisations"] for row in frame.records()}
    used, n = counts.get("in_use", 0) + counts.get("embedded", 0), sum(counts.values())
    finding = words.ngettext(
        "{n} organisation of {all} that took it up has it in use",
        "{n} organisations of {all} that took it up have it in use",
        used,
        all=words.number(n),
    )
    return Panel(
        finding=finding if counts else words.gettext("No organisation has taken it up"),
        frame=frame,
        columns=[
            TableColumn("stage", words.gettext("Stage"), said=lambda stage: word(stage, words)),
            TableColumn("organisations", words.gettext("Organisations"), Format.WHOLE),
        ],
        figure=bars.figure(
            frame,
            words=words,
            category=lambda row: word(row["stage"], words),
            series=[Series("organisations", words.gettext("Organisations"))],
            horizontal=True,
        ),
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Organisations by the latest stage they reached on or before the day; of several on one day the farthest."
        ),
        source=sheets(words, "adoptions"),
        n=words.ngettext("{n} organisation", "{n} organisations", n),
        notes=_chosen(asked),
        unavailable=None if counts else _nobody(asked),
    )


def adopters(asked: Asked) -> Panel:
    """Each organisation with the stages it reached."""
    words = asked.words
    frame = practice.adopters(asked.question, asked.selection.key or "")
    names = {row["organisation"]: organisation(row, words) for row in frame.records()}
    n = len(names)
    finding = words.gettext("No organisation has taken it up")
    if n:
        finding = words.ngettext("{n} organisation has taken it up", "{n} organisations have taken it up", n)
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn(
                "organisation",
                words.gettext("Organisation"),
                link=lambda row: asked.selection.at("/organisations", row["organisation"]).href,
                said=lambda code: names[code],
            ),
            TableColumn("stage", words.gettext("Stage"), said=lambda stage: word(stage, words)),
            TableColumn("reached_on", words.gettext("Reached"), Format.DATE),
            TableColumn("current", words.gettext("Stands there"),
                        said=lambda current: words.gettext("yes") if current else words.gettext("no")),
            TableColumn("evidence", words.gettext("Evidence")),
        ],
        figure=None,
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext("Every stage that was recorded by the day, in time."),
        source=sheets(words, "adoptions", "organisations"),
        n=words.ngettext("{n} organisation", "{n} organisations", n),
        notes=_chosen(asked),
        unavailable=None if n else _nobody(asked),
    )  # fmt: skip


def _chosen(asked: Asked) -> list[str]:
    if not asked.question.filtered:
        return []
    if asked.question.viewer.restricted:
        return [asked.words.gettext("The filters do not apply here.")]
    return [asked.words.gettext("Only the organisations chosen.")]


def _nobody(asked: Asked) -> str:
    return asked.words.gettext(
        "No organisation has taken this practice up by this day. Uptake comes with the sheet adoptions; choose a later "
        "day or fewer filters, or add it."
    )
