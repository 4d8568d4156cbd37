"""What organisations have made of the practices, and whom a question about practices is about."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select

from data_access.queries.rows import current_rows
from data_access.question import Question
from data_access.sheets.choices import STAGE
from data_access.viewer import Forbidden, Role

# The dates of a practice itself, and what organisations make of it, each in order
OWN = ("identified", "documented", "reviewed", "published")
TAKEN_UP = ("piloted", "in_use", "embedded")
STAGES = tuple(choice.code for choice in STAGE)
TITLES = ("title_fi", "title_sv", "title_en")
NAMES = ("name", "name_sv", "name_en")


def admit(question: Question, *roles: Role) -> None:
    """Raise Forbidden for viewers of other roles than ``roles``."""
    if question.viewer.role not in roles:
        raise Forbidden("practices")


def listed(question: Question, theme: str | None) -> Subquery:
    """The practices of ``theme``, or all; but not one whose every date is after the day."""
    every = current_rows(question, "practices")
    days = [every.c[f"{stage}_on"] for stage in OWN]
    known = or_(and_(*(day.is_(None) for day in days)), *(day <= question.as_of for day in days))
    found = select(every).where(known)
    return (found if theme is None else found.where(every.c.theme == theme)).subquery("listed")


def history(question: Question) -> Subquery:
    """The stages reached by the day, at the organisations asked for; ``newest``: 1 at the latest of each pair.

    Of two stages reached on one day the farther one is the later.
    """
    reached = current_rows(question, "adoptions")
    farther = case({stage: place for place, stage in enumerate(STAGES)}, value=reached.c.stage)
    newest = func.row_number().over(
        partition_by=(reached.c.organisation, reached.c.practice),
        order_by=(reached.c.reached_on.desc(), farther.desc(), reached.c.id.desc()),
    )
    rows = select(reached, newest.label("newest")).where(reached.c.reached_on <= question.as_of)
    return rows.where(*of_those_asked_for(question, reached.c.organisation)).subquery("history")


def of_those_asked_for(question: Question, organisation: ColumnElement[str]) -> list[ColumnElement[bool]]:
    """Conditions that hold ``organisation`` to the cohort, sector and region of the question; none without filters.

    Restricted readers get all of them: filters would single out what one organisation uses.
    """
    part = question.part
    chosen = {"cohort": part.cohort, "sector": part.sector, "region": part.region}
    if not any(chosen.values()):
        return []
    organisations = current_rows(question, "organisations")
    same = [organisations.c[name] == value for name, value in chosen.items() if value]
    return [organisation.in_(select(organisations.c.organisation).where(*same))]
