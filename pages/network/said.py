"""What all panels of the network's page say in the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.charts.series import Category
from dashboard.i18n import Words
from dashboard.panel import Asked, Format, TableColumn


def step(asked: Asked, day: date) -> str:
    """The month that begins on ``day``; for readers who see half-years, the half-year."""
    if not asked.question.viewer.restricted:
        return asked.words.month(day)
    return half_year(asked.words, day)


def category(asked: Asked) -> Category:
    """The place of a row on a figure's axis: a day where there are months, so that all of them stand on one of time."""
    return (lambda row: step(asked, row["starts_on"])) if asked.question.viewer.restricted else "starts_on"


def half_year(words: Words, day: date) -> str:
    """The half-year that holds ``day``."""
    first = day.month <= 6
    return words.gettext("H1 {year}", year=day.year) if first else words.gettext("H2 {year}", year=day.year)


def step_column(asked: Asked, indicator: str | None = None) -> TableColumn:
    """The table's first column; with ``indicator`` it opens that one as of the step's end."""
    words = asked.words
    label = words.gettext("Half-year") if asked.question.viewer.restricted else words.gettext("Month")
    return TableColumn(
        "starts_on",
        label,
        Format.TEXT,
        link=(lambda row: evidence(asked, indicator, row)) if indicator else None,
        said=lambda day: step(asked, day),
    )


def evidence(asked: Asked, indicator: str, row: Mapping[str, Any]) -> str | None:
    """Where the indicator stands as of the end of the row's step; None after the day asked for."""
    if row["starts_on"] > asked.question.as_of:
        return None
    day = min(row["ends_on"], asked.question.as_of)
    return asked.selection.at("/indicators", indicator, period=None, as_of=day.isoformat()).href


def notes(asked: Asked) -> list[str]:
    """Which part of the network is shown, where it is not what was asked for."""
    words, question = asked.words, asked.question
    if question.viewer.restricted:
        return [words.gettext("Shown for the whole programme and closed half-years only; filters do not apply here.")]
    filters = question.filters
    if filters.cohort or filters.sector or filters.status:
        return [words.gettext("Only the region applies here: members of the network belong to no cohort or sector.")]
    return []


def total(rows: Sequence[Mapping[str, Any]], column: str) -> int:
    """The sum of the values that are known and shown."""
    return int(sum(row[column] or 0 for row in rows))


def no_meetings(words: Words) -> str:
    """In place of the panels about meetings, where there are none."""
    return words.gettext(
        "No network meeting has been held by this day, or none was delivered. Choose a later day or another region, "
        "or add meetings of the kind network to the sheet sessions."
    )


def no_register(words: Words) -> str:
    """In place of the panels about people, where nobody was registered one by one."""
    return words.gettext(
        "Nobody is known to have come by this day. People are counted where the sheets members and network attendance "
        "say who came to which meeting; headcounts alone cannot tell one person from another."
    )
