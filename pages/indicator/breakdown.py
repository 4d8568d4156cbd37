"""Persons by gender and age group at their first registration, and who is in no cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html

from dashboard import achievement, naming
from dashboard.charts import bars, theme
from dashboard.charts.series import Series
from dashboard.components import figure as graph
from dashboard.components.crosstab import Axis, crosstab
from dashboard.evidence.search import COUNTS
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.protection import PublishableFrame
from data_access.queries import indicators
from data_access.sheets.choices import AGE_GROUP, GENDER
from data_access.viewer import Forbidden, Role
from pages.indicator import entries
from pages.indicator.figure import Figure, on_the_day, unknown

_COLOURS = dict(zip((gender.code for gender in GENDER), theme.SHADES[1:], strict=True))


def panel(asked: Asked) -> Panel:
    """Raises Forbidden where the indicator counts no persons: there is no such panel."""
    words, found = asked.words, on_the_day(asked)
    if not found.indicator.breakdown:
        raise Forbidden("indicator-breakdown")
    frame = indicators.cells(asked.question, found.indicator.code)
    finding = _finding(found, asked)
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("gender", words.gettext("Gender"), said=naming.of_list(GENDER, words)),
            TableColumn("age_group", words.gettext("Age group"), said=naming.of_list(AGE_GROUP, words)),
            TableColumn("value", words.gettext("Persons"), Format.WHOLE, link=lambda row: _href(row, asked)),
        ],
        figure=_figure(frame, finding, asked),
        alternative=_alternative(frame, asked),
        counted=words.gettext(
            "Gender and age group are those at the person's first registration. Who has either unknown counts in the"
            " total only, so the cells may add up to less than the total."
        ),
        source=achievement.sources(found.indicator.code, words),
        notes=_incomplete(found, asked),
        unavailable=unknown(found, asked),
    )


def _finding(found: Figure, asked: Asked) -> str:
    words, row = asked.words, found.row
    if found.hidden("incomplete") or found.hidden("value"):
        return words.gettext("Gender and age of those counted; small numbers are hidden")
    if not row["value"]:
        return words.gettext("Nobody is counted yet")
    return words.ngettext(
        "Gender and age group of {n} of {all} persons are known",
        "Gender and age group of {n} of {all} persons are known",
        row["value"] - row["incomplete"],
        all=words.number(row["value"]),
    )


def _figure(frame: PublishableFrame, caption: str, asked: Asked) -> html.Div:
    words = asked.words
    genders = {one.code: getattr(one, words.language) for one in GENDER}
    groups = {one.code: getattr(one, words.language) for one in AGE_GROUP}
    hrefs = [_href(row, asked) for row in frame.records()]
    table = crosstab(
        frame,
        down=Axis("gender", words.gettext("Gender"), genders),
        across=Axis("age_group", words.gettext("Age group"), groups),
        value="value",
        caption=caption,
        words=words,
        hrefs=hrefs,
    )
    drawn = bars.figure(
        frame,
        words=words,
        category=lambda row: groups[row["age_group"]],
        series=[
            Series("value", name, colour=_COLOURS[code], rows={"gender": code}, named=True)
            for code, name in genders.items()
        ],
        hrefs=hrefs,
        horizontal=True,
    )
    alternative = _alternative(frame, asked)
    return html.Div([table, graph.figure(drawn, panel="indicator-breakdown", alternative=alternative, words=words)])


def _href(row: Mapping[str, Any], asked: Asked) -> str | None:
    """The entries of the cell, for who may see people with gender and age."""
    if asked.question.viewer.role is not Role.MANAGER or not row["value"]:
        return None
    return entries.href(asked, COUNTS, (row["gender"], row["age_group"]))


def _alternative(frame: PublishableFrame, asked: Asked) -> str:
    words = asked.words
    hidden = words.gettext("hidden to protect privacy")
    gender, group = naming.of_list(GENDER, words), naming.of_list(AGE_GROUP, words)
    cells = []
    for row in frame.records():
        said = hidden if row["value"] is None else words.number(row["value"])
        if row["value"] != 0:
            cells.append(f"{gender(row['gender'])}, {group(row['age_group'])}: {said}")
    return words.gettext("Persons by gender and age group: {cells}.", cells="; ".join(cells) or "0")


def _incomplete(found: Figure, asked: Asked) -> list[str]:
    """How many are in the total alone, and what is missing of them."""
    words, row = asked.words, found.row
    if not row["incomplete"]:
        return []
    total = words.ngettext(
        "{n} person counts in the total only.", "{n} persons count in the total only.", row["incomplete"]
    )
    lacks = (
        words.gettext("Without gender: {n}.", n=words.number(row["missing_gender"])) if row["missing_gender"] else "",
        words.gettext("Without age group: {n}.", n=words.number(row["missing_age"])) if row["missing_age"] else "",
    )
    return [" ".join(filter(None, (total, *lacks)))]
