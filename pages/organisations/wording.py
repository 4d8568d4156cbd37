"""What all panels of the organisations' page say in the same way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import naming
from dashboard.components import status
from dashboard.panel import Asked, Format, TableColumn
from data_access.sheets.choices import SECTOR

Rows = Sequence[Mapping[str, Any]]
# So many rows fit a figure; the table has them all.
DRAWN = 10


def href(row: Mapping[str, Any], asked: Asked) -> str:
    """The page of the row's organisation."""
    return asked.selection.at("/organisations", row["organisation"], status=None).href


def names(rows: Rows, asked: Asked) -> dict[str, str]:
    """What the organisations are called, by code; two of one name are told apart by their codes."""
    called = {row["organisation"]: naming.organisation(row, asked.words) for row in rows}
    shared = {name for name, times in Counter(called.values()).items() if times > 1}
    return {code: f"{name} ({code})" if name in shared else name for code, name in called.items()}


def cohorts(rows: Rows, asked: Asked) -> dict[str, str]:
    """What the organisations' cohorts are called, by code."""
    with_one = [row for row in rows if row["cohort"]]
    return {row["cohort"]: naming.in_language(row, "cohort", asked.words, code="cohort") for row in with_one}


def organisation_columns(rows: Rows, asked: Asked) -> list[TableColumn]:
    """The first columns of every table of organisations."""
    words, called = asked.words, names(rows, asked)
    return [
        TableColumn(
            "organisation", words.gettext("Organisation"), link=lambda row: href(row, asked), said=called.__getitem__
        ),
        TableColumn("cohort", words.gettext("Cohort"), said=cohorts(rows, asked).__getitem__),
        TableColumn("sector", words.gettext("Sector"), said=naming.of_list(SECTOR, words)),
        TableColumn("region", words.gettext("Region")),
    ]


def status_column(asked: Asked) -> TableColumn:
    """A column of status codes, in words."""
    words = asked.words
    return TableColumn("status", words.gettext("Status"), Format.TEXT, said=lambda code: status.word(code, words))


def organisations(n: int, asked: Asked) -> str:
    """How many organisations a figure rests on."""
    return asked.words.ngettext("{n} organisation", "{n} organisations", n)


def drawn(n: int, asked: Asked) -> list[str]:
    """That the figure leaves some out, where it does."""
    if n <= DRAWN:
        return []
    said = asked.words.gettext("The figure shows the first {drawn}; the table has all {n}.", drawn=DRAWN, n=n)
    return [said]


def nobody(asked: Asked) -> str:
    """In place of panels about the accelerator, where no organisation is in it."""
    words = asked.words
    if asked.question.filtered:
        return words.gettext("No organisation in the accelerator matches the filters. Take a filter away.")
    return words.gettext(
        "No organisation had joined a cohort by this day. Choose a later day, or deliver the sheets cohorts, "
        "organisations (with the column cohort), milestones and progress."
    )
