"""Self-assessments of all organisations together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import Series, distribution
from dashboard.naming import in_language, of_list, sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.protection import PublishableFrame
from data_access.queries import organisations
from data_access.sheets.choices import ROUND
from pages.organisations import wording
from pages.organisations.wording import Rows


def maturity(asked: Asked) -> Panel:
    """How organisations spread over the levels, at baseline and in the latest round."""
    words = asked.words
    frame = organisations.maturity(asked.question)
    rows = list(frame.records())
    finding = _finding(frame, rows, asked)
    return Panel(
        finding=finding,
        frame=frame,
        columns=_columns(rows, asked),
        figure=_spread(frame, rows, asked) if rows else None,
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Each organisation counts once per dimension, with the level it gave itself (the facilitator’s where it "
            "gave none): at baseline, and in its latest later round. Rose and fell compare the same organisations."
        ),
        source=sheets(words, "assessments", "dimensions", "levels"),
        n=wording.organisations(max((row["assessed"] for row in rows), default=0), asked),
        notes=_whole_programme(asked),
        unavailable=None if rows else _nothing(asked),
    )


def _columns(rows: Rows, asked: Asked) -> list[TableColumn]:
    words = asked.words
    dimensions = {row["dimension"]: in_language(row, "dimension", words, code="dimension") for row in rows}
    levels = {row["level"]: in_language(row, "level", words, code="level") for row in rows}
    return [
        TableColumn("dimension", words.gettext("Dimension"), said=dimensions.__getitem__),
        TableColumn("at", words.gettext("Round"), said=lambda at: _round(at, asked)),
        TableColumn("level", words.gettext("Level"), said=levels.__getitem__),
        TableColumn("organisations", words.gettext("Organisations"), Format.WHOLE),
        TableColumn("share", words.gettext("Share"), Format.PERCENT),
        TableColumn("assessed", words.gettext("Assessed"), Format.WHOLE),
        TableColumn("again", words.gettext("Assessed twice"), Format.WHOLE),
        TableColumn("rose", words.gettext("Rose"), Format.WHOLE),
        TableColumn("fell", words.gettext("Fell"), Format.WHOLE),
    ]


def _finding(frame: PublishableFrame, rows: Rows, asked: Asked) -> str:
    words = asked.words
    if not rows:
        return words.gettext("There are no self-assessments")
    n = max(row["assessed"] for row in rows)
    compared = [row for row in rows if row["again"] and row["rose"] is not None]
    if not compared:
        if frame.hides:
            return words.gettext("Too few organisations have assessed themselves to be shown")
        return words.ngettext(
            "{n} organisation has assessed itself, none twice yet",
            "{n} organisations have assessed themselves, none twice yet",
            n,
        )
    most = max(compared, key=lambda row: row["rose"] / row["again"])
    return words.ngettext(
        "{n} of {again} organisations has risen in {dimension}, where most did",
        "{n} of {again} organisations have risen in {dimension}, where most did",
        most["rose"],
        again=words.number(most["again"]),
        dimension=in_language(most, "dimension", words, code="dimension"),
    )


def _spread(frame: PublishableFrame, rows: Rows, asked: Asked) -> go.Figure:
    words = asked.words
    levels = {row["level"]: in_language(row, "level", words, code="level") for row in rows}
    return distribution.figure(
        frame,
        words=words,
        category=lambda row: _category(row, asked),
        levels=[Series("organisations", levels[level], rows={"level": level}) for level in sorted(levels)],
    )


def _category(row: Mapping[str, Any], asked: Asked) -> str:
    dimension = in_language(row, "dimension", asked.words, code="dimension")
    return asked.words.gettext("{dimension}: {round}", dimension=dimension, round=_round(row["at"], asked))


def _round(at: str, asked: Asked) -> str:
    return of_list(ROUND, asked.words)(at) if at == "baseline" else asked.words.gettext("latest")


def _whole_programme(asked: Asked) -> list[str]:
    question = asked.question
    if not (question.viewer.restricted and question.filtered):
        return []
    return [asked.words.gettext("Shown for the whole programme; the filters do not apply here, to protect privacy.")]


def _nothing(asked: Asked) -> str:
    if asked.question.filtered and not asked.question.viewer.restricted:
        return asked.words.gettext("No organisation that matches the filters was assessed by this day.")
    return asked.words.gettext(
        "Nobody was assessed by this day. Deliver the sheets dimensions, levels and assessments, or choose a later day."
    )
