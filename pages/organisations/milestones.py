"""The milestone matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from dash import html

from dashboard import naming
from dashboard.components.matrix import Cell, Row, matrix
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import organisations
from data_access.sheets.choices import SECTOR
from pages.organisations import wording
from pages.organisations.wording import Rows

# Organisations in one matrix; more of them are reached through the filters and the table.
ROWS = 60


def milestones(asked: Asked) -> Panel:
    """Organisation by milestone."""
    words = asked.words
    frame = organisations.milestones(asked.question)
    rows = list(frame.records())
    finding = _finding(rows, asked)
    n = len({row["organisation"] for row in rows})
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            *wording.organisation_columns(rows, asked),
            TableColumn("milestone", words.gettext("Milestone"), said=_milestone_names(rows, asked).__getitem__),
            TableColumn("due_on", words.gettext("Planned on"), Format.DATE),
            TableColumn("done_on", words.gettext("Done on"), Format.DATE),
            wording.status_column(asked),
        ],
        figure=_matrix(rows, finding, asked) if rows else None,
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Done on time: on or before the day planned; done ahead: done, and not due before the day shown here; "
            "overdue: not done, and the day planned has passed. Without a day of its own a milestone is due so many "
            "weeks after the cohort’s start as the sheet milestones says."
        ),
        source=naming.sheets(words, "organisations", "cohorts", "milestones", "progress"),
        n=wording.organisations(n, asked),
        notes=_left_out(n, asked),
        unavailable=None if rows else _nothing(asked),
    )


def _finding(rows: Rows, asked: Asked) -> str:
    words, counts = asked.words, Counter(row["status"] for row in rows)
    if not rows:
        return words.gettext("There are no milestones to follow")
    done = sum(counts[code] for code in ("done_on_time", "done_late", "ahead", "done"))
    said = words.ngettext(
        "{n} of {total} milestones is done", "{n} of {total} milestones are done", done, total=words.number(len(rows))
    )
    overdue = words.ngettext("{n} is overdue", "{n} are overdue", counts["overdue"])
    return f"{said}, {overdue}" if counts["overdue"] else said


def _matrix(rows: Rows, caption: str, asked: Asked) -> html.Div:
    words, named = asked.words, _milestone_names(rows, asked)
    order = sorted({(row["position"], row["milestone"]) for row in rows})
    columns = [milestone for _, milestone in order]
    each = [list(of_one) for _, of_one in groupby(rows, key=lambda row: row["organisation"])]
    called = wording.names(rows, asked)
    return matrix(
        [_row(of_one, columns, called, asked) for of_one in each[:ROWS]],
        columns=[named[milestone] for milestone in columns],
        corner=words.gettext("Organisation"),
        caption=caption,
        words=words,
    )


def _row(of_one: Rows, columns: list[str], called: Mapping[str, str], asked: Asked) -> Row:
    cells = {row["milestone"]: row for row in of_one}
    first = of_one[0]
    cohort = wording.cohorts([first], asked)[first["cohort"]]
    sector = naming.of_list(SECTOR, asked.words)(first["sector"])
    return Row(
        called[first["organisation"]],
        [_cell(cells.get(milestone), asked) for milestone in columns],
        href=wording.href(first, asked),
        note=f"{cohort} · {sector}",
    )


def _cell(row: Mapping[str, Any] | None, asked: Asked) -> Cell | None:
    if row is None or row["status"] == "undated":
        return None
    return Cell(row["status"], _distance(row, asked.question.as_of, asked), wording.href(row, asked))


def _distance(row: Mapping[str, Any], as_of: date, asked: Asked) -> str:
    """How late it was done or how long it has been overdue; of what is to come, the day."""
    if row["status"] == "planned":
        return asked.words.date(row["due_on"])
    if row["status"] not in ("done_late", "overdue"):
        return ""
    late = (row["done_on"] or as_of) - row["due_on"]
    return asked.words.gettext("+{days} d", days=asked.words.number(late.days))


def _milestone_names(rows: Rows, asked: Asked) -> dict[str, str]:
    return {row["milestone"]: naming.in_language(row, "milestone", asked.words, code="milestone") for row in rows}


def _left_out(n: int, asked: Asked) -> list[str]:
    if n <= ROWS:
        return []
    said = asked.words.gettext(
        "The matrix shows the first {drawn} of {n} organisations; choose a cohort, sector or region to see others, or "
        "open the table, which has them all.",
        drawn=ROWS, n=n,
    )  # fmt: skip
    return [said]


def _nothing(asked: Asked) -> str:
    if asked.question.filtered:
        return wording.nobody(asked)
    return asked.words.gettext(
        "Milestones are followed for organisations that have a cohort. Deliver the sheets cohorts, organisations (with "
        "the column cohort), milestones and progress, or choose a later day."
    )
