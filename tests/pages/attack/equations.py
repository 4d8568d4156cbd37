"""What is known to everybody about the numbers of one set of records, whatever they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, product

from tests.pages.attack.known import DIMENSIONS, GONE, NETWORK, Key
from tests.pages.attack.programmes import OPENED, PERIODS

DAYS = [ends_on for _, _, ends_on in PERIODS]
CELLS = [
    f"{gender} {age}" for gender, age in product(("female", "male", "non_binary"), ("under_18", "18_60", "over_60"))
]
EVERY = [*CELLS, "incomplete"]
MAIN = {"O.2.3.3": "O.2.3", "R.2.9": "O.2.3", "P.5": "P.3", "P.6": "P.3"}
SURVEYS = ("R.2.9", "P.5", "P.6")
BOTH = ("O.2.3", "O.2.3.3")  # count people of both registers
LATEST = SURVEYS  # who counts can count no more later
CLASSES = (1, 2, 3, 6, 11)
MOST = (1, 2, 5, 10)


@dataclass(frozen=True)
class Law:
    """A sum of numbers that is 0, or not below 0. ``secret``: below which the sum itself must not be found out."""

    terms: Mapping[Key, float]
    equal: bool = False
    secret: int | None = None


def laws(keys: set[Key], meetings: Mapping[date, int], *, exact: bool) -> Iterator[Law]:
    """All that hold. ``keys``: the numbers there are; ``exact``: the reader has totals exact."""
    for law in (*_indicators(keys, exact), *_network(keys), *_together(keys, exact), *_meetings(keys, meetings)):
        if law.terms.keys() <= keys:
            yield law


def less(one: Key, other: Key) -> dict[Key, float]:
    """One number less another."""
    return {one: 1.0, other: -1.0}


def _indicators(keys: set[Key], exact: bool) -> Iterator[Law]:
    for code, day in product(OPENED, DAYS):
        value = Key(code, "value", day)
        yield Law({**{Key(code, "cell", day, part): 1.0 for part in EVERY}, value: -1.0}, equal=True)
        incomplete = Key(code, "cell", day, "incomplete")
        yield Law({Key(code, "in_cells", day): 1.0, incomplete: 1.0, value: -1.0}, equal=True)
        gender, age = Key(code, "missing_gender", day), Key(code, "missing_age", day)
        for lacking in (gender, age):
            yield Law(less(incomplete, lacking), secret=incomplete.least)
        yield Law({gender: 1.0, age: 1.0, incomplete: -1.0}, secret=incomplete.least)
        for dimension in DIMENSIONS:
            parts = {one: 1.0 for one in keys if one[:3] == (code, dimension, day)}
            if parts:
                yield Law({**parts, value: -1.0}, equal=True)
        yield from _periods(code, day)
    for before, day in pairwise(DAYS):
        for one in [
            key
            for key in keys
            if key.day == day
            and key.measure in ("value", "cell", "answered", "missing_gender", "missing_age", *DIMENSIONS)
            # What belongs to none or to the network holds what makes persons of both registers count once: it may fall.
            and not (key.topic in BOTH and key.measure in DIMENSIONS and key.part in (GONE, NETWORK))
        ]:
            if one.topic in OPENED and not (one.topic in LATEST and one.measure != "answered"):
                yield Law(less(one, one._replace(day=before)), secret=None if exact and one.exact else one.least)


def _periods(code: str, day: date) -> Iterator[Law]:
    until = [(period, ends_on) for period, _, ends_on in PERIODS if ends_on <= day]
    parts = {Key(code, "period", ends_on, period): -1.0 for period, ends_on in until}
    yield Law({Key(code, "value", day): 1.0, Key(code, "period", day, GONE): -1.0, **parts}, equal=True)
    period, ends_on = until[-1]
    if len(until) > 1:
        grown = {Key(code, "value", ends_on): 1.0, Key(code, "value", until[-2][1]): -1.0}
        yield Law({Key(code, "period", ends_on, period): -1.0, **grown}, equal=True)


def _together(keys: set[Key], exact: bool) -> Iterator[Law]:
    """Sub-indicators and main ones, answers and those asked."""
    for (code, main), day in product(MAIN.items(), DAYS):
        yield Law(less(Key(main, "value", day), Key(code, "value", day)), secret=None if exact else 5)
        for part in EVERY:
            yield Law(less(Key(main, "cell", day, part), Key(code, "cell", day, part)), secret=5)
    for code, day in product(SURVEYS, DAYS):
        value, answered, eligible = (Key(code, one, day) for one in ("value", "answered", "eligible"))
        yield Law(less(answered, value), secret=None if exact else 5)
        yield Law(less(eligible, answered), secret=None if exact else 5)
        yield Law(less(eligible, Key(MAIN[code], "value", day)), equal=True)
    for day in DAYS:
        # Who counts for the network in O.2.3 is a member who came; the others are in both registers.
        yield Law(less(Key("P.7", "value", day), Key("O.2.3", "session_kind", day, NETWORK)), secret=10)
        for one, kind in (("P.3", "training"), ("O.2.3.3", "mentoring")):
            yield Law(less(Key(one, "value", day), Key("O.2.3", "session_kind", day, kind)), secret=5)


def _network(keys: set[Key]) -> Iterator[Law]:
    for before, day in zip((None, *DAYS), DAYS, strict=False):
        new = {Key("P.7", "value", day): 1.0, **({Key("P.7", "value", before): -1.0} if before else {})}
        returned, came = Key(NETWORK, "returned", day), Key(NETWORK, "participations", day)
        if before:
            yield Law(less(Key("P.7", "value", before), returned), secret=10)
        yield Law({came: 1.0, returned: -1.0, **{one: -by for one, by in new.items()}})
        active = [one for one in keys if one[:3] == (NETWORK, "active", day)]
        yield Law({**dict.fromkeys(active, 1.0), returned: -1.0, **{one: -by for one, by in new.items()}}, equal=True)
        for one in active:
            yield Law(less(Key(NETWORK, "members", date.fromisoformat(one.part)), one), secret=10)
    for day in DAYS:
        often = {Key(NETWORK, "frequency", day, f"{least:02}"): 1.0 for least in CLASSES}
        yield Law({**often, Key("P.7", "value", day): -1.0}, equal=True)
        yield from _answers(keys, day)
    for before, day in pairwise(DAYS):
        for at in range(len(CLASSES)):
            often = [f"{least:02}" for least in CLASSES[at:]]
            grown = {Key(NETWORK, "frequency", on, one): by for on, by in ((day, 1.0), (before, -1.0)) for one in often}
            yield Law(grown, secret=10)


def _answers(keys: set[Key], day: date) -> Iterator[Law]:
    for one in [key for key in keys if key[:3] == (NETWORK, "feedback", day) and key.part.endswith("answered")]:
        topic = one.part.removesuffix("answered")
        sums = {
            "answered": ("1", "2", "3", "4", "5", "no", "yes"),
            "low": ("1", "2", "3", "no"),
            "high": ("4", "5", "yes"),
        }
        for name, answers in sums.items():
            parts = {Key(NETWORK, "feedback", day, f"{topic}{answer}"): 1.0 for answer in answers}
            yield Law({**parts, Key(NETWORK, "feedback", day, f"{topic}{name}"): -1.0}, equal=True)
        if " person " in one.part:
            yield Law(less(Key("P.7", "value", day), one), secret=10)
        for before in [other for other in DAYS if other < day][-1:]:
            yield Law(less(one, one._replace(day=before)), secret=10)
            if " nobody " in one.part:
                for answer in sums["answered"]:
                    grown = Key(NETWORK, "feedback", day, f"{topic}{answer}")
                    yield Law(less(grown, grown._replace(day=before)), secret=10)


def _meetings(keys: set[Key], meetings: Mapping[date, int]) -> Iterator[Law]:
    """Nobody came more often than people were registered."""
    so_far = 0
    for before, day in zip((None, *DAYS), DAYS, strict=False):
        held = meetings.get(day, 0)
        so_far += held
        new = {Key("P.7", "value", day): 1.0, **({Key("P.7", "value", before): -1.0} if before else {})}
        returned = Key(NETWORK, "returned", day)
        came = {returned: float(held), **{one: by * held for one, by in new.items()}}
        if held:
            yield Law({**came, Key(NETWORK, "participations", day): -1.0})
        else:
            yield Law({returned: -1.0})
            yield Law({one: -by for one, by in new.items()})
        for least in CLASSES:
            if least > so_far:
                yield Law({Key(NETWORK, "frequency", day, f"{least:02}"): -1.0})
        often = {Key(NETWORK, "frequency", day, f"{least:02}"): float(least) for least in CLASSES}
        visits = {Key(NETWORK, "participations", one): 1.0 for one in DAYS if one <= day and meetings.get(one)}
        yield Law({**visits, **{one: -by for one, by in often.items()}})
        most = {
            Key(NETWORK, "frequency", day, f"{least:02}"): float(min(over, so_far))
            for least, over in zip(CLASSES, (*MOST, so_far), strict=True)
        }
        yield Law({**most, **{one: -by for one, by in visits.items()}})
