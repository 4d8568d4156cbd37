"""The practices that arose in an organisation or that it took up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.components import status
from dashboard.naming import in_language, sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import organisation
from pages.organisation import wording
from pages.organisation.wording import Rows

IN_USE = ("in_use", "embedded")


def practices(asked: Asked) -> Panel:
    """Each practice with every stage it reached here."""
    words = asked.words
    frame = organisation.practices(asked.question, wording.code(asked))
    rows = list(frame.records())
    titles = {row["practice"]: in_language(row, "title", words, code="practice") for row in rows}
    return Panel(
        finding=_finding(rows, asked),
        frame=frame,
        columns=[
            TableColumn(
                "practice",
                words.gettext("Practice"),
                link=lambda row: _href(row, asked),
                said=titles.__getitem__,
            ),
            TableColumn("theme", words.gettext("Theme")),
            TableColumn("arose_here", words.gettext("Arose here"), said=lambda here: _yes_or_no(here, asked)),
            TableColumn("stage", words.gettext("Stage"), said=lambda stage: status.word(stage, words)),
            TableColumn("reached_on", words.gettext("Reached on"), Format.DATE),
            TableColumn("evidence", words.gettext("Evidence")),
        ],
        figure=None,
        alternative="",
        counted=words.gettext(
            "Every stage that a practice reached in the organisation, with its day, and the practices that arose here "
            "even if they have not been taken up. In use are those whose latest stage is in use or embedded."
        ),
        source=sheets(words, "practices", "adoptions"),
        n=words.ngettext("{n} practice", "{n} practices", len(titles)),
        unavailable=None
        if rows
        else words.gettext(
            "No practice had arisen in this organisation or been taken up by it by this day (sheets practices and "
            "adoptions)."
        ),
    )


def _finding(rows: Rows, asked: Asked) -> str:
    words = asked.words
    if not rows:
        return words.gettext("No practices yet")
    latest = {row["practice"]: row["stage"] for row in rows}  # the rows go from the oldest stage to the latest
    in_use = sum(stage in IN_USE for stage in latest.values())
    arose = len({row["practice"] for row in rows if row["arose_here"]})
    said = words.ngettext("{n} practice in use", "{n} practices in use", in_use)
    own = words.ngettext("{n} arose here", "{n} arose here", arose)
    return f"{said}, {own}" if arose else said


def _href(row: Mapping[str, Any], asked: Asked) -> str | None:
    """The practice's page; an organisation's own people have none."""
    if asked.question.viewer.organisation is not None:
        return None
    return asked.selection.at("/practices", row["practice"]).href


def _yes_or_no(here: Any, asked: Asked) -> str:
    return asked.words.gettext("yes") if here else asked.words.gettext("no")
