"""What is shown of organisations all together or not at all (``data_access.releases.assessments``)."""

from __future__ import annotations

import pandas as pd

from data_access.protection import names
from data_access.question import Question


def closed(question: Question, topic: str, measure: str, parts: pd.Series[str]) -> pd.Series[bool]:
    """Whether each of the blocks is kept back on the question's day."""
    called = names.names(topic, measure, question.as_of, parts, index=parts.index)
    return ~called.isin(list(question.release.shown))
