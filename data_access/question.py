"""A question to the data: who asks, of which programme, as of which day, of which part of it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, case, func, select, true

from data_access.models import ERASURE, deliveries, programmes, rows_of
from data_access.programmes import facts
from data_access.released import Release, released
from data_access.viewer import Forbidden, Role, Viewer


@dataclass(frozen=True)
class Period:
    """A reporting period of the programme."""

    code: str
    starts_on: date
    ends_on: date
    report_due_on: date | None


@dataclass(frozen=True)
class Programme:
    """The facts of a programme as they stand; ``names`` by language, only those that were given.

    ``periods`` are the reporting periods, or the calendar's half-years where none were delivered.
    ``data_version`` is the number of the last delivery and ``delivered_at`` the time of the last that brought anything.
    ``removed_on``: since when there are no rows about persons any more, as their time was over.
    """

    id: int
    code: str
    names: Mapping[str, str]
    starts_on: date
    ends_on: date
    funder: str | None
    funding_decision: str | None
    responsible_unit: str | None
    partners: str | None
    demonstration: bool
    periods: Sequence[Period]
    data_version: int
    delivered_at: datetime
    removed_on: date | None = None


@dataclass(frozen=True)
class Filters:
    """Which part of the programme; empty means all."""

    cohort: str | None = None
    sector: str | None = None
    region: str | None = None
    status: str | None = None


@dataclass(frozen=True)
class Question:
    """What a query answers. Made by ``ask`` alone, which decides what the viewer may ask.

    ``as_of`` is the day the answer is for: any day up to ``today`` for a manager, for everybody else
    the end of the last closed reporting period on or before the day they asked for. Without a closed
    period, it is the day before the programme starts: nothing is known yet.
    ``release``: the numbers of people that the viewer may see; of no meaning for a manager, who sees all.
    ``known``: a delivery, where rows are asked for as they stood with it; entries of the ledger have their own way.
    """

    connection: Connection
    viewer: Viewer
    programme: Programme
    as_of: date
    today: date
    filters: Filters = Filters()
    release: Release = field(default_factory=Release)
    known: int | None = None
    # What was answered already (``data_access.queries.rows.once``); lives as long as the question
    answers: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def filtered(self) -> bool:
        """Whether a part of the programme was asked for."""
        return self.filters != Filters()

    @property
    def part(self) -> Filters:
        """The filters that figures follow; ``filters`` themselves choose among organisations listed by name.

        None for restricted readers: filters put together single out one organisation, and two views that differ
        by a group give away what is hidden in it (design: *Privacy*).
        """
        return Filters() if self.viewer.restricted else self.filters


def programme(connection: Connection, code: str) -> Programme:
    """The programme ``code``. Raises Forbidden where there is none. Three queries."""
    found = connection.execute(select(programmes).where(programmes.c.code == code)).one_or_none()
    if found is None:
        raise Forbidden(code)
    known, periods_table = facts().subquery(), rows_of("periods")
    brought = case((deliveries.c.source != ERASURE, deliveries.c.loaded_at))
    last = select(func.max(deliveries.c.number).label("version"), func.max(brought).label("at"))
    of_it = last.where(deliveries.c.programme_id == found.id).subquery()
    both = select(known, of_it).join_from(known, of_it, true()).where(known.c.programme_id == found.id)
    told = connection.execute(both).one()
    periods = connection.execute(
        select(periods_table)
        .where(periods_table.c.programme_id == found.id, periods_table.c.superseded.is_(None))
        .order_by(periods_table.c.starts_on)
    )
    names = {"fi": told.name_fi, "sv": told.name_sv, "en": told.name_en}
    return Programme(
        id=found.id,
        code=found.code,
        names={language: name for language, name in names.items() if name},
        starts_on=told.starts_on,
        ends_on=told.ends_on,
        funder=told.funder,
        funding_decision=told.funding_decision,
        responsible_unit=told.responsible_unit,
        partners=told.partners,
        demonstration=found.demonstration,
        periods=tuple(Period(row.period, row.starts_on, row.ends_on, row.report_due_on) for row in periods)
        or half_years(told.starts_on, told.ends_on),
        data_version=told.version,
        delivered_at=told.at,
        removed_on=found.removed_on,
    )


def half_years(starts_on: date, ends_on: date) -> tuple[Period, ...]:
    """The calendar's half-years that hold the days, for a programme that has delivered no periods of its own."""
    halves = (
        Period(f"{year}H{half}", date(year, 6 * half - 5, 1), date(year, 6 * half, 30 if half == 1 else 31), None)
        for year in range(starts_on.year, ends_on.year + 1)
        for half in (1, 2)
    )
    return tuple(half for half in halves if half.starts_on <= ends_on and half.ends_on >= starts_on)


def ask(
    connection: Connection,
    viewer: Viewer,
    about: Programme,
    *,
    today: date,
    as_of: date | None = None,
    filters: Filters = Filters(),
) -> Question:
    """The question as this viewer may ask it. Raises Forbidden where it is another programme's viewer.

    The filters of an organisation and of a financier fall away: the one has its own figures, the other the whole.
    """
    if viewer.programme_id != about.id:
        raise Forbidden(about.code)
    wanted = min(as_of or today, today)
    if viewer.restricted:
        closed = [period.ends_on for period in about.periods if period.ends_on <= wanted and period.ends_on < today]
        wanted = max(closed, default=date.fromordinal(about.starts_on.toordinal() - 1))
    if viewer.role in (Role.ORGANISATION, Role.FINANCIER):
        filters = Filters()
    release = released(connection, about.id, viewer.role) if viewer.restricted else Release()
    return Question(connection, viewer, about, wanted, today, filters, release)
