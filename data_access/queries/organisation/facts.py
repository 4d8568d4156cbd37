"""Who an organisation is and where it stands."""

from __future__ import annotations

from sqlalchemy import select

from data_access.protection import PublishableFrame, protect
from data_access.queries.organisation.access import allow, only
from data_access.queries.organisations.standing import on_the_way
from data_access.queries.rows import current_rows, frame, once
from data_access.question import Question
from data_access.viewer import Forbidden


@once
def facts(question: Question, code: str) -> PublishableFrame:
    """One row: who it is and where it stands on the question's day.

    Columns: organisation, name, name_sv, name_en, parent, authority, sector, region, cohort, cohort_fi,
    cohort_sv, cohort_en, joined_on, left_on, status (one of ``organisations.STATUSES``), days_ahead, completed_on.

    Raises Forbidden also where there is no such organisation.
    """
    allow(question, code, in_full=False)
    listed, cohorts = current_rows(question, "organisations"), current_rows(question, "cohorts")
    way = on_the_way(question, only(question, code))
    of_sheet = ("organisation", "name", "name_sv", "name_en", "parent", "authority", "sector", "region", "cohort")
    rows = frame(
        question,
        select(
            *(listed.c[name] for name in of_sheet),
            *(cohorts.c[f"name_{language}"].label(f"cohort_{language}") for language in ("fi", "sv", "en")),
            listed.c.joined_on,
            listed.c.left_on,
            way.c.status,
            way.c.days_ahead,
            way.c.completed_on,
        )
        .select_from(listed.join(way, way.c.organisation == listed.c.organisation))
        .outerjoin(cohorts, cohorts.c.cohort == listed.c.cohort),
    )
    if rows.empty:
        raise Forbidden(code)
    return protect(rows, question)
