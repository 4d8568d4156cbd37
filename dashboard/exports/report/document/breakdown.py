"""Persons by gender and age group, and who is in the total only."""

from __future__ import annotations

from dashboard.exports.report.document.figure import Figure
from dashboard.exports.typst import Column, Table
from dashboard.i18n import Words
from data_access.protection import PublishableFrame
from data_access.sheets.choices import AGE_GROUP, GENDER


def breakdown(figure: Figure, cells: PublishableFrame, words: Words) -> Table | None:
    """A row per gender, a column per age group; None where the indicator has none, or counts nobody."""
    if cells.empty or figure.row["value"] == 0 or figure.row["lacks"]:
        return None
    said = {
        (row["gender"], row["age_group"]): words.gettext("hidden")
        if cells.is_hidden(at, "value")
        else words.number(row["value"])
        for at, row in enumerate(cells.records())
    }
    genders, groups = ([(one.code, getattr(one, words.language)) for one in known] for known in (GENDER, AGE_GROUP))
    return Table(
        caption=words.gettext("{code} by gender and age group at first registration", code=figure.code),
        columns=[Column(words.gettext("Gender"), 2), *(Column(name, 1, number=True) for _, name in groups)],
        rows=[[name, *(said[gender, group] for group, _ in groups)] for gender, name in genders],
    )


def incomplete(figure: Figure, words: Words) -> str:
    """How many are in the total alone and what is missing of them; empty where nobody is, or there is no breakdown."""
    row = figure.row
    if "incomplete" in figure.hidden:
        return words.gettext("How many count in the total only is hidden to protect privacy.")
    if not row["incomplete"]:
        return ""
    total = words.ngettext(
        "{n} person counts in the total only.", "{n} persons count in the total only.", row["incomplete"]
    )
    return " ".join(filter(None, (total, *(_lacking(figure, column, words) for column in ("gender", "age")))))


def _lacking(figure: Figure, what: str, words: Words) -> str:
    number = f"missing_{what}"
    if not figure.row[number] and number not in figure.hidden:
        return ""
    said = words.gettext("hidden") if number in figure.hidden else words.number(figure.row[number])
    if what == "gender":
        return words.gettext("Without gender: {n}.", n=said)
    return words.gettext("Without age group: {n}.", n=said)
