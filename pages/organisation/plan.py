"""An organisation's development plan, with what is overdue."""

from __future__ import annotations

from collections import Counter

from dashboard.naming import in_language, sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import organisation
from pages.organisation import wording
from pages.organisation.wording import Rows


def plan(asked: Asked) -> Panel:
    """Actions with the days they are due."""
    words = asked.words
    frame = organisation.plan(asked.question, wording.code(asked))
    rows = list(frame.records())
    named = (row for row in rows if row["dimension"] is not None)
    dimensions = {row["dimension"]: in_language(row, "dimension", words, code="dimension") for row in named}
    return Panel(
        finding=_finding(rows, asked),
        frame=frame,
        columns=[
            TableColumn("action", words.gettext("Action")),
            TableColumn("title", words.gettext("Title")),
            TableColumn("dimension", words.gettext("Dimension"), said=dimensions.__getitem__),
            TableColumn("due_on", words.gettext("Due on"), Format.DATE),
            TableColumn("done_on", words.gettext("Done on"), Format.DATE),
            wording.status_column(words),
        ],
        figure=None,
        alternative="",
        counted=words.gettext(
            "An action is done from the day it was done, and overdue when its day has passed and it is not done. "
            "Dropped actions are listed and count nowhere."
        ),
        source=sheets(words, "actions", "dimensions"),
        n=words.ngettext("{n} action", "{n} actions", len(rows)),
        unavailable=None
        if rows
        else words.gettext("No development plan was delivered for this organisation (sheet actions)."),
    )


def _finding(rows: Rows, asked: Asked) -> str:
    words, counts = asked.words, Counter(row["status"] for row in rows)
    total = len(rows) - counts["dropped"]
    if not rows:
        return words.gettext("No development plan yet")
    done = words.ngettext(
        "{n} of {total} actions is done", "{n} of {total} actions are done", counts["done"], total=words.number(total)
    )
    overdue = words.ngettext("{n} is overdue", "{n} are overdue", counts["overdue"])
    return f"{done}, {overdue}" if counts["overdue"] else done
