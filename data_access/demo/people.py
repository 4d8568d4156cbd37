"""The professionals and the members of the network; some are both, and nobody has a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from data_access.demo.calendar import Calendar, working_day
from data_access.demo.organisations import Organisation
from data_access.demo.row import Row

PROFESSIONALS = 600
IN_TWO = 24  # of them under a second organisation
WITHOUT = 6  # of them under none
STAFF = 8  # of the project's own, among the professionals
MEMBERS = 180
IN_BOTH = 50  # members who are professionals of the accelerator, too
# Years from birth to today's year, far enough from the limits that the group holds at any registration.
AGES = {"under_18": (16, 17), "18_60": (24, 59), "over_60": (63, 70)}
REGIONS = ("Kaarnamaa", "Sinimaa", "Lumimaa", "Rantamaa", "Suvimaa")


@dataclass(frozen=True)
class Person:
    """Somebody at one organisation or in the network. ``facts``: the columns that describe a person."""

    number: int
    organisation: Organisation | None
    since: date
    facts: Row

    @property
    def email(self) -> str:
        """What identifies the person for the office."""
        return f"person-{self.number:03d}@example.org"

    @property
    def staff(self) -> bool:
        """Whether it is one of the project's own."""
        return bool(self.facts["project_staff"] == "yes")


def professionals(organisations: list[Organisation], calendar: Calendar, rng: Random) -> list[Person]:
    """Six hundred people, at organisations of different sizes, registered in their first months."""
    sizes = [rng.choice((2, 3, 3, 4, 5, 8)) for _ in organisations]
    at = [None] * WITHOUT + rng.choices(organisations, sizes, k=PROFESSIONALS - WITHOUT)
    people = [_professional(number, organisation, calendar, rng) for number, organisation in enumerate(at, 1)]
    seconds = rng.sample(people[WITHOUT:], IN_TWO)
    return people + [_again(person, organisations, calendar, rng) for person in seconds]


def _professional(number: int, organisation: Organisation | None, calendar: Calendar, rng: Random) -> Person:
    staff = number <= STAFF
    if organisation is None:
        return Person(
            number, None, calendar.cohorts[0].first, _facts(calendar.today.year, rng, third_country=0.0, staff=staff)
        )
    last = min(organisation.joined_on + timedelta(150), organisation.active_to)
    since = working_day(rng, organisation.joined_on, last)
    return Person(number, organisation, since, _facts(calendar.today.year, rng, third_country=0.24, staff=staff))


def _again(person: Person, organisations: list[Organisation], calendar: Calendar, rng: Random) -> Person:
    """The same person registered at another organisation, later and with less care."""
    other = rng.choice([known for known in organisations if known != person.organisation])
    since = working_day(rng, max(person.since, other.joined_on), calendar.today)
    return replace(person, organisation=other, since=since, facts=person.facts | {"third_country_national": None})


def members(people: list[Person], calendar: Calendar, rng: Random) -> list[Person]:
    """The network's members: fifty of the professionals, the rest from elsewhere."""
    known = rng.sample(people[STAFF:PROFESSIONALS], IN_BOTH)
    numbers = range(PROFESSIONALS + 1, PROFESSIONALS + 1 + MEMBERS - IN_BOTH)
    first = calendar.span.first + timedelta(20)
    joined = sorted(working_day(rng, first, calendar.today - timedelta(10)) for _ in range(MEMBERS))
    facts = [person.facts | {"third_country_national": _third_country(rng, 0.55)} for person in known]
    year = calendar.today.year
    facts += [_facts(year, rng, third_country=0.55, staff=number == numbers[-1]) for number in numbers]
    both = list(zip([person.number for person in known] + list(numbers), facts, strict=True))
    rng.shuffle(both)
    return [Person(number, None, since, fact) for (number, fact), since in zip(both, joined, strict=True)]


def _third_country(rng: Random, share: float) -> str | None:
    return rng.choices(("yes", "no", None), (share, 0.9 - share, 0.1))[0]


def _facts(year: int, rng: Random, *, third_country: float, staff: bool) -> Row:
    return {
        "gender": rng.choices(("female", "male", "non_binary", None), (68, 24, 3, 5))[0],
        **_age(year, rng),
        "third_country_national": _third_country(rng, third_country),
        "project_staff": "yes" if staff else "no",
    }


def _age(year: int, rng: Random) -> Row:
    """Mostly a date of birth, sometimes a group only, sometimes nothing; right in ``year`` and the one before."""
    group = rng.choices(("under_18", "18_60", "over_60", None), (2, 83, 10, 5))[0]
    if group is None or rng.random() < 0.3:
        return {"age_group": group}
    youngest, oldest = AGES[group]
    return {"born_on": date(year - rng.randrange(youngest, oldest + 1), rng.randrange(1, 13), rng.randrange(1, 29))}


def age_group(row: Row, year: int) -> str | None:
    """The age group of a row of ``participants`` or ``members``, given or from the date of birth; None if unknown."""
    born_on: date | None = row.get("born_on")
    if born_on is None:
        group: str | None = row["age_group"]
        return group
    age = year - born_on.year
    return next(group for group, (youngest, oldest) in AGES.items() if youngest <= age <= oldest)


def third_country_nationals(people: list[Person]) -> set[str]:
    """The addresses of those who said so."""
    return {person.email for person in people if person.facts["third_country_national"] == "yes"}


def spelled(email: str, rng: Random) -> str:
    """The address as somebody in a hurry may write it; it still means the same person."""
    return rng.choices((email, email.upper(), f"  {email} ", email.replace("person", "Person")), (85, 5, 5, 5))[0]


def participant_rows(people: list[Person], rng: Random) -> list[Row]:
    """The sheet ``participants``: a row for each person and organisation."""
    return [
        {
            "participant": spelled(person.email, rng),
            "organisation": person.organisation.code if person.organisation else None,
            "registered_on": person.since,
        }
        | person.facts
        for person in people
    ]


def member_rows(people: list[Person], calendar: Calendar, rng: Random) -> list[Row]:
    """The sheet ``members``; every twelfth has left after at least half a year."""
    return [
        {
            "member": spelled(person.email, rng),
            "joined_on": person.since,
            "left_on": _left_on(person, calendar, rng),
            "region": rng.choice(REGIONS),
        }
        | person.facts
        for person in people
    ]


def _left_on(person: Person, calendar: Calendar, rng: Random) -> date | None:
    left_on = person.since + timedelta(rng.randrange(180, 420))
    return left_on if rng.random() < 1 / 8 and left_on <= calendar.today else None
