"""Where a practice arose and what happened to it when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from dash import html
from dash.development.base_component import Component

from dashboard.components.status import badge, word
from dashboard.i18n import Words
from dashboard.naming import in_language, of_list, organisation, sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.queries import practice
from data_access.sheets.choices import ORIGIN


def title(asked: Asked) -> str:
    """The practice's title; raises Forbidden where there is no such practice, or it is not for the reader."""
    facts = next(practice.facts(asked.question, asked.selection.key or "").records())
    return in_language(facts, "title", asked.words, code="practice")


def origin(asked: Asked) -> Panel:
    """Accelerator or network, organisation, theme, link."""
    words = asked.words
    frame = practice.facts(asked.question, asked.selection.key or "")
    facts = next(frame.records())
    finding = words.gettext("Where this practice arose is not recorded")
    if facts["origin"]:
        finding = words.gettext("It arose in: {origin}", origin=of_list(ORIGIN, words)(facts["origin"]))
    if facts["organisation"]:
        finding = words.gettext(
            "{finding}, at {organisation}", finding=finding, organisation=organisation(facts, words)
        )
    return Panel(
        finding=finding,
        frame=frame,
        columns=_columns(asked, facts),
        figure=_list(asked, facts),
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext("As it stands in the sheet practices."),
        source=sheets(words, "practices"),
    )


def _columns(asked: Asked, facts: Mapping[str, Any]) -> list[TableColumn]:
    words = asked.words
    columns = [
        TableColumn("practice", words.gettext("Practice")),
        TableColumn("theme", words.gettext("Theme"), link=lambda row: _of_theme(asked, row["theme"])),
        TableColumn("origin", words.gettext("Arose in"), said=of_list(ORIGIN, words)),
        TableColumn("link", words.gettext("Link")),
    ]
    if facts["organisation"]:
        where = TableColumn("organisation", words.gettext("Organisation"), link=lambda row: _organisation(asked, row))
        columns.insert(3, where)
    return columns


def _list(asked: Asked, facts: Mapping[str, Any]) -> Component:
    """The facts one below the other."""
    words = asked.words
    shown: list[tuple[str, Component | str | None]] = [
        (words.gettext("Code"), facts["practice"]),
        (words.gettext("Theme"), _theme(asked, facts["theme"])),
        (words.gettext("Arose in"), of_list(ORIGIN, words)(facts["origin"]) if facts["origin"] else None),
        (words.gettext("Link"), _link(facts["link"])),
    ]
    if facts["organisation"]:
        there = html.A(organisation(facts, words), href=_organisation(asked, facts))
        shown.insert(3, (words.gettext("Organisation"), there))
    unknown = words.gettext("not recorded")
    return html.Dl([part for term, what in shown for part in (html.Dt(term), html.Dd(what or unknown))],
                   className="facts")  # fmt: skip


def _theme(asked: Asked, theme: str | None) -> Component | None:
    return html.A(theme, href=_of_theme(asked, theme)) if theme else None


def _of_theme(asked: Asked, theme: str | None) -> str | None:
    return asked.selection.at("/practices", more={"theme": theme}).href if theme else None


def _organisation(asked: Asked, facts: Mapping[str, Any]) -> str:
    return asked.selection.at("/organisations", facts["organisation"]).href


def _link(link: str | None) -> Component | str | None:
    """The link as text, to be followed only where it leads to a page of the web; it tells nobody where from."""
    if not link or not followed(link):
        return link
    return html.A(link, href=link, rel="noopener noreferrer external")


def followed(link: str | None) -> bool:
    """Whether ``link`` may be followed: http or https to a host, nothing that runs."""
    try:
        parts = urlsplit(link or "")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def story(asked: Asked) -> Panel:
    """From identified to embedded."""
    words = asked.words
    frame = practice.story(asked.question, asked.selection.key or "")
    done = sorted((row for row in frame.records() if row["on"]), key=lambda row: row["on"])
    finding = words.gettext("Nothing has been recorded of this practice by this day")
    if done:
        last = done[-1]
        finding = words.gettext(
            "The latest step: {step}, {day}", step=word(last["event"], words), day=words.date(last["on"])
        )
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("event", words.gettext("Step"), said=lambda event: word(event, words)),
            TableColumn("on", words.gettext("For the first time"), Format.DATE),
        ],
        figure=html.Ol([_step(words, row) for row in done], className="story"),
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "The practice's own dates, and the first day on which an organisation piloted, used or embedded it."
        ),
        source=sheets(words, "practices", "adoptions"),
        unavailable=None
        if done
        else words.gettext("Dates come with the sheets practices and adoptions; choose a later day, or add them."),
    )


def _step(words: Words, row: Mapping[str, Any]) -> html.Li:
    day = row["on"]
    return html.Li([html.Time(words.date(day), dateTime=day.isoformat()), " ", badge(row["event"], words)])
