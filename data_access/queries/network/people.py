"""The people of the network: how many were reached, who returned, who stayed, how often they came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Executable, Select, case, func, select

from data_access.models import ledger
from data_access.protection import PublishableFrame, names, protect
from data_access.queries.buckets import HALF_YEARS
from data_access.queries.network.register import MEMBERS, Register, register, span
from data_access.queries.rows import current_rows, frame, once
from data_access.question import Question

# The fewest meetings of each class of ``frequency``
CLASSES = (1, 2, 3, 6, 11)


@once
def people(question: Question) -> PublishableFrame:
    """People at meetings, one row a month (a closed half-year for all but the manager), none left out.

    starts_on, ends_on; new: came for the first time; returned: had come in an earlier month; reached: new
    ones so far, which is P.7; before: those before; planned: P.7's planned path where a reporting period ends in the
    month; path: whether one does. Rows after the day asked for have the plan alone; no rows where nobody was reached.
    Three queries.
    """
    of = register(question)
    new, returned, planned = _new(of), returning(of), _planned(of)
    reached_to = of.buckets.of(of.day)
    found = span(of, [*new.index, *returned.index, *planned.index])
    rows = of.buckets.frame(found).join(new).join(returned).join(planned)
    for name in ("new", "returned"):
        rows[name] = rows[name].fillna(0).astype("int64").where(rows.index <= reached_to)
    rows["reached"] = rows["new"].cumsum()
    rows["path"] = rows["planned"].notna()
    rows["before"] = rows["reached"].shift(fill_value=0)
    rows = rows if len(new) else rows.head(0)
    ends = rows["ends_on"]
    called = {
        "reached": names.names("P.7", names.VALUE, ends, index=rows.index),
        # Before the first bucket nobody was reached, which is no secret.
        "before": names.names("P.7", names.VALUE, [None, *ends][: len(rows)], index=rows.index),
        "returned": names.names(names.NETWORK, "returned", ends, index=rows.index),
    }
    return protect(rows, question, named=called, follows={"new": ("reached", "before")})


def _new(of: Register) -> pd.DataFrame:
    """``new`` by bucket: the sum over P.7's entries; of a region those who are named, as the others have none."""
    if of.region:
        people = of.people()
        number = of.buckets.number(people.c.first_on)
        counted = select(number.label("number"), func.count().label("new")).group_by("number")
    else:
        number = of.buckets.number(ledger.c.counted_on)
        counted = (
            select(number.label("number"), func.sum(ledger.c.amount).label("new"))
            .where(of.reached())
            .group_by("number")
        )
    return frame(of.question, counted).set_index("number")


def returning(of: Register) -> pd.DataFrame:
    """``returned`` by bucket, not protected. One query."""
    visits = of.visits()
    number, first = of.buckets.number(visits.c.held_on), of.buckets.number(visits.c.first_on)
    returning = func.count(visits.c.member.distinct()).label("returned")
    counted = select(number.label("number"), returning).where(first < number).group_by("number")
    return frame(of.question, counted).set_index("number")


def _planned(of: Register) -> pd.DataFrame:
    """``planned`` by bucket: the target of the last reporting period that ends in it; none for a part of the people."""
    targets, periods = current_rows(of.question, "targets"), current_rows(of.question, "periods")
    found = (
        select(periods.c.ends_on, targets.c.value)
        .join_from(targets, periods, periods.c.period == targets.c.period)
        .where(targets.c.indicator == "P.7")
        .order_by(periods.c.ends_on)
    )
    rows = frame(of.question, found)
    if of.region:
        rows = rows.head(0)
    values = {of.buckets.of(day): value for day, value in zip(rows["ends_on"], rows["value"], strict=True)}
    return pd.DataFrame({"planned": pd.Series(values, dtype="float64")})


def retention(question: Question) -> PublishableFrame:
    """Members by the half-year they joined in, and how many came to a meeting in each closed half-year since.

    joined: the half-year's first day; half_years: since then, 0 for the one they joined in; members: who
    joined, whether they ever came or not; active: of whom came in it; share: active / members. Project staff are not
    members here. Two queries.
    """
    of = register(question)
    last = HALF_YEARS.of(HALF_YEARS.closed_on(of.day))
    size, came = joined(of)
    records = [
        (HALF_YEARS.starts_on(number), after, members, came.get((number, after), 0))
        for number, members in sorted(size.items())
        for after in range(last - number + 1)
    ]
    rows = pd.DataFrame(records, columns=["joined", "half_years", "members", "active"])
    rows["share"] = rows["active"] / rows["members"]
    numbers = [HALF_YEARS.of(day) for day in rows["joined"]]
    since = [HALF_YEARS.ends_on(one + after) for one, after in zip(numbers, rows["half_years"], strict=True)]
    of_joining = [HALF_YEARS.ends_on(one) for one in numbers]
    called = {
        "members": names.names(names.NETWORK, "members", of_joining, index=rows.index),
        "active": names.names(
            names.NETWORK, "active", since, [day.isoformat() for day in of_joining], index=rows.index
        ),
    }
    return protect(rows, question, named=called, follows={"share": ("members", "active")})


def joined(of: Register) -> tuple[Mapping[int, int], Mapping[tuple[int, int], int]]:
    """Members by the half-year they joined in, and by that and the half-years since how many came. Two queries.

    Not protected. Half-years by number (``HALF_YEARS``); nobody where there is none.
    """
    sizes, active = frame(of.question, _sizes(of)), frame(of.question, _active(of))
    size = dict(zip(sizes["number"], sizes["members"], strict=True))
    return size, {(row.number, row.half_years): row.active for row in active.itertuples()}  # type: ignore[misc]


def _joined(of: Register) -> Select[Any]:
    """member, joined_on: the earliest of all sources, on or before the day."""
    joined_on = func.min(MEMBERS.c.joined_on)
    staff = func.max(case((MEMBERS.c.project_staff.is_(True), 1), else_=0))
    return (
        of.members(MEMBERS.c.member, joined_on.label("joined_on"))
        .group_by(MEMBERS.c.member)
        .having(joined_on <= of.day, staff == 0)
    )


def _sizes(of: Register) -> Executable:
    joined = _joined(of).subquery("joined")
    number = HALF_YEARS.number(joined.c.joined_on)
    return select(number.label("number"), func.count().label("members")).group_by("number")


def _active(of: Register) -> Executable:
    joined, visits = _joined(of).subquery("joined"), of.visits()
    number = HALF_YEARS.number(joined.c.joined_on)
    after = HALF_YEARS.number(visits.c.held_on) - number
    return (
        select(
            number.label("number"), after.label("half_years"), func.count(visits.c.member.distinct()).label("active")
        )
        .join_from(joined, visits, visits.c.member == joined.c.member)
        .where(after >= 0)
        .group_by("number", "half_years")
    )


def frequency(question: Question) -> PublishableFrame:
    """How many people came to how many meetings: 1, 2, 3-5, 6-10, 11 and more.

    least, most (empty: no limit): meetings; people. No rows where nobody was
    reached. One query. All of them together are known from P.7.
    """
    of = register(question)
    found = times(of)
    rows = pd.DataFrame({"least": CLASSES, "most": _most(CLASSES), "people": list(found.values())})
    rows = rows if any(found.values()) else rows.head(0)
    parts = [str(one) for one in rows["least"]]
    called = names.names(names.NETWORK, "frequency", of.day, parts, index=rows.index)
    return protect(rows, question, named={"people": called})


def times(of: Register) -> Mapping[int, int]:
    """By the fewest meetings of each class how many people came to so many. Not protected. One query."""
    visits = of.visits()
    each = select(func.count().label("meetings")).select_from(visits).group_by(visits.c.member).subquery("each")
    least = case(*((each.c.meetings >= one, one) for one in sorted(CLASSES, reverse=True)))
    counted = select(least.label("least"), func.count().label("people")).group_by("least")
    found = {row.least: row.people for row in of.question.connection.execute(counted)}
    return {one: int(found.get(one, 0)) for one in CLASSES}


def _most(classes: Sequence[int]) -> list[int | None]:
    return [*(following - 1 for following in classes[1:]), None]
