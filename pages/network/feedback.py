"""The panel about what people say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import Series, distribution
from dashboard.i18n import Words
from dashboard.naming import sheets
from dashboard.panel import Asked, Format, Panel, TableColumn
from data_access.protection import PublishableFrame
from data_access.queries import network
from pages.network.said import notes, total

SCALE = ("1", "2", "3", "4", "5")


def feedback(asked: Asked) -> Panel:
    """Answers to the network's survey."""
    words = asked.words
    frame = network.feedback(asked.question)
    rows = list(frame.records())
    finding = _finding(words, rows)
    return Panel(
        finding=finding,
        frame=frame,
        columns=_columns(asked),
        figure=_figure(asked, frame),
        alternative=words.gettext("{finding}.", finding=finding),
        counted=words.gettext(
            "Answers to the survey network feedback. Of a person who was reached the latest answer to a question "
            "counts. Anonymous answers stand apart, since nobody knows whether two of them are one person's."
        ),
        source=sheets(words, "responses"),
        n=words.ngettext("{n} answer", "{n} answers", total(rows, "answered")),
        notes=[*_scale(words, rows), *notes(asked)],
        unavailable=None
        if rows
        else words.gettext(
            "Nobody has answered a survey of the network by this day. Answers come with the sheet responses, "
            "survey network_feedback."
        ),
    )


def _finding(words: Words, rows: Sequence[Mapping[str, Any]]) -> str:
    """Of the first question that can be told, how many answers are good."""
    known = next((row for row in rows if None not in (row["answered"], row["high"])), None)
    if known is None:
        return (
            words.gettext("What people say is hidden to protect privacy") if rows else words.gettext("No feedback yet")
        )
    good, answered = words.number(known["high"]), words.number(known["answered"])
    question = _asked(words, known["question"])
    if known["scaled"]:
        return words.gettext(
            "{good} of {answered} answers on “{question}” are 4 or 5", good=good, answered=answered, question=question
        )
    return words.gettext(
        "{good} of {answered} answers on “{question}” are yes", good=good, answered=answered, question=question
    )


def _asked(words: Words, code: str) -> str:
    """The question in words; the code itself where it is one of the programme's own."""
    known = {
        "helpful_for_integration": words.gettext("helpful for my integration"),
        "useful_for_work": words.gettext("useful for my work"),
        "uses_skills": words.gettext("uses the skills"),
    }
    return known.get(code, code.replace("_", " "))


def _who(words: Words, row: Mapping[str, Any]) -> str:
    name = _asked(words, row["question"])
    return words.gettext("{question}, anonymous", question=name) if row["anonymous"] else name


def _figure(asked: Asked, frame: PublishableFrame) -> go.Figure:
    """The answers from 1 to 5; where some of them are hidden, or none are from 1 to 5, those below and above."""
    words = asked.words
    scaled = frame.rows["scaled"].astype(bool)
    levels = [Series(answer, answer) for answer in SCALE]
    if bool(frame.hidden[list(SCALE)].to_numpy().any()) or not scaled.any():
        levels = [Series("low", words.gettext("1–3 or no")), Series("high", words.gettext("4, 5 or yes"))]
        scaled[:] = True
    return distribution.figure(frame.where(scaled), words=words, category=lambda row: _who(words, row), levels=levels)


def _scale(words: Words, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    if not any(row["scaled"] for row in rows):
        return []
    return [words.gettext("From 1, not at all, to 5, very much. The table has all questions and answers.")]


def _columns(asked: Asked) -> list[TableColumn]:
    words = asked.words
    answers = {**{answer: answer for answer in SCALE}, "no": words.gettext("no"), "yes": words.gettext("yes")}
    return [
        TableColumn(
            "question",
            words.gettext("Question"),
            link=lambda row: _evidence(asked, row["question"]),
            said=lambda code: _asked(words, code),
        ),
        TableColumn(
            "anonymous",
            words.gettext("Answered by"),
            said=lambda anonymous: words.gettext("anonymous") if anonymous else words.gettext("people reached"),
        ),
        TableColumn("answered", words.gettext("Answers"), Format.WHOLE),
        TableColumn("low", words.gettext("1–3 or no"), Format.WHOLE),
        TableColumn("high", words.gettext("4, 5 or yes"), Format.WHOLE),
        *(TableColumn(name, label, Format.WHOLE) for name, label in answers.items()),
    ]


def _evidence(asked: Asked, question: str) -> str | None:
    """The indicator that counts the answers to ``question``."""
    return asked.selection.at("/indicators", "R.2.9").href if question == "helpful_for_integration" else None
