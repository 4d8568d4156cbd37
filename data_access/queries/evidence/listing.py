"""Entries counted and left out, paged, sorted and searchable, and how many there are of each kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func

from data_access.catalogue import indicators
from data_access.protection import PublishableFrame, protect
from data_access.queries.evidence.places import PLACE
from data_access.queries.evidence.visible import OF_PERSONS, Visible
from data_access.queries.evidence.wanted import BY_DAY, EVERYTHING, Order, Wanted
from data_access.queries.indicators.scope import asked
from data_access.queries.rows import frame
from data_access.question import Question

COLUMNS = ("indicator", "unit", "counted_on", "amount", "reason", *OF_PERSONS, "sheet", "row_id", *PLACE)

# Orders entries by what they say, never by their number in the ledger, which a later delivery changes
_LASTING = ["counted_on", "unit", "sheet", "row_id", "reason", "amount", "gender", "age_group", "session_kind"]


@dataclass(frozen=True)
class Page:
    """One page of ``total`` entries."""

    entries: PublishableFrame
    total: int


def entries(
    question: Question,
    code: str,
    wanted: Wanted = EVERYTHING,
    *,
    order: Order = BY_DAY,
    page: int = 1,
    page_size: int = 50,
    known: int | None = None,
) -> Page:
    """One page of the indicator's entries dated by the question's day, or without a day. Two queries.

    ``known``: a delivery; the entries as they stood with it.
    Columns: indicator, unit, counted_on, amount, reason (empty where it counts), gender, age_group, organisation,
    cohort, session_kind, sheet, row_id, file, line, delivery, source.
    Raises Forbidden for the steering group, where there is no such indicator, and where a cell is asked for by who
    sees people without gender and age.
    """
    seen = Visible(question, [asked(code)], known=known)
    total = question.connection.execute(wanted.among(seen, func.count())).scalar_one()
    ranks = order.ranks(seen)
    ranked = wanted.among(seen, *seen.columns(), *ranks, located=order.looks_up(seen)).order_by(*order.of(ranks))
    one = ranked.limit(page_size).offset((max(page, 1) - 1) * page_size).subquery("one_page")
    listed = seen.with_places(one).order_by(*order.of([one.c[rank.name] for rank in ranks]))
    return Page(protect(frame(question, listed)[list(COLUMNS)], question), int(total))


def register(question: Question, *, known: int, as_of: date) -> PublishableFrame:
    """All entries of all indicators by the day ``as_of``, as they stood with the delivery ``known``. One query.

    Columns and Forbidden as ``entries`` has them. In the catalogue's order of indicators, then by day, entries
    without one last.
    """
    declared = list(indicators().values())
    seen = Visible(replace(question, as_of=as_of), declared, known=known)
    everything = seen.select(*seen.columns()).subquery("everything")
    rows = frame(question, seen.with_places(everything))[list(COLUMNS)]
    place = rows["indicator"].map({one.code: number for number, one in enumerate(declared)})
    ordered = rows.assign(place=place).sort_values(["place", *_LASTING], ignore_index=True).drop(columns="place")
    return protect(ordered, question)


def summary(question: Question, code: str) -> PublishableFrame:
    """How many entries count and how many were left out, by reason and register. One query.

    A restricted reader gets the numbers of those entries that they see one by one.

    Columns: reason (empty where it counts), register (accelerator, network; both: the difference that makes
    persons of both count once; empty where no person's record is behind it), entries, amount.
    Raises Forbidden as ``entries`` does.
    """
    seen = Visible(question, [asked(code)], singly=question.viewer.restricted)
    register, left_out = seen.register.label("register"), seen.entry.left_out
    amount = func.sum(seen.entry.amount).label("amount")
    found = frame(
        question,
        seen.select(left_out.label("reason"), register, func.count().label("entries"), amount)
        .group_by(left_out, register)
        .order_by(left_out.is_not(None), left_out, register),
    )
    return protect(found, question)
