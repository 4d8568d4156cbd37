"""What was known at the end of an earlier day, of what is known today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from data_access.demo import commitments
from data_access.demo.calendar import Calendar
from data_access.demo.counts import Sheets
from data_access.demo.practices import STEPS
from data_access.demo.progress import PLAN_AFTER
from data_access.demo.row import Row
from data_access.demo.sessions import AHEAD

FIXED = ("periods", "cohorts", "milestones", "dimensions", "levels")
# By sheet, the day from which a row is known
SINCE = {
    "indicators": "valid_from",
    "assessments": "assessed_on",
    "practices": "identified_on",
    "adoptions": "reached_on",
    "dissemination": "published_on",
    "participants": "registered_on",
    "members": "joined_on",
    "responses": "answered_on",
    "annotations": "on",
}
LEFT = ("organisations", "members")
TOLD_LATER = timedelta(45)  # after an item was spread others tell that they took it up
SOON = timedelta(60)  # before an action is due it is under way


def known(records: Sheets, day: date, calendar: Calendar) -> dict[str, list[Row]]:
    """The sheets, but ``reported``, as they stood at the end of ``day``."""
    joined = {row["organisation"] for row in records["organisations"] if row.get("joined_on", day) <= day}
    there = {
        name: [row for row in rows if row.get("organisation") in {None, *joined}] for name, rows in records.items()
    }
    sessions = [_session(row, day) for row in there["sessions"] if row["held_on"] <= day + AHEAD]
    over = {row["session"] for row in sessions if row["held_on"] <= day}
    made = {name: records[name] for name in FIXED}
    made |= {name: [row for row in there[name] if row[since] <= day] for name, since in SINCE.items()}
    made |= {
        "programme": commitments.programme(calendar, day),
        "targets": commitments.targets(calendar, day),
        "organisations": there["organisations"],
        "progress": [_milestone(row, day) for row in there["progress"]],
        "actions": list(_actions(there, day, calendar)),
        "practices": [_practice(row, day) for row in made["practices"]],
        "dissemination": [_item(row, day) for row in made["dissemination"]],
        "sessions": sessions,
    }
    for name in ("attendance", "network_attendance"):
        made[name] = [row for row in records[name] if row["session"] in over]
    for name in LEFT:
        made[name] = [_until(row, "left_on", day) for row in made[name]]
    return made


def _until(row: Row, column: str, day: date) -> Row:
    """The row, its day empty where that was still to come."""
    return row if not row.get(column) or row[column] <= day else row | {column: None}


def _session(row: Row, day: date) -> Row:
    return row if row["held_on"] <= day else row | {"status": "planned", "headcount": None}


def _milestone(row: Row, day: date) -> Row:
    return _until(row, "done_on", day) | {"note": row["note"] if row["planned_on"] <= day else None}


def _actions(there: Sheets, day: date, calendar: Calendar) -> Iterator[Row]:
    """The plans of organisations whose plan had been due, with what was not done yet."""
    begins = {f"C{number}": cohort.first for number, cohort in enumerate(calendar.cohorts, 1)}
    cohorts = {row["organisation"]: row.get("cohort", "") for row in there["organisations"]}
    for row in there["actions"]:
        if begins[cohorts[row["organisation"]]] + PLAN_AFTER > day:
            continue
        later = row["done_on"] > day if "done_on" in row else row["due_on"] > day
        status = "under_way" if row["due_on"] <= day + SOON else "planned"
        yield {name: value for name, value in row.items() if name != "done_on"} | {"status": status} if later else row


def _practice(row: Row, day: date) -> Row:
    """The practice as far as it had come; the link stands once it is published."""
    cut = {column for column in STEPS if row.get(column, day) > day}
    if cut:
        cut.add("link")
    return {name: value for name, value in row.items() if name not in cut}


def _item(row: Row, day: date) -> Row:
    return row if row["published_on"] + TOLD_LATER <= day else row | {"uptake_by": None}
