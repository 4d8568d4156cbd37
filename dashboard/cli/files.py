"""``dashboard template``, ``check`` and ``load``: from files to the database."""

from __future__ import annotations

import secrets
from argparse import Namespace
from datetime import UTC, datetime

from xlsxwriter.exceptions import FileCreateError

from dashboard.cli.base import database, released, typist, write_json
from dashboard.cli.complaint import Complaint
from dashboard.cli.progress import watched
from dashboard.settings import Settings
from data_access import intake
from data_access.database import migrated
from data_access.intake import Outcome, Problem, Report
from data_access.intake import template as workbook


def template(given: Namespace, _settings: Settings) -> int:
    """``template``."""
    try:
        workbook.write(given.file, given.language)
    except FileCreateError:
        raise Complaint(f"{given.file} cannot be written: choose a folder that exists and that you may use.") from None
    print(f"{given.file} is written.")
    return 0


def check(given: Namespace, settings: Settings) -> int:
    """``check``: also against what is stored where there is a database and its key, else the files by themselves."""
    asked = {"source": given.source, "profile": given.profile}
    if settings.pseudonym_key and migrated(settings.url):
        with database(settings) as engine:
            report = intake.check(engine, given.files, key=settings.key("pseudonym_key"), **asked)
    else:
        # Any key will do to tell apart the people within the files.
        report = intake.check(None, given.files, key=secrets.token_bytes(32), **asked)
    if given.format == "json":
        write_json({"problems": [one.as_dict() for one in report.problems]})
    else:
        _say(report)
        print("Something is wrong: nothing of it would be loaded." if report.problems else "Nothing is wrong.")
    return 1 if report.problems else 0


def load(given: Namespace, settings: Settings) -> int:
    """``load``."""
    key = settings.key("pseudonym_key")
    with database(settings) as engine, watched() as progress:
        outcome = intake.load(
            engine,
            given.files,
            key=key,
            source=given.source,
            profile=given.profile,
            dry_run=given.dry_run,
            loaded_by=typist(),
            now=datetime.now(UTC),
            progress=progress,
        )
        if outcome.delivery is not None and outcome.programme is not None and not given.dry_run:
            released(engine, outcome.programme)
    if given.format == "json":
        write_json(outcome.as_dict())
    else:
        _say(outcome)
        print(_done(outcome, dry_run=given.dry_run))
    return 1 if outcome.problems else 0


def _say(report: Report) -> None:
    for heading, found, further in (
        ("Odd, but possible:", report.warnings, report.further_warnings),
        ("Wrong:", report.problems, report.further_problems),
    ):
        if found:
            print(heading)
            print("\n".join(f"  {_place(one)}{one.message}{_compared(one)}" for one in found))
        if further:
            print(f"  and {further} more")


def _place(problem: Problem) -> str:
    named = (("sheet", problem.sheet), ("row", problem.row), ("column", problem.column))
    parts = [problem.file, *(f"{name} {value}" for name, value in named if value is not None)]
    return ", ".join(part for part in parts if part) + ": " if any(parts) else ""


def _compared(problem: Problem) -> str:
    found = f" Found: {problem.found}." if problem.found else ""
    return f"{found} Expected: {problem.expected}." if problem.expected else found


def _done(outcome: Outcome, *, dry_run: bool) -> str:
    if outcome.problems:
        return f"Nothing was loaded: {_number(len(outcome.problems) + outcome.further_problems, 'problem')}."
    lines = [f"  {name}: {_counted(changes.as_dict())}" for name, changes in outcome.sheets.items()]
    skipped = [f"  left out, as the profile says: {_number(outcome.skipped, 'row')}"] if outcome.skipped else []
    erased = [f"  left out, as their persons were erased: {_number(outcome.erased, 'row')}"] if outcome.erased else []
    return "\n".join([_headline(outcome, dry_run=dry_run), *lines, *skipped, *erased])


def _headline(outcome: Outcome, *, dry_run: bool) -> str:
    if dry_run:
        return f"This would be loaded into {outcome.programme}; nothing was written:"
    if outcome.delivery is None:
        return f"Nothing has changed in {outcome.programme}, so nothing was written:"
    return f"Delivery {outcome.delivery} of {outcome.programme}:"


def _number(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _counted(changes: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in changes.items() if number) or "no rows"
