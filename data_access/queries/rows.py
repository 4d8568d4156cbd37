"""From the sheets' tables to frames."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Executable, Subquery

from data_access.models import current
from data_access.question import Question


def current_rows(question: Question, sheet: str) -> Subquery:
    """The rows of ``sheet`` in the question's programme that stand today, to join with."""
    return current(sheet, question.programme.id).subquery(sheet)


def frame(question: Question, statement: Executable) -> pd.DataFrame:
    """The answer to ``statement``, its columns named as there; asks the database once."""
    answer = question.connection.execute(statement)
    return pd.DataFrame([tuple(row) for row in answer], columns=list(answer.keys()))
