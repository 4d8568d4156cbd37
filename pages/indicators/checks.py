"""Checks that fail, each with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from dashboard import achievement, checks, naming
from dashboard.components.status import badge
from dashboard.i18n import Words
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.checks import CONTRADICTIONS, Check
from data_access.queries import indicators
from pages.indicators.figures import href


def panel(asked: Asked) -> Panel:
    """One row per indicator and check that fails; the figure lists each check once."""
    words = asked.words
    frame = indicators.checks(asked.question)
    rows = list(frame.records())
    finding = _finding(rows, words)
    return Panel(
        finding=finding,
        frame=frame,
        columns=[
            TableColumn("code", words.gettext("Indicator"), link=lambda row: href(row, asked)),
            TableColumn("check", words.gettext("Check"), said=lambda check: checks.label(check, words)),
            TableColumn("found", words.gettext("Found"), Format.NUMBER),
            TableColumn("expected", words.gettext("Expected"), Format.NUMBER),
        ],
        figure=_listed(rows, asked),
        alternative=finding,
        counted=words.gettext(
            "Figures are checked against one another: a part is never more than the whole, cells and incomplete records"
            " add up to the value, nobody answers who was not asked, and what once counted goes on counting."
        ),
        source=naming.sheets(words, "indicators", "participants", "members", "responses"),
    )


def _finding(rows: Sequence[Mapping[str, Any]], words: Words) -> str:
    failing = {Check(row["check"]) for row in rows}
    if not failing:
        return words.gettext("All checks pass")
    wrong = len(failing & CONTRADICTIONS)
    if not wrong:
        return words.ngettext(
            "No figure contradicts another; {n} check points to missing data",
            "No figure contradicts another; {n} checks point to missing data",
            len(failing),
        )
    return words.ngettext("{n} check finds figures that contradict each other",
                          "{n} checks find figures that contradict each other", wrong)  # fmt: skip


def _listed(rows: Sequence[Mapping[str, Any]], asked: Asked) -> html.Ul | html.P:
    if not rows:
        return html.P(badge("passed", asked.words))
    failing = [check for check in Check if any(row["check"] == check for row in rows)]
    failing.sort(key=lambda check: check not in CONTRADICTIONS)
    return html.Ul([_item(check, [row for row in rows if row["check"] == check], asked) for check in failing],
                   className="attention")  # fmt: skip


def _item(check: Check, rows: Sequence[Mapping[str, Any]], asked: Asked) -> html.Li:
    links: list[Any] = []
    for row in rows:
        links += [html.A(row["code"], href=href(row, asked), title=achievement.name(row["code"], asked.words)), " "]
    return checks.listed(check, "failed" if check in CONTRADICTIONS else "unknown", html.Span(links), asked.words)
