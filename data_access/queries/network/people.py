"""The people of the network: how many were reached, who returned, who stayed, how often they came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Executable, Select, case, func, select

from data_access.models import ledger
from data_access.protection import PublishableFrame, Thresholds, protect
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
    ones so far, which is P.7; planned: P.7's planned path where a reporting period ends in the month; path:
    whether one does. Rows after the day asked for have the plan alone; no rows where nobody was reached.
    step, came: what hiding rests on. Three queries.

    For restricted readers ``reached`` is shown where none or at least ten came since it was last shown,
    and ``new`` where no difference of two values shown tells more.
    """
    of = register(question)
    new, returning, planned = _new(of), _returning(of), _planned(of)
    reached_to = of.buckets.of(of.day)
    found = span(of, [*new.index, *returning.index, *planned.index])
    rows = of.buckets.frame(found).join(new).join(returning).join(planned)
    for name in ("new", "returned"):
        rows[name] = rows[name].fillna(0).astype("int64").where(rows.index <= reached_to)
    rows["reached"] = rows["new"].cumsum()
    rows["path"] = rows["planned"].notna()
    rows = rows.join(_basis(rows["new"])) if len(new) else rows.head(0).assign(step=0, came=0)
    return protect(
        rows, question, counts=["returned", "step", "came"], rests_on={"reached": "step", "new": "came"}, network=True
    )


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


def _returning(of: Register) -> pd.DataFrame:
    """``returned`` by bucket."""
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


def _basis(new: pd.Series[int]) -> pd.DataFrame:
    """``step``: how many people part ``reached`` from its last value that may be shown; ``came``: those behind ``new``.

    Both up to the threshold, which also stands where nobody came: nothing is hidden there.
    """
    least = Thresholds().network
    steps, came = [], []
    since = 0
    for one in new.fillna(0).astype(int):
        since += one
        steps.append(least if since == 0 else min(since, least))
        # Less than the step: the value before is hidden, and would follow from this one.
        came.append(steps[-1] if one == since else 0)
        since = 0 if since >= least else since
    return pd.DataFrame({"step": steps, "came": came}, index=new.index)


def retention(question: Question) -> PublishableFrame:
    """Members by the half-year they joined in, and how many came to a meeting in each closed half-year since.

    joined: the half-year's first day; half_years: since then, 0 for the one they joined in; members: who
    joined, whether they ever came or not; active: of whom came in it; share: active / members; basis: what
    hiding the share rests on. Project staff are not members here. Two queries.
    """
    of = register(question)
    last = HALF_YEARS.of(HALF_YEARS.closed_on(of.day))
    sizes = frame(question, _sizes(of))
    active = frame(question, _active(of))
    size = dict(zip(sizes["number"], sizes["members"], strict=True))
    came = {(row.number, row.half_years): row.active for row in active.itertuples()}
    records = [
        (HALF_YEARS.starts_on(number), after, members, came.get((number, after), 0))
        for number, members in sorted(size.items())
        for after in range(last - number + 1)
    ]
    rows = pd.DataFrame(records, columns=["joined", "half_years", "members", "active"])
    rows["share"] = rows["active"] / rows["members"]
    basis = rows["active"].where(rows["active"] > 0, rows["members"])
    rows["basis"] = basis.clip(upper=Thresholds().network)
    return protect(rows, question, counts=["members", "active", "basis"], rests_on={"share": "basis"}, network=True)


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
    visits = register(question).visits()
    each = select(func.count().label("meetings")).select_from(visits).group_by(visits.c.member).subquery("each")
    least = case(*((each.c.meetings >= one, one) for one in sorted(CLASSES, reverse=True)))
    found = frame(question, select(least.label("least"), func.count().label("people")).group_by("least"))
    rows = pd.DataFrame({"least": CLASSES, "most": _most(CLASSES)}).merge(found, on="least", how="left")
    rows["people"] = rows["people"].fillna(0).astype("int64")
    rows = rows if len(found) else rows.head(0)
    totals = pd.Series("P.7", index=rows.index)
    return protect(rows, question, counts=["people"], totals=totals, network=True)


def _most(classes: Sequence[int]) -> list[int | None]:
    return [*(following - 1 for following in classes[1:]), None]
