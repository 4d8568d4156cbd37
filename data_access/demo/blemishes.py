"""What was wrong or missing in a delivery, and was mended later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import TypeVar

from data_access.demo.calendar import Span
from data_access.demo.counts import Sheets
from data_access.demo.row import Row
from data_access.identities import normalised

T = TypeVar("T")

RECENT = timedelta(40)  # before the end of the period: lists that may be late
LATE, UNKNOWN = 4, 3  # sessions; people without gender, and as many without age


@dataclass(frozen=True)
class Blemishes:
    """What is wrong with a delivery.

    ``late``: sessions whose list of attendance came later. ``held``: sessions recorded as held that were cancelled.
    ``twice``: sessions entered a second time under another spelling. ``without_gender``, ``without_age``: people of
    whom it became known later. ``not_staff``: people marked as staff later. ``present``: session and person of an
    attendance that was taken back.
    """

    late: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    twice: frozenset[str] = frozenset()
    without_gender: frozenset[str] = frozenset()
    without_age: frozenset[str] = frozenset()
    not_staff: frozenset[str] = frozenset()
    present: frozenset[tuple[str, str]] = frozenset()

    @property
    def of_people(self) -> Blemishes:
        """Those that take longest to be noticed: who somebody is."""
        return replace(self, late=frozenset(), held=frozenset(), twice=frozenset(), present=frozenset())


def found(records: Sheets, period: Span, rng: Random, *, first: bool) -> Blemishes:
    """What is wrong with the records of the period; ``first``: as much as in a first report."""
    sessions = {row["session"]: row for row in records["sessions"] if period.first <= row["held_on"] <= period.last}
    visits = [row for row in records["attendance"] if sessions.get(row["session"], {}).get("status") == "held"]
    recent = {row["session"] for row in visits if sessions[row["session"]]["held_on"] > period.last - RECENT}
    came = Counter(normalised(row["participant"]) for row in visits if row["present"] != "no")
    facts = {normalised(row["participant"]): row for row in records["participants"]}
    outside = sorted(one for one in came if facts[one]["project_staff"] == "no")
    trained = {normalised(row["participant"]) for row in visits if sessions[row["session"]]["kind"] == "training"}
    staff = sorted(trained & came.keys() - set(outside))
    mentoring = [row for row in sessions.values() if row["kind"] == "mentoring" and "organisation" in row]
    return Blemishes(
        late=_some(sorted(recent), LATE, rng),
        held=_some([row["session"] for row in mentoring if row["status"] == "cancelled"], 1, rng),
        twice=_some([row["session"] for row in mentoring if row["status"] == "held"], int(first), rng),
        without_gender=_some([one for one in outside if facts[one]["gender"]], UNKNOWN, rng),
        without_age=_some([one for one in outside if _aged(facts[one])], UNKNOWN, rng),
        not_staff=_some(staff, int(first), rng),
        present=_taken_back(visits, came, rng),
    )


def _some(known: Sequence[T], number: int, rng: Random) -> frozenset[T]:
    return frozenset(rng.sample(known, min(number, len(known))))


def _aged(row: Row) -> bool:
    return bool(row.get("born_on") or row.get("age_group"))


def _taken_back(visits: list[Row], came: Mapping[str, int], rng: Random) -> frozenset[tuple[str, str]]:
    """An absence, if possible of somebody who never came: then a person less counts."""
    absences = [(row["session"], normalised(row["participant"])) for row in visits if row["present"] == "no"]
    never = [one for one in absences if one[1] not in came]
    return _some(never or absences, 1, rng)


def blemished(sheets: Sheets, wrong: Blemishes) -> dict[str, list[Row]]:
    """The sheets with what is wrong in them."""
    made = dict(sheets)
    made["sessions"] = [row for one in sheets["sessions"] for row in _entered(one, wrong)]
    made["attendance"] = [_attended(row, wrong) for row in sheets["attendance"] if row["session"] not in wrong.late]
    for name, who in (("participants", "participant"), ("members", "member")):
        made[name] = [_person(row, normalised(row[who]), wrong) for row in sheets[name]]
    return made


def _entered(row: Row, wrong: Blemishes) -> list[Row]:
    if row["session"] in wrong.held:
        return [row | {"status": "held"}]
    return [row, row | {"session": row["session"].lower()}] if row["session"] in wrong.twice else [row]


def _attended(row: Row, wrong: Blemishes) -> Row:
    there = (row["session"], normalised(row["participant"])) in wrong.present
    return row | {"present": "yes"} if there else row


def _person(row: Row, person: str, wrong: Blemishes) -> Row:
    changes: dict[str, object] = {}
    if person in wrong.without_gender:
        changes["gender"] = None
    if person in wrong.without_age:
        changes |= {"born_on": None, "age_group": None}
    if person in wrong.not_staff:
        changes["project_staff"] = "no"
    return row | changes
