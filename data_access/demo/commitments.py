"""What the grant decision asks for, and the way planned there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data_access.demo.calendar import Calendar
from data_access.demo.framework import period_code
from data_access.demo.row import Row, texts

# Invented targets. P.2, P.11 and P.13 have no planned path, and P.13 no target: it is reached indirectly.
TARGETS: Mapping[str, float | None] = {
    "O.2.2": 16, "O.2.3": 260, "O.2.3.3": 140, "R.2.9": 90, "P.1": 45, "P.2": 38, "P.3": 500, "P.4": 700, "P.5": 350,
    "P.6": 130, "P.7": 220, "P.8": 52, "P.9": 25, "P.10": 20, "P.11": 30, "P.12": 40, "P.13": None,
}  # fmt: skip
WITHOUT_PATH = {"P.2", "P.11", "P.13"}
AMENDED = {"P.3": 620}  # by the second decision
PATH = (0.14, 0.38, 0.62, 0.84, 1.0)  # share of the target planned for the end of each half-year
DECISIONS = ("Demonstration decision 1", "Demonstration decision 2")


def amended_on(calendar: Calendar) -> date:
    """The day of the second decision."""
    return calendar.month(10, 15)


def programme(calendar: Calendar, day: date) -> list[Row]:
    """The sheet ``programme``, as one row of its fields, as it stood on ``day``."""
    span, decision = calendar.span, DECISIONS[day >= amended_on(calendar)]
    facts = {"starts_on": span.first, "ends_on": span.last, "funding_decision": decision}
    return [texts("wording")["programme"] | facts]


def indicators(calendar: Calendar) -> list[Row]:
    """The sheet ``indicators``: the first decision, and the second that raises one target."""
    first = {"decision": DECISIONS[0], "valid_from": calendar.span.first}
    second = {"decision": DECISIONS[1], "valid_from": amended_on(calendar)}
    rows = [{"indicator": code, "baseline": 0, "target": target} | first for code, target in TARGETS.items()]
    return rows + [{"indicator": code, "baseline": 0, "target": target} | second for code, target in AMENDED.items()]


def targets(calendar: Calendar, day: date) -> list[Row]:
    """The sheet ``targets``: the cumulative path as it was planned on ``day``."""
    planned = {**TARGETS, **AMENDED} if day >= amended_on(calendar) else TARGETS
    return [
        {"indicator": code, "period": period_code(period), "value": round(target * share)}
        for code, target in planned.items()
        if target is not None and code not in WITHOUT_PATH
        for period, share in zip(calendar.periods, PATH, strict=True)
    ]
