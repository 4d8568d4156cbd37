"""What every file tells of itself: facts, and for whom it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard import shell
from dashboard.i18n import Words
from data_access.question import Question
from data_access.viewer import Role


@dataclass(frozen=True)
class Fact:
    """What is told, and what of it: a text, a number or a day."""

    label: str
    value: str | int | date


def said(fact: Fact, words: Words) -> str:
    """What is told, in words."""
    if isinstance(fact.value, date):
        return words.date(fact.value)
    return words.number(fact.value) if isinstance(fact.value, int) else fact.value


def audience(question: Question, words: Words) -> str:
    """The role that the file is made for, and what that leaves out."""
    role = words.message(shell.ROLE_NAMES[question.viewer.role])
    if question.viewer.role is Role.MANAGER:
        return words.gettext("{role}: nothing is hidden, so pass it on only to those who may see everything", role=role)
    return words.gettext(
        "{role}: small numbers of people are hidden, single records of the peer network are not listed", role=role
    )
