"""Training, mentoring, network meetings and events: held, cancelled and planned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from data_access.demo.calendar import Calendar, Span, months, working_day, works
from data_access.demo.organisations import Organisation
from data_access.demo.row import Row, texts

AHEAD = timedelta(75)  # how far sessions are planned
CANCELLED = 0.05
UNREGISTERED = 0.1  # share of an organisation's own trainings where people were counted, not registered


def sessions(organisations: list[Organisation], calendar: Calendar, rng: Random) -> list[Row]:
    """The sheet ``sessions``, by day; codes tell the kind."""
    made = [
        *_cohort_trainings(calendar, rng),
        *(row for organisation in organisations for row in _tailored(organisation, calendar, rng)),
        *_network(calendar, rng),
        *_events(calendar, rng),
    ]
    # Where a stretch has no working day, nothing takes place.
    held = sorted((row for row in made if works(row["held_on"])), key=lambda row: row["held_on"])
    return [{"session": f"{row['kind'][0].upper()}{number:03d}"} | row for number, row in enumerate(held, 1)]


def _session(kind: str, held_on: date, calendar: Calendar, rng: Random, **more: object) -> Row:
    planned = held_on > calendar.today
    status = "planned" if planned else "cancelled" if rng.random() < CANCELLED else "held"
    return {
        "kind": kind,
        "title": rng.choice(texts("wording")["titles"][kind]),
        "held_on": held_on,
        "status": status,
        "mode": rng.choices(("onsite", "online", "hybrid"), (5, 4, 2))[0],
    } | more


def _cohort_trainings(calendar: Calendar, rng: Random) -> Iterator[Row]:
    """One a month for the whole cohort."""
    for number, cohort in enumerate(calendar.cohorts, 1):
        for month in months(cohort.first, min(cohort.last, calendar.today + AHEAD)):
            held_on = working_day(rng, month.first, month.last)
            hours, invited = rng.choice((3, 3.5, 6)), rng.randrange(60, 110)
            yield _session("training", held_on, calendar, rng, cohort=f"C{number}", hours=hours, invited=invited)


def _tailored(organisation: Organisation, calendar: Calendar, rng: Random) -> Iterator[Row]:
    """An organisation's own trainings and mentoring, as far as it is active, and what is planned with it."""
    to = organisation.active_to
    last = to + AHEAD if to == calendar.today and organisation.pace != "left" else to
    for kind, every, hours in (("training", 95, (2, 3, 4)), ("mentoring", 50, (1, 1.5, 2))):
        day = organisation.joined_on + timedelta(rng.randrange(10, every))
        while day <= last:
            held_on = working_day(rng, day, min(day + timedelta(20), last))
            row = _session(kind, held_on, calendar, rng, hours=rng.choice(hours), organisation=organisation.code)
            yield row | {"cohort": organisation.cohort_code, "headcount": _counted(row, rng)}
            day += timedelta(rng.randrange(every * 2 // 3, every * 3 // 2))


def _counted(row: Row, rng: Random) -> int | None:
    unregistered = row["kind"] == "training" and row["status"] == "held" and rng.random() < UNREGISTERED
    return rng.randrange(8, 40) if unregistered else None


def _network(calendar: Calendar, rng: Random) -> Iterator[Row]:
    """Two meetings a month, none while nobody ran the network; some with a headcount instead of a register."""
    first, last = calendar.span.first + timedelta(40), calendar.today + AHEAD
    for month in months(first, last):
        middle = month.first.replace(day=15)
        for half in (Span(month.first, middle), Span(middle + timedelta(1), month.last)):
            held_on = working_day(rng, half.first, half.last)
            if half.first <= last and not calendar.vacancy.first <= held_on <= calendar.vacancy.last:
                yield _meeting(held_on, calendar, rng)


def _meeting(held_on: date, calendar: Calendar, rng: Random) -> Row:
    row = _session("network", held_on, calendar, rng, hours=rng.choice((1.5, 2, 2, 3)), invited=rng.randrange(70, 180))
    if row["status"] == "held" and rng.random() < 0.12:
        row["headcount"] = rng.randrange(10, 28)
    return row


def _events(calendar: Calendar, rng: Random) -> Iterator[Row]:
    """Open to everybody every third month; nobody is registered, and once nobody counted."""
    for number in range(2, 30, 3):
        month = calendar.month(number)
        if month.month != 7 and month <= calendar.today + AHEAD:
            row = _session("event", working_day(rng, month, month + timedelta(27)), calendar, rng, hours=4)
            held = row["status"] == "held" and number != 8
            yield row | {"invited": rng.randrange(150, 400), "headcount": rng.randrange(60, 180) if held else None}
