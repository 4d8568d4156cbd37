"""``dashboard indicators``: the figures for programs and for checks."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from dashboard.cli.base import number, read_programme, write_json
from dashboard.i18n import words
from dashboard.settings import Settings
from dashboard.today import today
from data_access.queries import indicators as figures
from data_access.question import Question, ask
from data_access.viewer import Role, Viewer

NUMBERS = ("value", "baseline", "target", "progress", "answered", "eligible", "incomplete")


def indicators(given: Namespace, settings: Settings) -> int:
    """``indicators``, as the manager sees them."""
    with read_programme(given.programme, settings) as (connection, about):
        viewer = Viewer(about.id, Role.MANAGER)
        question = ask(connection, viewer, about, today=today(), as_of=given.as_of)
        cells = _cells(question)
        rows = [_figure(row, cells.get(row["code"], {})) for row in figures.overview(question).records()]
    if given.format == "json":
        write_json({"programme": about.code, "as_of": question.as_of, "indicators": rows})
    else:
        _draw(rows, question)
    return 0


def _cells(question: Question) -> Mapping[str, Mapping[str, Any]]:
    """By indicator, the persons of each gender and age group in which there are any."""
    found: dict[str, dict[str, Any]] = {}
    for cell in figures.all_cells(question).records():
        found.setdefault(cell["code"], {})[f"{cell['gender']}|{cell['age_group']}"] = number(cell["value"])
    return found


def _figure(row: Mapping[str, Any], cells: Mapping[str, Any]) -> dict[str, Any]:
    said = {"code": row["code"], "unit": row["unit"]} | {name: number(row[name]) for name in NUMBERS}
    return {**said, "cells": {} if row["value"] is None else cells}


def _draw(rows: Sequence[Mapping[str, Any]], question: Question) -> None:
    english = words("en")
    drawn = Table(title=f"{question.programme.code} as of {english.date(question.as_of)}", box=None, pad_edge=False)
    for name in ("code", "unit"):
        drawn.add_column(name, no_wrap=True)
    for name in ("value", "baseline", "target", "progress", "answers", "incomplete"):
        drawn.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        numbers = {name: "–" if row[name] is None else english.number(row[name]) for name in NUMBERS}
        progress = "–" if row["progress"] is None else english.percent(row["progress"])
        answers = "–" if row["answered"] is None else f"{numbers['answered']} of {numbers['eligible']}"
        first = (row["code"], row["unit"], numbers["value"], numbers["baseline"], numbers["target"])
        drawn.add_row(*first, progress, answers, numbers["incomplete"])
    Console().print(drawn)
