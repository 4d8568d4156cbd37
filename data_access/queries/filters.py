"""What a reader may choose from to see a part of the programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from data_access.queries.organisations.roster import taking_part
from data_access.queries.organisations.standing import SILENT, STATUSES
from data_access.queries.rows import current_rows
from data_access.question import Period, Question
from data_access.sheets import Choice, sheet
from data_access.viewer import Role


@dataclass(frozen=True)
class Choices:
    """For each filter what occurs in the programme; empty where there is nothing to choose.

    ``cohorts``: names by language, of each code. ``statuses``: of ``organisations.STATUSES``, and for a manager
    ``organisations.SILENT``. ``periods``: the programme's reporting periods.
    """

    cohorts: Mapping[str, Mapping[str, str | None]]
    sectors: Sequence[Choice]
    regions: Sequence[str]
    statuses: Sequence[str]
    periods: Sequence[Period]


def choices(question: Question) -> Choices:
    """What a manager and the steering group choose from; for everybody else there are the periods alone. Two queries.

    Sectors and regions are those of organisations that take part by the question's day.
    """
    periods = question.programme.periods
    if question.viewer.role not in (Role.MANAGER, Role.STEERING):
        return Choices({}, (), (), (), periods)
    cohorts, everyone = _cohorts(question), taking_part(question)
    places = question.connection.execute(select(everyone.c.sector, everyone.c.region).distinct()).all()
    sectors = {row.sector for row in places}
    silent = () if question.viewer.restricted else (SILENT,)
    return Choices(
        cohorts=cohorts,
        sectors=[one for one in sheet("organisations").column("sector").choices if one.code in sectors],
        regions=sorted({row.region for row in places if row.region}),
        statuses=(*(STATUSES if cohorts else ()), *silent),
        periods=periods,
    )


def _cohorts(question: Question) -> Mapping[str, Mapping[str, str | None]]:
    cohort = current_rows(question, "cohorts")
    found = question.connection.execute(select(cohort).order_by(cohort.c.starts_on, cohort.c.cohort))
    return {row.cohort: {"fi": row.name_fi, "sv": row.name_sv, "en": row.name_en} for row in found}
