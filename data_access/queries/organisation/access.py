"""Who may see what of one organisation, and that organisation as the other queries know it."""

from __future__ import annotations

from sqlalchemy import CTE, select

from data_access.queries.organisations.roster import described
from data_access.queries.rows import current_rows
from data_access.question import Question
from data_access.viewer import Forbidden, Role


def allow(question: Question, code: str, *, in_full: bool = True) -> None:
    """Raises Forbidden where the viewer may not see the organisation, or (``in_full``) not all of it."""
    if not question.viewer.may_see_organisation(code):
        raise Forbidden(code)
    if in_full and question.viewer.role is Role.STEERING:
        raise Forbidden(code)


def only(question: Question, code: str) -> CTE:
    """The one organisation: columns as in ``organisations.roster.taking_part``. Empty where there is none."""
    listed, cohorts = current_rows(question, "organisations"), current_rows(question, "cohorts")
    return (
        select(*described(listed, cohorts), listed.c.left_on, cohorts.c.starts_on)
        .select_from(listed.outerjoin(cohorts, cohorts.c.cohort == listed.c.cohort))
        .where(listed.c.organisation == code)
        .cte("only")
    )
