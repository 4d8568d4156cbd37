"""How the entries behind a difference are opened on the page."""

from __future__ import annotations

from enum import StrEnum

from dashboard.panel import Asked


class Against(StrEnum):
    """Between which states of the records entries are compared, as the address says it."""

    NOW = "now"  # what the report froze, and today
    BEFORE = "before"  # what the report before froze, and what this one did
    TYPED = "typed"  # what was known when the figure was typed in, and today


def href(code: str, asked: Asked, against: Against = Against.NOW) -> str:
    """The page with the entries of the indicator that came, went or changed."""
    wanted = None if against is Against.NOW else str(against)
    opened = asked.selection.with_more(indicator=code, against=wanted, done=None, **{"report-moved.page": None})
    return f"{opened.href}#report-moved"


def against(asked: Asked) -> Against:
    """What the address compares with; today where it says nothing known."""
    wanted = asked.selection.more.get("against", "")
    return Against(wanted) if wanted in set(Against) else Against.NOW
