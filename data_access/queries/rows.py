"""From the sheets' tables to frames."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import pandas as pd
from sqlalchemy import Executable, Subquery

from data_access.models import current
from data_access.question import Question

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


def once(
    query: Callable[Concatenate[Question, Parameters], Answer],
) -> Callable[Concatenate[Question, Parameters], Answer]:
    """``query``, asked of the database once per question: the panels of a page share much. Answers are not changed."""

    @wraps(query)
    def answer(question: Question, /, *args: Parameters.args, **more: Parameters.kwargs) -> Answer:
        key = (query, args, *sorted(more.items()))
        if key not in question.answers:
            question.answers[key] = query(question, *args, **more)
        known: Answer = question.answers[key]
        return known

    return answer


def current_rows(question: Question, sheet: str) -> Subquery:
    """The rows of ``sheet`` in the question's programme that stand today, or as they were known, to join with."""
    return current(sheet, question.programme.id, known=question.known).subquery(sheet)


def frame(question: Question, statement: Executable) -> pd.DataFrame:
    """The answer to ``statement``, its columns named as there; asks the database once."""
    answer = question.connection.execute(statement)
    return pd.DataFrame([tuple(row) for row in answer], columns=list(answer.keys()))
