"""``dashboard report``: the steps of reports to the financier, and where they stand."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from dashboard.cli import remarks
from dashboard.cli.base import read_programme, typist, write_json, write_programme
from dashboard.cli.versions import asked, described, named, unknown
from dashboard.settings import Settings
from data_access import reports
from data_access.question import Question
from data_access.reports import Frozen
from data_access.viewer import Forbidden, Role


def prepare(given: Namespace, settings: Settings) -> int:
    """``report prepare``."""
    said = remarks.read(given.remarks) if given.remarks else {}
    with _step(given, settings, Role.MANAGER) as question:
        made = reports.prepare(question, given.period, remarks=said, comment=given.comment, **_stamp())
    checks = made.content["checks"]
    blocking = sum(bool(one["blocking"]) for one in checks)
    return _told(given, made, "prepared", {"blocking": blocking, "warnings": len(checks) - blocking})


def submit(given: Namespace, settings: Settings) -> int:
    """``report submit``."""
    with _step(given, settings, Role.MANAGER) as question:
        reports.submit(question, given.period, comment=given.comment, **_stamp())
        made = reports.frozen(question, given.period)
    return _told(given, made, "submitted")


def give_back(given: Namespace, settings: Settings) -> int:
    """``report return``."""
    with _step(given, settings, Role.FINANCIER) as question:
        reports.give_back(question, given.period, reason=given.reason, **_stamp())
        made = reports.frozen(question, given.period)
    return _told(given, made, "returned")


def approve(given: Namespace, settings: Settings) -> int:
    """``report approve``."""
    with _step(given, settings, Role.FINANCIER) as question:
        reports.approve(question, given.period, comment=given.comment, **_stamp())
        made = reports.frozen(question, given.period)
    return _told(given, made, "approved")


def listing(given: Namespace, settings: Settings) -> int:
    """``report list``, as the manager sees them."""
    with read_programme(given.programme, settings) as (connection, about):
        rows = list(reports.listing(asked(connection, about, Role.MANAGER)).records())
    if given.format == "json":
        write_json(rows)
    else:
        print("\n".join(_line(row) for row in rows))
    return 0


@contextmanager
def _step(given: Namespace, settings: Settings, role: Role) -> Iterator[Question]:
    """The question of the role that the step needs, in a transaction that writes."""
    with write_programme(given.programme, settings) as (connection, about):
        question = asked(connection, about, role)
        try:
            yield question
        except Forbidden:
            raise unknown(question, given) from None


def _stamp() -> Mapping[str, Any]:
    return {"by": typist(), "now": datetime.now(UTC)}


def _told(given: Namespace, made: Frozen, done: str, found: Mapping[str, int] | None = None) -> int:
    """Says what was done, and of the checks what they ``found``; 0."""
    counts = found or {}
    if given.format == "json":
        write_json({**described(made), "state": done, **counts})
        return 0
    print(f"{named(made, given)} is {done}.\n{made.hash}")
    if any(counts.values()):
        print("Checks: " + ", ".join(f"{name} {number}" for name, number in counts.items()))
    return 0


def _line(row: Mapping[str, Any]) -> str:
    version = f", version {row['version']}, {row['hash']}" if row["version"] else ""
    due = f", due on {row['due_on']}" if row["overdue"] is not None else ""
    late = ", OVERDUE" if (row["overdue"] or 0) > 0 else ""
    return f"{row['period']}: {row['state'].replace('_', ' ')}{version}{due}{late}"
