"""What a programme fixes before it begins: its facts, periods, cohorts, milestones and scales."""

from __future__ import annotations

from datetime import date, timedelta

from data_access.demo.calendar import Calendar, Span
from data_access.demo.row import Row, texts


def period_code(period: Span) -> str:
    """The code of a half-year: 2024-1, 2024-2."""
    return f"{period.first.year}-{1 if period.first.month == 1 else 2}"


def report_due_on(period: Span) -> date:
    """The last day of the second month after the half-year."""
    after = period.last + timedelta(1)
    return date(after.year, after.month + 2, 1) - timedelta(1)


def periods(calendar: Calendar) -> list[Row]:
    """The sheet ``periods``."""
    return [
        {
            "period": period_code(period),
            "starts_on": period.first,
            "ends_on": period.last,
            "report_due_on": report_due_on(period),
        }
        for period in calendar.periods
    ]


def cohorts(calendar: Calendar) -> list[Row]:
    """The sheet ``cohorts``."""
    return [
        text | {"cohort": f"C{number}", "starts_on": span.first, "ends_on": span.last}
        for number, (text, span) in enumerate(zip(texts("wording")["cohorts"], calendar.cohorts, strict=True), 1)
    ]


def milestones() -> list[Row]:
    """The sheet ``milestones``."""
    return [row | {"position": position} for position, row in enumerate(texts("wording")["milestones"], 1)]


def dimensions() -> list[Row]:
    """The sheet ``dimensions``."""
    return [
        {name: value for name, value in row.items() if name != "actions"} | {"position": position}
        for position, row in enumerate(texts("wording")["dimensions"], 1)
    ]


def levels() -> list[Row]:
    """The sheet ``levels``."""
    return list(texts("wording")["levels"])


def marks(calendar: Calendar) -> list[Row]:
    """The sheet ``annotations``: what has happened so far."""
    dated = [
        {name: value for name, value in row.items() if name.startswith("text_")} | {"on": _day(row, calendar)}
        for row in texts("wording")["annotations"]
    ]
    return sorted((row for row in dated if row["on"] <= calendar.today), key=lambda row: row["on"])


def _day(mark: Row, calendar: Calendar) -> date:
    """The day of a mark: that on which a cohort begins, or one of the programme's months."""
    if "begins" in mark:
        return calendar.cohorts[mark["begins"] - 1].first
    return calendar.month(mark["month"], mark["day"])
