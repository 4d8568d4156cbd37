"""The practices that arose in an organisation or that it took up."""

from __future__ import annotations

from sqlalchemy import and_, or_, select

from data_access.protection import PublishableFrame, protect
from data_access.queries.organisation.access import allow
from data_access.queries.rows import current_rows, frame
from data_access.question import Question


def practices(question: Question, code: str) -> PublishableFrame:
    """One row for each stage a practice reached in the organisation, practice by practice, the oldest stage first.

    Columns: practice, title_fi, title_sv, title_en, theme, arose_here (whether it is the organisation's own), stage
    (planned, piloted, in_use, embedded, dropped), reached_on, evidence. A practice that arose here and has
    not been taken up has one row with an empty stage.
    """
    allow(question, code)
    practice, adoption = current_rows(question, "practices"), current_rows(question, "adoptions")
    taken_up = and_(
        adoption.c.practice == practice.c.practice,
        adoption.c.organisation == code,
        adoption.c.reached_on <= question.as_of,
    )
    arose = and_(
        practice.c.organisation == code,
        or_(practice.c.identified_on.is_(None), practice.c.identified_on <= question.as_of),
    )
    rows = frame(
        question,
        select(
            *(practice.c[name] for name in ("practice", "title_fi", "title_sv", "title_en", "theme")),
            (practice.c.organisation.is_not(None) & (practice.c.organisation == code)).label("arose_here"),
            *(adoption.c[name] for name in ("stage", "reached_on", "evidence")),
        )
        .select_from(practice)
        .outerjoin(adoption, taken_up)
        .where(or_(adoption.c.stage.is_not(None), arose))
        .order_by(practice.c.practice, adoption.c.reached_on, adoption.c.id),
    )
    return protect(rows, question)
