"""What cannot be, though every cell is sound: dates in the wrong order, circles, overlaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from data_access.intake.problem import Problem, Row, at
from data_access.intake.state import After
from data_access.message import N_
from data_access.sheets import sheet

# In each sheet, pairs of days the second of which cannot lie before the first.
ORDERED = (
    ("programme", "starts_on", "ends_on"),
    ("periods", "starts_on", "ends_on"),
    ("cohorts", "starts_on", "ends_on"),
    ("organisations", "joined_on", "left_on"),
    ("members", "joined_on", "left_on"),
    ("members", "born_on", "joined_on"),
    ("participants", "born_on", "registered_on"),
)


def problems(after: After) -> Iterator[Problem]:
    """Rows that contradict themselves or each other."""
    for name, first, second in ORDERED:
        yield from _wrong_order(after, name, first, second)
    yield from _programme(after)
    yield from _overlaps(after)
    yield from _circles(after)
    yield from _two_ends(after)
    yield from _members_at_organisations(after)


def _wrong_order(after: After, name: str, first: str, second: str) -> Iterator[Problem]:
    for row, (before, later) in after.new(name, first, second):
        if before is not None and later is not None and later < before:
            expected = N_("{first} or later: {day}", first=first, day=before)
            column = sheet(name).column(second)
            yield at(row, column, N_("The day lies before {first}.", first=first), cell=later, expected=expected)


def _programme(after: After) -> Iterator[Problem]:
    declared = sheet("programme")
    named = any(after.fact(name) for name in ("name_fi", "name_sv", "name_en"))
    first, last = after.fact("follow_up_from_days"), after.fact("follow_up_to_days")
    for row, _ in after.new("programme"):
        if not named:
            expected = N_("a name in one language at least")
            yield at(row, declared.column("name_fi"), N_("The programme has no name."), expected=expected)
        if last < first:
            expected, column = N_("at least {least}", least=first), declared.column("follow_up_to_days")
            yield at(row, column, N_("The window ends before it begins."), cell=last, expected=expected)


def _overlaps(after: After) -> Iterator[Problem]:
    """Each period that begins before one that began earlier has ended."""
    if "periods" not in after.delivered:
        return
    spans = [
        (starts, ends, code, row)
        for row, (starts, ends, code) in after.cells("periods", "starts_on", "ends_on", "period")
        if starts and ends and starts <= ends
    ]
    spans.sort(key=lambda span: span[:2])
    column = sheet("periods").column("starts_on")
    longest = spans[:1]
    for starts, ends, code, row in spans[1:]:
        latest, other = longest[-1][1], longest[-1][2]
        if starts <= latest:
            message = N_("The period overlaps with {other}, which ends on {day}.", other=other, day=latest)
            yield at(row, column, message, cell=starts, expected=N_("a day after {day}", day=latest))
        if ends > latest:
            longest.append((starts, ends, code, row))


def _circles(after: After) -> Iterator[Problem]:
    """Organisations that are, through others, units of themselves."""
    if "organisations" not in after.delivered:
        return
    cells = after.cells("organisations", "organisation", "parent")
    circles = _in_circles({code: parent for _row, (code, parent) in cells})
    column = sheet("organisations").column("parent")
    for row, (code, parent) in after.new("organisations", "organisation", "parent"):
        if code in circles:
            expected = N_("a larger body")
            yield at(row, column, N_("The organisation is a unit of itself."), cell=parent, expected=expected)


def _in_circles(parents: Mapping[str | None, str | None]) -> set[str]:
    settled: set[str] = set()
    circles: set[str] = set()
    for start in parents:
        path: list[str] = []
        above = start
        while above is not None and above not in settled:
            settled.add(above)
            path.append(above)
            above = parents.get(above)
        if above in path:
            circles.update(path[path.index(above) :])
    return circles


def _two_ends(after: After) -> Iterator[Problem]:
    """Milestones beyond the first that are marked as the end of the accelerator."""
    if "milestones" not in after.delivered:
        return
    ends: list[Row] = [row for row, (completes,) in after.cells("milestones", "completes") if completes]
    for row in ends[1:]:
        message = N_(
            "Another milestone ends the accelerator already: row {row} of {file}.",
            row=ends[0].line,
            file=ends[0].tab.file,
        )
        yield at(row, sheet("milestones").column("completes"), message, cell="yes", expected=N_("yes on one milestone"))


def _members_at_organisations(after: After) -> Iterator[Problem]:
    """Members at a session of the accelerator that belongs to an organisation or a cohort, whichever came first."""
    if not {"sessions", "network_attendance", "responses"} & after.delivered.keys():
        return
    named = ("session", "kind", "organisation", "cohort")
    cells = after.cells("sessions", *named)
    theirs = {code for _row, (code, kind, *whose) in cells if kind != "network" and any(whose)}
    expected = N_("a session of the network, or the attendance in the sheet attendance")
    message = N_("The session belongs to an organisation or a cohort, to which it would lead from a member.")
    came = [("network_attendance", row, code) for row, (code,) in after.cells("network_attendance", "session")]
    answered = after.cells("responses", "session", "survey")
    said = [("responses", row, code) for row, (code, survey) in answered if survey == "network_feedback"]
    for name, row, code in (*came, *said):
        if code in theirs:
            yield at(row, sheet(name).column("session"), message, cell=code, expected=expected)
