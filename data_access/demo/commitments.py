"""What the grant decision asks for, the way planned there, and what was reported to the financier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from data_access.demo.calendar import Calendar
from data_access.demo.framework import period_code, report_due_on
from data_access.demo.people import age_group
from data_access.demo.row import Row
from data_access.identities import normalised

# Invented targets. P.2, P.11 and P.13 have no planned path, and P.13 no target: it is reached indirectly.
TARGETS: Mapping[str, float | None] = {
    "O.2.2": 16, "O.2.3": 260, "O.2.3.3": 140, "R.2.9": 90, "P.1": 45, "P.2": 38, "P.3": 500, "P.4": 700, "P.5": 350,
    "P.6": 130, "P.7": 220, "P.8": 52, "P.9": 25, "P.10": 20, "P.11": 30, "P.12": 40, "P.13": None,
}  # fmt: skip
WITHOUT_PATH = {"P.2", "P.11", "P.13"}
AMENDED = {"P.3": 620}  # by the second decision
PATH = (0.14, 0.38, 0.62, 0.84, 1.0)  # share of the target planned for the end of each half-year
# Slips in what was reported: by indicator and half-year, the difference from what the records say.
SLIPS = {("P.3", 0): -4, ("P.4", 1): 3.5, ("P.8", 1): -1, ("P.9", 0): 1}

# By kind of session: the sheet of the people, their column, the sheet of who was there.
REGISTERS = {
    "training": ("participants", "participant", "attendance"),
    "network": ("members", "member", "network_attendance"),
}


def indicators(calendar: Calendar) -> list[Row]:
    """The sheet ``indicators``: the first decision, and the second that raises one target."""
    first = {"decision": "Demonstration decision 1", "valid_from": calendar.span.first}
    amended_on = calendar.month(10, 15)
    second = {"decision": "Demonstration decision 2", "valid_from": amended_on}
    rows = [{"indicator": code, "baseline": 0, "target": target} | first for code, target in TARGETS.items()]
    if calendar.today < amended_on:
        return rows
    return rows + [{"indicator": code, "baseline": 0, "target": target} | second for code, target in AMENDED.items()]


def targets(calendar: Calendar) -> list[Row]:
    """The sheet ``targets``: the planned cumulative path."""
    return [
        {"indicator": code, "period": period_code(period), "value": round(AMENDED.get(code, target) * share)}
        for code, target in TARGETS.items()
        if target is not None and code not in WITHOUT_PATH
        for period, share in zip(calendar.periods, PATH, strict=True)
    ]


def reported(sheets: Mapping[str, list[Row]], calendar: Calendar) -> list[Row]:
    """The sheet ``reported``: for the closed half-years whose report has been handed in, some of it a bit off."""
    rows: list[Row] = []
    for index, period in enumerate(calendar.closed()):
        submitted_on = report_due_on(period) - timedelta(9 - 4 * index)
        if submitted_on <= calendar.today:
            figures = [*_totals(sheets, period.last), *_cells(sheets, period.last, calendar.today.year)]
            handed_in = {"period": period_code(period), "submitted_on": submitted_on}
            rows += [row | handed_in | {"value": row["value"] + _slip(row, index)} for row in figures]
    return rows


def _slip(row: Row, index: int) -> float:
    """The slip of a total, and of the cell that holds most people."""
    wrong = row.get("gender", "female") == "female" and row.get("age_group", "18_60") == "18_60"
    return SLIPS.get((row["indicator"], index), 0) if wrong else 0


def _totals(sheets: Mapping[str, list[Row]], day: date) -> Iterator[Row]:
    return ({"indicator": code, "value": value} for code, value in _values(sheets, day))


def _cells(sheets: Mapping[str, list[Row]], day: date, year: int) -> Iterator[Row]:
    """The professionals trained by gender and age group, those with both known."""
    known = {normalised(row["participant"]): row for row in sheets["participants"]}
    groups = Counter((known[one]["gender"], age_group(known[one], year)) for one in _present(sheets, day, "training"))
    for (gender, group), value in groups.items():
        if gender and group:
            yield {"indicator": "P.3", "gender": gender, "age_group": group, "value": value}


def _values(sheets: Mapping[str, list[Row]], day: date) -> Iterator[tuple[str, float]]:
    """What the records say as of ``day``, for the figures that can be counted with a pencil."""
    yield "P.1", _dated(sheets["organisations"], "joined_on", day)
    yield "P.2", _dated(sheets["progress"], "done_on", day, where=lambda row: row["milestone"] == "completed")
    yield "P.3", len(_present(sheets, day, "training"))
    held = [row for row in sheets["sessions"] if row["status"] == "held" and row["held_on"] <= day]
    yield "P.4", sum(row["hours"] for row in held if row["kind"] == "mentoring")
    yield "P.7", len(_present(sheets, day, "network"))
    yield "P.8", sum(row["kind"] == "network" for row in held)
    yield "P.9", _dated(sheets["practices"], "documented_on", day)
    yield "P.10", _dated(sheets["practices"], "published_on", day)


def _dated(rows: list[Row], column: str, day: date, *, where: Callable[[Row], bool] = lambda _row: True) -> int:
    return sum(1 for row in rows if row.get(column) and row[column] <= day and where(row))


def _present(sheets: Mapping[str, list[Row]], day: date, kind: str) -> list[str]:
    """The people, staff apart, who were present at a session of ``kind``."""
    register, who, attended = REGISTERS[kind]
    staff = {normalised(row[who]) for row in sheets[register] if row["project_staff"] == "yes"}
    held = {
        row["session"]
        for row in sheets["sessions"]
        if row["status"] == "held" and row["kind"] == kind and row["held_on"] <= day
    }
    present = {normalised(row[who]) for row in sheets[attended] if row["session"] in held and row["present"] != "no"}
    return sorted(present - staff)
