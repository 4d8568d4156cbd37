"""What is odd but possible: it is told, and loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from data_access.intake import sparing
from data_access.intake.problem import Problem, Row, at
from data_access.intake.state import After
from data_access.message import N_
from data_access.sheets import sheet

# Days on which something happened in the programme; births and plans lie where they will.
DAYS: Mapping[str, tuple[str, ...]] = {
    "organisations": ("joined_on", "left_on"),
    "progress": ("done_on",),
    "sessions": ("held_on",),
    "participants": ("registered_on",),
    "members": ("joined_on", "left_on"),
    "assessments": ("assessed_on",),
    "actions": ("done_on",),
    "practices": ("identified_on", "documented_on", "reviewed_on", "published_on"),
    "adoptions": ("reached_on",),
    "dissemination": ("published_on",),
}
STEPS = ("identified_on", "documented_on", "reviewed_on", "published_on")


def warnings(after: After) -> Iterator[Problem]:
    """Oddities in the delivered rows."""
    yield from _outside(after)
    yield from _attendance(after, "attendance")
    yield from _attendance(after, "network_attendance")
    yield from _sessions(after)
    yield from _early(after)
    yield from _ages(after, "participants", "registered_on")
    yield from _ages(after, "members", "joined_on")
    yield from _steps(after)
    yield from sparing.warnings(after)


def _outside(after: After) -> Iterator[Problem]:
    first, last, window = after.fact("starts_on"), after.fact("ends_on"), after.fact("follow_up_to_days")
    if first is None or last is None:
        return
    for name, columns in DAYS.items():
        for column in columns:
            for row, (day,) in after.new(name, column):
                if day is not None and not first <= day <= last:
                    yield _outside_day(row, name, column, day, first, last)
    for row, (survey, day) in after.new("responses", "survey", "answered_on"):
        # Whoever attended on the last day is asked again when the follow-up is due.
        latest = last + timedelta(days=window) if survey == "follow_up" else last
        if day is not None and not first <= day <= latest:
            yield _outside_day(row, "responses", "answered_on", day, first, latest)


def _outside_day(row: Row, name: str, column: str, day: date, first: date, last: date) -> Problem:
    expected = N_("a day from {first} to {last}", first=first, last=last)
    message = N_("The day lies outside the programme.")
    return at(row, sheet(name).column(column), message, cell=day, expected=expected)


def _attendance(after: After, name: str) -> Iterator[Problem]:
    """Attendance that counts nowhere, or where one would not look for it."""
    sessions = {code: facts for _row, (code, *facts) in after.cells("sessions", "session", "status", "kind", "hours")}
    column = sheet(name).column("session")
    network = name == "network_attendance"
    for row, (code, present) in after.new(name, "session", "present"):
        status, kind, _hours = sessions.get(code, ("held", None, None))
        if present and status != "held":
            message = N_("The session was not held; the attendance counts nowhere.")
            yield at(row, column, message, cell=code, expected=N_("a session that was held"))
        if kind is not None and network != (kind == "network"):
            expected = N_("a network session") if network else N_("another session than one of the network")
            yield at(row, column, N_("The session is of another kind."), cell=code, expected=expected)
    if not network:
        for row, (code, hours) in after.new(name, "session", "hours"):
            whole = sessions.get(code, (None, None, None))[2]
            if hours is not None and whole is not None and hours > whole:
                expected = N_("at most {most}", most=f"{whole:g}")
                message = N_("Somebody attended longer than the session lasted.")
                yield at(row, sheet(name).column("hours"), message, cell=hours, expected=expected)


def _sessions(after: After) -> Iterator[Problem]:
    declared = sheet("sessions")
    present = Counter(
        code
        for name in ("attendance", "network_attendance")
        for _row, (code, there) in after.cells(name, "session", "present")
        if there and "sessions" in after.delivered
    )
    for row, (code, kind, status, hours, headcount) in after.new(
        "sessions", "session", "kind", "status", "hours", "headcount"
    ):
        # Only hours of mentoring are counted; many a list of trainings has none.
        if hours is None and status == "held" and kind == "mentoring":
            yield at(row, declared.column("hours"), N_("The session has no hours."), expected=N_("hours, such as 1.5"))
        if headcount is not None and headcount < present[code]:
            message = N_("The headcount is lower than the number registered as present.")
            yield at(
                row,
                declared.column("headcount"),
                message,
                cell=headcount,
                expected=N_("at least {least}", least=present[code]),
            )


def _early(after: After) -> Iterator[Problem]:
    """What was done before it could begin."""
    starts = {code: day for _row, (code, day) in after.cells("cohorts", "cohort", "starts_on")}
    begun = {
        code: starts.get(cohort) for _row, (code, cohort) in after.cells("organisations", "organisation", "cohort")
    }
    for row, (code, done) in after.new("progress", "organisation", "done_on"):
        start = begun.get(code)
        if done is not None and start is not None and done < start:
            message = N_("The milestone was done before the cohort started.")
            yield at(
                row, sheet("progress").column("done_on"), message, cell=done, expected=N_("{day} or later", day=start)
            )
    held = {code: day for _row, (code, day) in after.cells("sessions", "session", "held_on")}
    for row, (code, answered) in after.new("responses", "session", "answered_on"):
        day = held.get(code)
        if answered is not None and day is not None and answered < day:
            message = N_("The answer is older than the session.")
            yield at(
                row,
                sheet("responses").column("answered_on"),
                message,
                cell=answered,
                expected=N_("{day} or later", day=day),
            )


def _ages(after: After, name: str, on: str) -> Iterator[Problem]:
    for row, (born, group, day) in after.new(name, "born_on", "age_group", on):
        if born is not None and group is not None and day is not None and sparing.age_group(born, day) != group:
            message = N_("The age group does not fit the date of birth, which counts.")
            yield at(
                row,
                sheet(name).column("age_group"),
                message,
                cell=group,
                expected=N_("the age on the day of {on}", on=on),
            )


def _steps(after: After) -> Iterator[Problem]:
    for row, days in after.new("practices", *STEPS):
        earlier: date | None = None
        for name, day in zip(STEPS, days, strict=True):
            if day is not None and earlier is not None and day < earlier:
                message = N_("The step lies before the one that precedes it.")
                yield at(
                    row, sheet("practices").column(name), message, cell=day, expected=N_("{day} or later", day=earlier)
                )
            earlier = day or earlier
