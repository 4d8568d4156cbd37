"""The demonstration programme's workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

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
from data_access.sheets import SHEETS, Sheet


def workbook(path: Path, *, today: date, seed: int = 1) -> None:
    """Write the programme DEMO as it stands on ``today`` to ``path`` (.xlsx); the same for the same day and seed."""
    filled = sheets(today=today, seed=seed)
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd", "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime.combine(today, time(), UTC)})
        bold = book.add_format({"bold": True})
        for sheet in SHEETS:
            written = book.add_worksheet(sheet.name)
            written.set_column(0, len(sheet.columns) - 1, 16)
            for number, cells in enumerate(_table(sheet, filled[sheet.name])):
                written.write_row(number, 0, cells, None if number else bold)


def _table(sheet: Sheet, rows: list[Row]) -> list[list[Any]]:
    """The cells of a sheet, the header first."""
    columns = list(sheet.by_name)
    if sheet.turned:
        return [["field", "value"], *([name, row[name]] for row in rows for name in columns if name in row)]
    return [columns, *([row.get(name) for name in columns] for row in rows)]


def sheets(*, today: date, seed: int = 1) -> Mapping[str, list[Row]]:
    """The rows of all sheets by the sheet's name."""
    calendar = Calendar(today)
    rng = Random(seed)  # noqa: S311 - made-up data, to be made again alike
    taking_part = organisations.taking_part(calendar, rng)
    made = _framework(calendar) | {"organisations": organisations.rows(taking_part)}
    made |= _accelerator(taking_part, calendar, rng)
    made |= _people(made["sessions"], taking_part, calendar, rng)
    return made | {"reported": commitments.reported(made, calendar)}


def _framework(calendar: Calendar) -> dict[str, list[Row]]:
    return {
        "programme": framework.programme(calendar),
        "periods": framework.periods(calendar),
        "cohorts": framework.cohorts(calendar),
        "milestones": framework.milestones(),
        "dimensions": framework.dimensions(),
        "levels": framework.levels(),
        "annotations": framework.marks(calendar),
        "indicators": commitments.indicators(calendar),
        "targets": commitments.targets(calendar),
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
