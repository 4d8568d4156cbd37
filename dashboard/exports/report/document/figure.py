"""The figure of one indicator, as it was frozen and as the reader may see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard import achievement
from dashboard.components.value import UNKNOWN
from dashboard.exports.typst import Mark, mark
from dashboard.i18n import Words
from data_access import reports
from data_access.question import Question
from data_access.reports import Frozen


@dataclass(frozen=True)
class Figure:
    """``row``: of ``reports.figures``; ``hidden``: the columns of it whose numbers were taken out.

    ``told``: what the catalogue said of the indicator when the report was frozen. ``on``: the report's day.
    """

    row: Mapping[str, Any]
    hidden: frozenset[str]
    told: Mapping[str, Any]
    on: date

    @property
    def code(self) -> str:
        """The indicator's code."""
        return str(self.row["code"])

    def name(self, words: Words) -> str:
        """What the indicator counts, after its code."""
        return f"{self.code} {words.name(self.told['names'])}"

    def said(self, column: str, words: Words) -> str:
        """The number in the column, or that it is hidden, or that nobody knows it."""
        if column in self.hidden:
            return words.gettext("hidden to protect privacy")
        number = self.row[column]
        return UNKNOWN if number is None else words.number(number)

    def achieved(self, words: Words) -> str:
        """The value with its unit; in place of one that is not known, why."""
        if self.row["lacks"]:
            return achievement.lacking(self.row["lacks"], words)
        if self.row["value"] is None:
            return self.said("value", words)
        return achievement.amount(self.row["value"], self.row["unit"], words)

    def judgement(self, words: Words) -> Mark:
        """What people say of it, or that they have not."""
        given = self.row["judgement"]
        return mark(given, words) if given else Mark(words.gettext("not judged"))

    def pace(self, words: Words) -> Mark | None:
        """The value against its plan; None where either is not known."""
        pace = self.row["pace"]
        return None if pace is None else mark(achievement.STATUS[pace], words)


def figures(question: Question, frozen: Frozen) -> Sequence[Figure]:
    """The figures of the report, in its order."""
    frame = reports.figures(question, frozen)
    return [
        Figure(
            row,
            frozenset(name for name in row if frame.is_hidden(at, name)),
            frozen.content["definitions"][row["code"]],
            frozen.as_of,
        )
        for at, row in enumerate(frame.records())
    ]
