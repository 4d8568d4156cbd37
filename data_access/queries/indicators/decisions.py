"""Baselines and targets as they were decided, one decision after another, and what changed with each."""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import Any

import pandas as pd
from sqlalchemy import or_, select

from data_access.protection import PublishableFrame, protect
from data_access.queries.indicators.scope import asked
from data_access.queries.rows import current_rows, frame, once
from data_access.question import Question

TARGET, BASELINE, DEFINITION = "target", "baseline", "definition"


@once
def decisions(question: Question, code: str) -> PublishableFrame:
    """What grant decisions set for the indicator by the question's day, first to last; the last holds.

    Columns: valid_from (empty: from the start), baseline, target, decision.
    Raises Forbidden where there is no such indicator. One query.
    """
    indicator, decided = asked(code), current_rows(question, "indicators")
    found = frame(
        question,
        select(decided.c.valid_from, decided.c.baseline, decided.c.target, decided.c.decision)
        .where(decided.c.indicator == indicator.code)
        .where(or_(decided.c.valid_from.is_(None), decided.c.valid_from <= question.as_of))
        .order_by(decided.c.valid_from.is_not(None), decided.c.valid_from, decided.c.id),
    )
    return protect(found, question)


@once
def revisions(question: Question, code: str) -> PublishableFrame:
    """What changed of the indicator by the question's day, first to last: the target, the baseline, the definition.

    Columns: on (the day), what (TARGET, BASELINE, DEFINITION), before, after (numbers, empty where there was none; of
    the definition its versions), decision. Raises Forbidden where there is no such indicator. One query at first.
    """
    decided = list(decisions(question, code).records())
    rows: list[tuple[Any, ...]] = [
        (after["valid_from"], what, before[what], after[what], after["decision"])
        for before, after in pairwise(decided)
        for what in (TARGET, BASELINE)
        if after["valid_from"] and before[what] != after[what]
    ]
    rows += [
        (change.on, DEFINITION, change.version - 1, change.version, None)
        for change in asked(code).changes
        if change.on <= question.as_of
    ]
    columns = ["on", "what", "before", "after", "decision"]
    return protect(pd.DataFrame(sorted(rows, key=itemgetter(0)), columns=columns), question)
