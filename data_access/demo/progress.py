"""Milestones reached, self-assessments given and development plans followed, by organisation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from data_access.demo.calendar import Calendar, next_working_day, working_day
from data_access.demo.organisations import Organisation
from data_access.demo.row import Row, texts

# Days between plan and deed at the first milestone, and how many more at each one after it.
DELAYS = {"ahead": (-6, -1), "steady": (-4, 0), "late": (12, 40), "stalled": (10, 12), "left": (3, 3)}
PLAN_AFTER = timedelta(weeks=10)  # an organisation's plan is due
REACHED = {"stalled": 4, "left": 4}  # milestones that those who stop get to


def progress(organisations: list[Organisation], calendar: Calendar, rng: Random) -> list[Row]:
    """The sheet ``progress``: a row for each organisation and milestone."""
    return [row for organisation in organisations for row in _milestones(organisation, calendar, rng)]


def _milestones(organisation: Organisation, calendar: Calendar, rng: Random) -> Iterator[Row]:
    offset = timedelta(rng.randrange(-3, 4))
    for index, milestone in enumerate(texts("wording")["milestones"]):
        planned_on = organisation.starts_on + timedelta(weeks=milestone["due_week"]) + offset
        done_on = _done_on(organisation, index, planned_on, rng)
        done = done_on is not None and done_on <= calendar.today
        yield {
            "organisation": organisation.code,
            "milestone": milestone["milestone"],
            "planned_on": planned_on,
            "done_on": done_on if done else None,
            "note": None if done or planned_on > calendar.today else _remark(organisation, rng),
        }


def _done_on(organisation: Organisation, index: int, planned_on: date, rng: Random) -> date | None:
    if index >= REACHED.get(organisation.pace, 8):
        return None
    first, more = DELAYS[organisation.pace]
    delayed = planned_on + timedelta(first + more * index + rng.randrange(-3, 4))
    return next_working_day(max(delayed, organisation.joined_on))


def _remark(organisation: Organisation, rng: Random) -> str | None:
    remarks = texts("wording")["remarks"].get(organisation.pace)
    return rng.choice(remarks) if remarks and rng.random() < 0.6 else None


def assessments(reached: list[Row], organisations: list[Organisation], calendar: Calendar, rng: Random) -> list[Row]:
    """The sheet ``assessments``, given on the day of the milestone that asks for it.

    Every ninth baseline is missing, and of some rounds a dimension. Levels rise, but some fall.
    """
    done = {(row["organisation"], row["milestone"]): row["done_on"] for row in reached if row["done_on"]}
    return [row for organisation in organisations for row in _rounds(organisation.code, done, calendar, rng)]


def _rounds(code: str, done: dict[tuple[str, str], date], calendar: Calendar, rng: Random) -> Iterator[Row]:
    levels = {row["dimension"]: rng.choice((1, 1, 2, 2, 2, 3)) for row in texts("wording")["dimensions"]}
    for round_, milestone, missing in (
        ("baseline", "baseline", 0.11),
        ("midway", "midway", 0.3),
        ("final", "final", 0),
    ):
        if round_ != "baseline":
            levels = {dimension: _risen(level, rng) for dimension, level in levels.items()}
        if (code, milestone) in done and rng.random() >= missing:
            yield from _round(code, round_, levels, done[code, milestone], rng)
    again = done.get((code, "completed"), calendar.today) + timedelta(120)
    if again <= calendar.today and rng.random() < 0.6:
        yield from _round(code, "follow_up", {name: _risen(level, rng) for name, level in levels.items()}, again, rng)


def _risen(level: int, rng: Random) -> int:
    return min(5, max(1, level + rng.choices((-1, 0, 1, 2), (12, 40, 38, 10))[0]))


def _round(code: str, round_: str, levels: dict[str, int], on: date, rng: Random) -> Iterator[Row]:
    for dimension, level in levels.items():
        if rng.random() < 0.03:
            continue
        row = {"organisation": code, "round": round_, "dimension": dimension, "level": level, "assessed_on": on}
        yield row | {"assessor": "self"}
        if round_ == "final" and rng.random() < 0.3:
            yield row | {"level": max(1, level - rng.choice((0, 1))), "assessor": "facilitator"}


def actions(organisations: list[Organisation], calendar: Calendar, rng: Random) -> list[Row]:
    """The sheet ``actions``: four to eight for each organisation whose plan has been due."""
    started = [known for known in organisations if known.starts_on + PLAN_AFTER <= calendar.today]
    return [row for organisation in started for row in _plan(organisation, calendar, rng)]


def _plan(organisation: Organisation, calendar: Calendar, rng: Random) -> Iterator[Row]:
    titles = [(row["dimension"], title) for row in texts("wording")["dimensions"] for title in row["actions"]]
    for number, (dimension, title) in enumerate(rng.sample(titles, rng.randrange(4, 9)), 1):
        due_on = organisation.starts_on + timedelta(weeks=rng.randrange(16, 56))
        yield {
            "organisation": organisation.code,
            "action": f"A{number}",
            "title": title,
            "dimension": dimension,
            "due_on": due_on,
        } | _outcome(organisation, due_on, calendar, rng)


def _outcome(organisation: Organisation, due_on: date, calendar: Calendar, rng: Random) -> Row:
    if rng.random() < 0.06:
        return {"status": "dropped"}
    late = DELAYS[organisation.pace][0] + 30
    done_on = working_day(rng, due_on - timedelta(40), due_on + timedelta(late))
    willing = rng.random() < {"stalled": 0.3, "left": 0.2, "late": 0.75}.get(organisation.pace, 0.94)
    if willing and done_on <= organisation.active_to:
        return {"status": "done", "done_on": done_on}
    return {"status": "under_way" if due_on <= calendar.today + timedelta(60) else "planned"}
