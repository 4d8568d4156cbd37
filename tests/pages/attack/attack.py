"""The attack: everything seen on all days, before and after a later delivery, put into one linear programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tests.pages.attack.equations import Law, laws
from tests.pages.attack.known import Key, Known
from tests.pages.attack.solving import MOST, Found, Unknowns, Wish

SUMS = ("value", "in_cells", "period")  # of the cells, and between two days
Truth = Mapping[Key, float]


@dataclass(frozen=True)
class Seen:
    """What was seen of one set of records, and what is true of them."""

    known: Known
    truth: Truth


def broken(seen: Sequence[Seen], *, exact: bool) -> list[str]:
    """What can be found out of a hidden number that could be kept back. ``seen``: of one delivery after the other."""
    found = [one for one in _Attack(seen, exact=exact).found() if one.narrow]
    if not found:
        return []
    # Numbers that must be shown may leave no room, whatever else is hidden.
    forced = {
        one.wish.name: one.high - one.low
        for one in _Attack(seen, exact=exact, closed=True).found([one.wish.name for one in found])
    }
    return [
        f"{one.wish.name} is {one.wish.value:g}, of {one.low:g} to {one.high:g}"
        for one in found
        if forced.get(one.wish.name, np.inf) > one.high - one.low + 1e-6
    ]


class _Attack:
    """``closed``: with everything hidden that may be, of the last records; what was shown of the ones before, and is
    taken for the same, is known without them.

    A number that is below 0 all the same, as who is in both registers counts once, nobody can know not to be.
    """

    def __init__(self, seen: Sequence[Seen], *, exact: bool, closed: bool = False) -> None:
        self._exact = exact
        self._seen = seen
        self._shown: list[dict[Key, float]] = [dict(one.known.shown) for one in seen]
        self._same = _same(seen)
        if closed:
            had = {key for key in self._same if key in self._shown[0]}
            kept = {key for key in self._shown[-1] if (exact and key.exact) or key in had}
            self._shown[-1] = {key: self._shown[-1][key] for key in kept}
        least: dict[object, float] = {}
        for at, one in enumerate(seen):
            for key in one.truth:
                if key not in self._shown[at]:
                    least[self._unknown(at, key)] = one.known.least.get(key, 0.0) if one.truth[key] >= 0 else -MOST
        self._unknowns = Unknowns(least)
        self._laws = [(at, law) for at, one in enumerate(seen) for law in self._true(one)]
        for at, law in self._laws:
            self._hold(at, law)

    def found(self, only: Sequence[str] | None = None) -> Iterator[Found]:
        """The interval of everything that must not be found out."""
        wishes = [one for one in self._wishes() if only is None or one.name in only]
        yield from self._unknowns.intervals([one for one in wishes if one.terms])
        yield from (Found(one, one.value, one.value) for one in wishes if not one.terms)

    def _true(self, one: Seen) -> list[Law]:
        """The laws that hold of these records: of a few rows some do not, and nobody can rely on those."""
        every = laws(set(one.truth), one.known.meetings, exact=self._exact)
        sums = ((law, sum(by * one.truth[key] for key, by in law.terms.items())) for law in every)
        return [law for law, total in sums if (abs(total) < 1e-6 if law.equal else total > -1e-6)]

    def _unknown(self, at: int, key: Key) -> object:
        return (0 if key in self._same and key not in self._shown[0] else at, key)

    def _apart(self, at: int, terms: Mapping[Key, float]) -> tuple[dict[object, float], float]:
        """The unknowns of a sum, and what the rest comes to."""
        unknown: dict[object, float] = {}
        rest = 0.0
        for key, by in terms.items():
            if key in self._shown[at]:
                rest += by * self._shown[at][key]
            else:
                unknown[self._unknown(at, key)] = by
        return unknown, rest

    def _hold(self, at: int, law: Law) -> None:
        unknown, rest = self._apart(at, law.terms)
        if unknown:
            self._unknowns.hold(unknown, -rest, -rest if law.equal else np.inf)

    def _wishes(self) -> Iterator[Wish]:
        for at, one in enumerate(self._seen):
            for key in one.known.open:
                value = one.truth[key]
                if 1 <= value < key.least:
                    yield Wish(f"{at} {key}", {self._unknown(at, key): 1.0}, 0.0, value, key.least)
        for at, law in self._laws:
            value = sum(by * self._seen[at].truth[key] for key, by in law.terms.items())
            if law.secret and not law.equal and 1 <= value < law.secret:
                yield Wish(f"{at} {dict(law.terms)}", *self._apart(at, law.terms), value, law.secret)


def _same(seen: Sequence[Seen]) -> set[Key]:
    """The numbers that a later delivery has left as they were, and that the attacker takes for the same.

    This is more than a reader knows: that a hidden number is the same nobody is told. But most of the records did not
    change, so who takes it for granted is mostly right. Left out are sums of other numbers: where these have changed
    and make up for each other, only the truth itself would tell that the sum has not.
    """
    if len(seen) < 2:
        return set()
    before, after = (one.truth for one in seen)
    return {key for key in before.keys() & after.keys() if before[key] == after[key] and key.measure not in SUMS}


def corrected(before: Seen, after: Seen, *, exact: bool) -> Iterator[str]:
    """Numbers shown of both records that differ by few, so that it is told that those few changed."""
    for key, value in after.known.shown.items():
        was = before.known.shown.get(key, value)
        total = key._replace(measure="value", part="")
        whole = key.whole or (key.least < 10 and after.known.shown.get(total) == value)
        # Who sees values exact sees in the cells what these are without the incomplete, which are looked at themselves.
        had = exact and (key.exact or key.measure == "in_cells")
        if 0 < abs(value - was) < key.least and not (whole or had):
            yield f"{key} was {was:g} and is {value:g}"
