"""Checks before a report is submitted: what contradicts itself blocks, what is odd or missing is a warning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from data_access.protection import PublishableFrame
from data_access.question import Filters, Question
from data_access.reports.checks.answers import unanswered
from data_access.reports.checks.baselines import assessed, decided
from data_access.reports.checks.figures import contradictions, wanting
from data_access.reports.checks.finding import COLUMNS
from data_access.reports.checks.pace import fallen, jumps
from data_access.reports.checks.registers import incomplete, unattended
from data_access.reports.checks.shown import dated, shown
from data_access.reports.checks.spelling import alike
from data_access.reports.frozen import Frozen
from data_access.viewer import Forbidden


def findings(question: Question) -> pd.DataFrame:
    """What was found as of the question's day in the whole programme: a row per finding, what blocks first.

    Columns: check (see ``data_access.checks.Check``), blocking; code: the indicator; sheet and row_id: the row,
    record: its code, source, file and line: where it came from; found and expected: numbers, where the check compares
    any; on: the day of the record; until: the day it should not lie after, or by which it can be mended; like: the
    codes that a code is like; each empty where the finding has none. people: found and expected are numbers of
    people; network: of the peer network, or the record is. Not protected. A fixed number of queries.
    """
    whole = replace(question, filters=Filters()) if question.filtered else question
    return pd.concat([pd.DataFrame(columns=list(COLUMNS), dtype=object), *_found(whole)], ignore_index=True)


def checks(question: Question, report: Frozen) -> PublishableFrame:
    """What the report froze, as the viewer may see it. One query.

    Columns: those of ``findings`` without people and network, and ``opens`` (see ``shown``). Raises Forbidden for the
    steering group and for an organisation.
    """
    return shown(question, dated(pd.DataFrame([*report.content["checks"]], columns=list(COLUMNS), dtype=object)))


def today(question: Question) -> PublishableFrame:
    """What the records give today for the question's day, in the columns of ``checks``.

    A fixed number of queries. Raises Forbidden for all but the manager: what was not submitted is the project's own.
    """
    if question.viewer.restricted:
        raise Forbidden("checks")
    return shown(question, findings(question))


def _found(question: Question) -> Iterator[pd.DataFrame]:
    yield from contradictions(question)
    yield fallen(question)
    yield jumps(question)
    yield alike(question)
    yield from unanswered(question)
    yield unattended(question)
    yield from incomplete(question)
    yield decided(question)
    yield assessed(question)
    yield from wanting(question)
