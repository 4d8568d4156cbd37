"""How long ago each organisation was last heard of."""

from __future__ import annotations

from sqlalchemy import select

from data_access.protection import PublishableFrame, protect
from data_access.queries.days import days_between
from data_access.queries.organisations.happenings import last_activity, last_day
from data_access.queries.organisations.milestones import named
from data_access.queries.organisations.standing import SILENT_WEEKS, chosen, still_in
from data_access.queries.rows import frame, once
from data_access.question import Question
from data_access.viewer import Forbidden


@once
def activity(question: Question) -> PublishableFrame:
    """One row for each organisation in the accelerator that has neither completed nor left, the longest silent first.

    Columns: organisation, name, name_sv, name_en, cohort, cohort_fi, cohort_sv, cohort_en, sector, region;
    last_on (the latest session held for it or attended by its people, milestone or action done, adoption or
    assessment; empty where there was none), weeks (whole weeks since), silent (none for over SILENT_WEEKS weeks).
    For a manager alone; raises Forbidden.
    """
    if question.viewer.restricted:
        raise Forbidden("activity")
    organisations, way = chosen(question)
    last = last_activity(question)
    rows = frame(
        question,
        select(*named(organisations), last.c.last_on, days_between(last_day(question), last.c.last_on).label("days"))
        .join(way, way.c.organisation == organisations.c.organisation)
        .outerjoin(last, last.c.organisation == organisations.c.organisation)
        .where(still_in(way), organisations.c.cohort.is_not(None))
        .order_by(last.c.last_on.is_not(None), last.c.last_on, organisations.c.name, organisations.c.organisation),
    )
    days = rows.pop("days")
    return protect(rows.assign(weeks=days // 7, silent=~(days <= SILENT_WEEKS * 7)), question)
