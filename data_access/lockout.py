"""Failures to sign in, counted for all workers together: after some, each further one doubles the wait.

``who`` is a keyed hash of an address that was typed, or of a machine's; nothing here can be read back. An attempt
counts as a failure before it is made and is given back when it was none, so that many at once are as many failures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from data_access.models import sign_in_failures

SIGN_INS = "sign-ins"  # what a transaction that counts says that it writes to


@dataclass(frozen=True)
class Rule:
    """How many failures are free, the first wait, and the longest; how long a failure is remembered."""

    free: int
    first: timedelta
    longest: timedelta
    remembered: timedelta

    def wait(self, failures: int) -> timedelta:
        """The wait after so many failures in a row."""
        if failures <= self.free:
            return timedelta(0)
        doublings = min(failures - self.free - 1, 32)  # beyond, a timedelta overflows; every longest wait is shorter
        return min(self.first * (1 << doublings), self.longest)


@dataclass(frozen=True)
class Counted:
    """Whose failures are counted, and by which rule."""

    who: str
    rule: Rule


@dataclass(frozen=True)
class Standing:
    """Failures in a row, the last one's time, and until when no further attempt is made."""

    failures: int
    last_at: datetime
    closed_until: datetime | None


@dataclass(frozen=True)
class Turn:
    """Whether an attempt may be made; ``until``: until when it may not, or, once it has failed, no further one."""

    until: datetime | None
    given: bool


def standings(connection: Connection, whos: Iterable[str]) -> dict[str, Standing]:
    """How those stand who have failed. One query."""
    found = connection.execute(select(sign_in_failures).where(sign_in_failures.c.who.in_(list(whos))))
    return {row.who: Standing(row.failures, row.last_at, row.closed_until) for row in found}


def closed_until(known: Mapping[str, Standing], at: datetime) -> datetime | None:
    """Until when the one that stays closed longest is closed; None where an attempt may be made."""
    return max((one.closed_until for one in known.values() if one.closed_until and one.closed_until > at), default=None)


def failed(before: Standing | None, rule: Rule, at: datetime) -> Standing:
    """How somebody stands after a further failure at ``at``; one that lies long back is forgotten."""
    failures = before.failures if before and at - before.last_at < rule.remembered else 0
    wait = rule.wait(failures + 1)
    return Standing(failures + 1, at, at + wait if wait else None)


def given_back(before: Standing, at: datetime) -> Standing:
    """How somebody stands once the attempt that was counted at ``at`` was no failure."""
    return Standing(before.failures - 1, before.last_at, None if before.last_at == at else before.closed_until)


def turn(known: Mapping[str, Standing], counted: Sequence[Counted], at: datetime) -> tuple[Turn, dict[str, Standing]]:
    """Whether an attempt may be made of those who stand as ``known``, and how they stand if it fails."""
    until = closed_until(known, at)
    if until is not None:
        return Turn(until, given=False), {}
    after = {one.who: failed(known.get(one.who), one.rule, at) for one in counted}
    return Turn(closed_until(after, at), given=True), after


def count(connection: Connection, counted: Sequence[Counted], *, at: datetime) -> Turn:
    """Count a failure for each, and nothing where one of them is closed.

    In a transaction of ``writing(…, SIGN_INS)``, as all that follows here: two beside each other could count as one.
    """
    known = standings(connection, [one.who for one in counted])
    result, after = turn(known, counted, at)
    for who, standing in after.items():
        _keep(connection, who, standing, known=who in known)
    if after:
        _forget(connection, max(one.rule.remembered for one in counted), at)
    return result


def give_back(connection: Connection, counted: Sequence[Counted], *, at: datetime) -> None:
    """The attempt that was counted for each at ``at`` was no failure; only that one is given back."""
    for who, before in standings(connection, [one.who for one in counted]).items():
        standing = given_back(before, at)
        if standing.failures > 0:
            _keep(connection, who, standing, known=True)
        else:
            clear(connection, who)


def clear(connection: Connection, who: str) -> None:
    """Forget the failures: whoever it is has shown who they are."""
    connection.execute(delete(sign_in_failures).where(sign_in_failures.c.who == who))


def _keep(connection: Connection, who: str, standing: Standing, *, known: bool) -> None:
    if known:
        connection.execute(update(sign_in_failures).where(sign_in_failures.c.who == who).values(vars(standing)))
    else:
        connection.execute(insert(sign_in_failures).values(who=who, **vars(standing)))


def _forget(connection: Connection, remembered: timedelta, at: datetime) -> None:
    """Delete what counts no more: no row outlives its use, and the table stays small."""
    connection.execute(delete(sign_in_failures).where(sign_in_failures.c.last_at <= at - remembered))
