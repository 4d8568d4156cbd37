"""The records of the demonstration programme as they stand today: all sheets but what was reported of them."""

from __future__ import annotations

from random import Random

from data_access.demo import (
    attendance,
    commitments,
    framework,
    organisations,
    people,
    practices,
    progress,
    sessions,
    surveys,
)
from data_access.demo.calendar import Calendar
from data_access.demo.row import Row


def records(calendar: Calendar, seed: int) -> dict[str, list[Row]]:
    """The rows by the sheet's name, the same for the same day and seed."""
    rng = Random(seed)  # noqa: S311 - made-up data, to be made again alike
    taking_part = organisations.taking_part(calendar, rng)
    made = _framework(calendar) | {"organisations": organisations.rows(taking_part)}
    made |= _accelerator(taking_part, calendar, rng)
    return made | _people(made["sessions"], taking_part, calendar, rng)


def _framework(calendar: Calendar) -> dict[str, list[Row]]:
    return {
        "programme": commitments.programme(calendar, calendar.today),
        "periods": framework.periods(calendar),
        "cohorts": framework.cohorts(calendar),
        "milestones": framework.milestones(),
        "dimensions": framework.dimensions(),
        "levels": framework.levels(),
        "annotations": framework.marks(calendar),
        "indicators": commitments.indicators(calendar),
        "targets": commitments.targets(calendar, calendar.today),
    }


def _accelerator(
    taking_part: list[organisations.Organisation], calendar: Calendar, rng: Random
) -> dict[str, list[Row]]:
    reached = progress.progress(taking_part, calendar, rng)
    known = practices.practices(taking_part, calendar, rng)
    return {
        "progress": reached,
        "assessments": progress.assessments(reached, taking_part, calendar, rng),
        "actions": progress.actions(taking_part, calendar, rng),
        "practices": known,
        "adoptions": practices.adoptions(known, taking_part, calendar, rng),
        "dissemination": practices.dissemination(known, calendar, rng),
        "sessions": sessions.sessions(taking_part, calendar, rng),
    }


def _people(
    held: list[Row], taking_part: list[organisations.Organisation], calendar: Calendar, rng: Random
) -> dict[str, list[Row]]:
    trained = people.professionals(taking_part, calendar, rng)
    met = people.members(trained, calendar, rng)
    attended = attendance.attendance(held, trained, rng)
    meetings = attendance.network_attendance(held, met, rng)
    visits = surveys.visits(held, attended, who="participant", kind="training")
    return {
        "participants": people.participant_rows(trained, rng),
        "members": people.member_rows(met, calendar, rng),
        "attendance": attended,
        "network_attendance": meetings,
        "responses": [
            *surveys.training_feedback(visits, people.third_country_nationals(trained), calendar, rng),
            *surveys.follow_up(visits, calendar, rng),
            *surveys.network_feedback(surveys.visits(held, meetings, who="member", kind="network"), calendar, rng),
        ],
    }
