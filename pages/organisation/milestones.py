"""An organisation's milestones, planned against done."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.charts import Part, Series, days
from dashboard.components import status
from dashboard.naming import in_language, of_list, sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.protection import PublishableFrame
from data_access.queries import organisation
from data_access.sheets.choices import SECTOR
from pages.organisation import wording
from pages.organisation.wording import Rows


def milestones(asked: Asked) -> Panel:
    """Each milestone with the day planned and the day done."""
    words = asked.words
    frame = organisation.milestones(asked.question, wording.code(asked))
    rows = list(frame.records())
    called = {row["milestone"]: in_language(row, "name", words, code="milestone") for row in rows}
    finding = _finding(rows, asked)
    dated = any(row["due_on"] or row["done_on"] for row in rows)
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("milestone", words.gettext("Milestone"), said=called.__getitem__),
            TableColumn("due_on", words.gettext("Planned on"), Format.DATE),
            TableColumn("done_on", words.gettext("Done on"), Format.DATE),
            TableColumn("days_late", words.gettext("Days late (early: below 0)"), Format.WHOLE),
            wording.status_column(words),
        ],
        figure=_days(frame, asked) if dated else None,
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "A milestone is planned on the day that the sheet progress says, else so many weeks after the cohort’s "
            "start as the sheet milestones says. It is overdue when that day has passed and it is not done."
        ),
        source=sheets(words, "milestones", "progress", "cohorts"),
        n=words.ngettext("{n} milestone", "{n} milestones", len(rows)),
        notes=[_standing(asked)],
        unavailable=None if rows else _nothing(asked),
    )


def _standing(asked: Asked) -> str:
    """Which cohort, sector and region the organisation belongs to, and where it stands."""
    words = asked.words
    facts = next(organisation.facts(asked.question, wording.code(asked)).records())
    parts = [
        in_language(facts, "cohort", words, code="cohort") if facts["cohort"] else None,
        of_list(SECTOR, words)(facts["sector"]),
        facts["region"],
        status.word(facts["status"], words) if facts["status"] else None,
    ]
    return " · ".join(part for part in parts if part)


def _finding(rows: Rows, asked: Asked) -> str:
    words = asked.words
    if not rows:
        return words.gettext("There are no milestones to follow")
    done = sum(row["done_on"] is not None for row in rows)
    said = words.ngettext(
        "{n} of {total} milestones is done", "{n} of {total} milestones are done", done, total=words.number(len(rows))
    )
    overdue = [row["days_late"] for row in rows if row["status"] == "overdue"]
    if not overdue:
        return said
    late = words.ngettext("the earliest is {n} day overdue", "the earliest is {n} days overdue", max(overdue))
    return f"{said}, {late}" if len(overdue) > 1 else f"{said}, {_one_overdue(overdue[0], asked)}"


def _one_overdue(late: int, asked: Asked) -> str:
    return asked.words.ngettext("one is {n} day overdue", "one is {n} days overdue", late)


def _days(frame: PublishableFrame, asked: Asked) -> go.Figure:
    words = asked.words
    return days.figure(
        frame,
        words=words,
        category=lambda row: in_language(row, "name", words, code="milestone"),
        planned=Series("due_on", words.gettext("Planned"), Part.PLAN),
        done=Series("done_on", words.gettext("Done")),
        as_of=asked.question.as_of,
    )


def _nothing(asked: Asked) -> str:
    return asked.words.gettext(
        "Milestones are followed for organisations that have a cohort. Deliver the sheet milestones, and give the "
        "organisation a cohort in the sheet organisations."
    )
