"""How far the practices have come: from identified to embedded."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import ColumnElement, case, func, select

from data_access.protection import PublishableFrame, protect
from data_access.queries.practices.adoptions import OWN, STAGES, TAKEN_UP, TITLES, admit, history, listed
from data_access.queries.rows import frame
from data_access.question import Question
from data_access.viewer import Role

PIPELINE = (*OWN, *TAKEN_UP)


def pipeline(question: Question, *, theme: str | None = None) -> PublishableFrame:
    """One row a stage, in the order of PIPELINE: stage, practices (that reached it by the day), listed (all there are).

    The first four by the day on which a practice reached the stage; the others where at least one organisation,
    of those asked for, reached that stage or a farther one, whether or not it dropped the practice later.
    No rows where no practice is listed. One query.
    """
    admit(question, Role.MANAGER, Role.STEERING)
    practices, reached = listed(question, theme), history(question)
    by_practice = (
        select(
            reached.c.practice,
            *(func.max(case((reached.c.stage.in_(TAKEN_UP[at:]), 1), else_=0)).label(stage)
              for at, stage in enumerate(TAKEN_UP)),
        )
        .group_by(reached.c.practice)
        .subquery("by_practice")
    )  # fmt: skip
    own = [func.count(case((practices.c[f"{stage}_on"] <= question.as_of, 1))).label(stage) for stage in OWN]
    others = [func.count(case((by_practice.c[stage] == 1, 1))).label(stage) for stage in TAKEN_UP]
    counted = select(*own, *others, func.count().label("listed")).outerjoin_from(
        practices, by_practice, by_practice.c.practice == practices.c.practice
    )
    counts = frame(question, counted).iloc[0]
    rows = pd.DataFrame({"stage": PIPELINE, "practices": [int(counts[stage]) for stage in PIPELINE]})
    rows["listed"] = int(counts["listed"])
    return protect(rows if counts["listed"] else rows.head(0), question)


def practices(question: Question, *, theme: str | None = None) -> PublishableFrame:
    """The practices listed, most used first.

    practice, title_fi, title_sv, title_en, theme, origin; identified_on, documented_on, reviewed_on,
    published_on (empty after the day); and for each stage of an adoption the number of organisations, of those
    asked for, that stand there: planned, piloted, in_use, embedded, dropped. One query.
    """
    admit(question, Role.MANAGER, Role.STEERING)
    every, reached = listed(question, theme), history(question)
    stands = (
        select(
            reached.c.practice,
            *(func.count(case((reached.c.stage == stage, 1))).label(stage) for stage in STAGES),
        )
        .where(reached.c.newest == 1)
        .group_by(reached.c.practice)
        .subquery("stands")
    )
    numbers = {stage: func.coalesce(stands.c[stage], 0) for stage in STAGES}
    found = (
        select(
            *(every.c[name] for name in ("practice", *TITLES, "theme", "origin")),
            *(_known(every.c[f"{stage}_on"], question).label(f"{stage}_on") for stage in OWN),
            *(number.label(stage) for stage, number in numbers.items()),
        )
        .outerjoin_from(every, stands, stands.c.practice == every.c.practice)
        .order_by(
            (numbers["in_use"] + numbers["embedded"]).desc(),
            numbers["piloted"].desc(),
            numbers["planned"].desc(),
            every.c.practice,
        )
    )
    return protect(frame(question, found), question)


def themes(question: Question) -> PublishableFrame:
    """The practices by theme, most first: theme (empty: none given), practices, in_use.

    in_use: of which at least one organisation, of those asked for, has the practice in use or embedded on the day.
    One query.
    """
    admit(question, Role.MANAGER, Role.STEERING)
    every, reached = listed(question, None), history(question)
    using = (
        select(reached.c.practice)
        .where(reached.c.newest == 1, reached.c.stage.in_(("in_use", "embedded")))
        .distinct()
        .subquery("using")
    )
    count = func.count().label("practices")
    found = (
        select(every.c.theme, count, func.count(using.c.practice).label("in_use"))
        .outerjoin_from(every, using, using.c.practice == every.c.practice)
        .group_by(every.c.theme)
        .order_by(count.desc(), every.c.theme)
    )
    return protect(frame(question, found), question)


def _known(day: ColumnElement[object], question: Question) -> ColumnElement[object]:
    return case((day <= question.as_of, day))
