"""One good practice: its story, who took it up and how far, its material."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, case, func, select

from data_access.protection import PublishableFrame, protect
from data_access.queries.practices.adoptions import NAMES, OWN, STAGES, TAKEN_UP, TITLES, admit, history
from data_access.queries.practices.spread import items
from data_access.queries.rows import current_rows, frame, once
from data_access.question import Question
from data_access.viewer import Forbidden, Role

EVENTS = (*OWN, *TAKEN_UP)


@once
def facts(question: Question, code: str) -> PublishableFrame:
    """What is known of the practice: one row.

    practice, title_fi, title_sv, title_en, theme, origin, link; organisation, name, name_sv, name_en: in which it
    arose (empty for all but the manager).

    Raises Forbidden where there is no such practice, or it is not for the viewer. One query.
    """
    admit(question, Role.MANAGER, Role.STEERING)
    practices, organisations = current_rows(question, "practices"), current_rows(question, "organisations")
    found = (
        select(
            *(practices.c[name] for name in ("practice", *TITLES, "theme", "origin", "organisation")),
            *(organisations.c[name] for name in NAMES),
            practices.c.link,
        )
        .outerjoin_from(practices, organisations, organisations.c.organisation == practices.c.organisation)
        .where(practices.c.practice == code)
    )
    rows = frame(question, found)
    if rows.empty:
        raise Forbidden(code)
    if question.viewer.role is not Role.MANAGER:
        rows[["organisation", *NAMES]] = None
    return protect(rows, question)


def story(question: Question, code: str) -> PublishableFrame:
    """When the practice reached what for the first time, in the order of EVENTS: event, on (empty: not by the day).

    Piloted, in use, embedded: by the first organisation. Two queries. Raises Forbidden as ``facts``.
    """
    facts(question, code)
    practices, reached = current_rows(question, "practices"), current_rows(question, "adoptions")
    first = select(
        *(func.min(case((reached.c.stage == stage, reached.c.reached_on))).label(stage) for stage in TAKEN_UP)
    ).where(reached.c.practice == code, reached.c.reached_on <= question.as_of).subquery("first")  # fmt: skip
    own = [_by(practices.c[f"{stage}_on"], question).label(stage) for stage in OWN]
    found = select(*own, *first.c).join_from(practices, first, practices.c.practice == code)
    days = frame(question, found).iloc[0]
    return protect(pd.DataFrame({"event": EVENTS, "on": [days[event] for event in EVENTS]}, dtype=object), question)


def uptake(question: Question, code: str) -> PublishableFrame:
    """How many organisations stand where with the practice: stage (in the order of STAGES), organisations.

    No rows where none has taken it up. Two queries. Raises Forbidden as ``facts``.
    """
    facts(question, code)
    reached = history(question)
    found = (
        select(reached.c.stage, func.count().label("organisations"))
        .where(reached.c.practice == code, reached.c.newest == 1)
        .group_by(reached.c.stage)
    )
    counts = frame(question, found)
    rows = pd.DataFrame({"stage": STAGES}).merge(counts, on="stage", how="left")
    rows["organisations"] = rows["organisations"].fillna(0).astype("int64")
    return protect(rows if len(counts) else rows.head(0), question)


def adopters(question: Question, code: str) -> PublishableFrame:
    """The stages each organisation reached with the practice, by its name and then in time; for the manager alone.

    organisation, name, name_sv, name_en, stage, reached_on, evidence, current: whether it stands there.
    Two queries. Raises Forbidden as ``facts``.
    """
    admit(question, Role.MANAGER)
    facts(question, code)
    organisations, reached = current_rows(question, "organisations"), history(question)
    found = (
        select(
            reached.c.organisation,
            *(organisations.c[name] for name in NAMES),
            reached.c.stage,
            reached.c.reached_on,
            reached.c.evidence,
            (reached.c.newest == 1).label("current"),
        )
        .outerjoin_from(reached, organisations, organisations.c.organisation == reached.c.organisation)
        .where(reached.c.practice == code)
        .order_by(organisations.c.name, reached.c.organisation, reached.c.newest.desc())
    )
    return protect(frame(question, found), question)


def material(question: Question, code: str) -> PublishableFrame:
    """What was published of the practice by the day, latest first.

    item, kind, published_on, channel, audience, reach (empty: unknown), outside: whether somebody outside the
    programme uses it, uptake_by: who (empty for all but the manager). Two queries. Raises Forbidden as ``facts``.
    """
    facts(question, code)
    every = items(question)
    rows = frame(question, every.where(every.selected_columns.practice == code))
    rows["outside"] = rows["uptake_by"].notna()
    if question.viewer.role is not Role.MANAGER:
        rows["uptake_by"] = None
    kept = ["item", "kind", "published_on", "channel", "audience", "reach", "outside", "uptake_by"]
    return protect(rows[kept], question)


def _by(day: ColumnElement[Any], question: Question) -> ColumnElement[Any]:
    return case((day <= question.as_of, day))
