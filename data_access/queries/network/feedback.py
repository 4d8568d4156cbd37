"""What people say of the network's meetings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
from sqlalchemy import Select, Subquery, case, func, literal, select, union_all

from data_access.models import rows_of
from data_access.protection import PublishableFrame, names, protect
from data_access.queries.network.register import Register, register
from data_access.queries.rows import frame
from data_access.question import Question

RESPONSES = rows_of("responses")
SCALE = ("1", "2", "3", "4", "5")
ANSWERS = (*SCALE, "no", "yes")
LOW, HIGH = ("1", "2", "3", "no"), ("4", "5", "yes")


def feedback(question: Question) -> PublishableFrame:
    """Answers to the network's survey, two rows a question at most: of people reached, and anonymous ones.

    question; anonymous; scaled: whether answered from 1 to 5; answered; low: 1 to 3 or no; high: 4, 5 or yes;
    and a column for each answer, ``1`` ... ``5``, ``no``, ``yes``. Of a
    person the latest answer counts, of anonymous answers all: nobody knows whose they are, so the two are
    never added. With a region there are no anonymous ones. One query.
    """
    of = register(question)
    rows = _with_hidden(counted(of), of)

    def called(answer: str) -> pd.Series[str]:
        parts = rows["question"] + rows["anonymous"].map({True: " 1 ", False: " 0 "}) + answer
        return names.names(names.NETWORK, "feedback", of.day, parts, index=rows.index)

    numbers = (*ANSWERS, "low", "high", "answered")
    return protect(rows, question, named={one: called(one) for one in numbers})


def _with_hidden(rows: pd.DataFrame, of: Register) -> pd.DataFrame:
    """``rows`` and those without an answer yet whose numbers are hidden: a missing row would say so.

    One query more where there are any.
    """
    release = of.question.release
    parts = release.parts_hidden(names.NETWORK, "feedback", of.day)
    hidden = {(topic, bool(int(anonymous))) for topic, anonymous, _ in (part.rsplit(" ", 2) for part in parts)}
    hidden -= set(zip(rows["question"], rows["anonymous"], strict=True))
    if not hidden or release.closed_on is None:
        return rows
    later = counted(replace(of, day=release.closed_on))
    more = later[[one in hidden for one in zip(later["question"], later["anonymous"], strict=True)]]
    empty = more.assign(**dict.fromkeys((*ANSWERS, "low", "high", "answered"), 0))
    return pd.concat([rows, empty]).sort_values(["question", "anonymous"], ignore_index=True)


def counted(of: Register) -> pd.DataFrame:
    """The rows of ``feedback``, not protected. One query."""
    given = union_all(_latest(of), _anonymous(of)).subquery("given")
    columns = [func.sum(case((given.c.answer == one, 1), else_=0)).label(one) for one in ANSWERS]
    scaled = func.max(case((given.c.answer.in_(SCALE), 1), else_=0)).label("scaled")
    found = (
        select(given.c.question, given.c.anonymous, scaled, func.count().label("answered"), *columns)
        .group_by(given.c.question, given.c.anonymous)
        .order_by(given.c.question, given.c.anonymous)
    )
    rows = frame(of.question, found)
    for name in ("anonymous", "scaled"):
        rows[name] = rows[name].astype(bool)
    for name, answers in (("low", LOW), ("high", HIGH)):
        rows[name] = rows[list(answers)].sum(axis=1)
    return rows


def _latest(of: Register) -> Select[Any]:
    people = of.people()
    # Of two answers on one day the one further down in the file is the later.
    newest = func.row_number().over(
        partition_by=(RESPONSES.c.respondent, RESPONSES.c.question),
        order_by=(RESPONSES.c.answered_on.desc(), RESPONSES.c.id.desc()),
    )
    each: Subquery = (
        _answers(of, newest.label("newest")).join(people, people.c.member == RESPONSES.c.respondent).subquery("each")
    )
    return select(each.c.question, each.c.answer, literal(0).label("anonymous")).where(each.c.newest == 1)


def _anonymous(of: Register) -> Select[Any]:
    found = _answers(of, literal(1).label("anonymous")).where(RESPONSES.c.respondent.is_(None))
    return found.where(literal(1) == 0) if of.region else found


def _answers(of: Register, *columns: Any) -> Select[Any]:
    return select(RESPONSES.c.question, RESPONSES.c.answer, *columns).where(
        RESPONSES.c.programme_id == of.question.programme.id,
        RESPONSES.c.superseded.is_(None),
        RESPONSES.c.survey == "network_feedback",
        RESPONSES.c.answered_on <= of.day,
    )
