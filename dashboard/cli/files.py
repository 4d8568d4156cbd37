"""``dashboard template``, ``check`` and ``load``: from files to the database."""

from __future__ import annotations

import secrets
from argparse import Namespace
from datetime import UTC, datetime

from xlsxwriter.exceptions import FileCreateError

from dashboard.cli.base import database, released, typist, write_json
from dashboard.cli.complaint import Complaint
from dashboard.cli.progress import watched
from dashboard.i18n import Words, words
from dashboard.settings import Settings
from data_access import intake
from data_access.database import migrated
from data_access.intake import Changes, Outcome, Problem, Report
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
        spoken = words(given.language)
        _say(report, spoken)
        wrong = spoken.gettext("Something is wrong: nothing of it would be loaded.")
        print(wrong if report.problems else spoken.gettext("Nothing is wrong."))
    return 1 if report.problems else 0


def load(given: Namespace, settings: Settings) -> int:
    """``load``."""
    key, spoken = settings.key("pseudonym_key"), words(given.language)
    with database(settings) as engine, watched(spoken) as progress:
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
        _say(outcome, spoken)
        print(_done(outcome, spoken, dry_run=given.dry_run))
    return 1 if outcome.problems else 0


def _say(report: Report, words: Words) -> None:
    for heading, found, further in (
        (words.gettext("Odd, but possible:"), report.warnings, report.further_warnings),
        (words.gettext("Wrong:"), report.problems, report.further_problems),
    ):
        if found:
            print(heading)
            print("\n".join(f"  {_place(one, words)}{_said(one, words)}" for one in found))
        if further:
            print(" ", words.ngettext("and {n} more", "and {n} more", further))


def _place(problem: Problem, words: Words) -> str:
    parts = [
        problem.file,
        problem.sheet and words.gettext("sheet {sheet}", sheet=problem.sheet),
        problem.row and words.gettext("row {row}", row=problem.row),
        problem.column and words.gettext("column {column}", column=problem.column),
    ]
    known = [str(part) for part in parts if part]
    return f"{', '.join(known)}: " if known else ""


def _said(problem: Problem, words: Words) -> str:
    parts = [words.message(problem.message)]
    if problem.found:
        parts.append(words.gettext("Found: {found}.", found=problem.found))
    if problem.expected:
        parts.append(words.gettext("Expected: {expected}.", expected=problem.expected))
    return " ".join(parts)


def _done(outcome: Outcome, words: Words, *, dry_run: bool) -> str:
    if outcome.problems:
        n = len(outcome.problems) + outcome.further_problems
        return words.ngettext("Nothing was loaded: {n} problem.", "Nothing was loaded: {n} problems.", n)
    lines = [f"{name}: {_counted(changes, words)}" for name, changes in outcome.sheets.items()]
    if n := outcome.skipped:
        lines.append(
            words.ngettext("left out, as the profile says: {n} row", "left out, as the profile says: {n} rows", n)
        )
    if n := outcome.erased:
        lines.append(
            words.ngettext(
                "left out, as their persons were erased: {n} row", "left out, as their persons were erased: {n} rows", n
            )
        )
    return "\n  ".join([_headline(outcome, words, dry_run=dry_run), *lines])


def _headline(outcome: Outcome, words: Words, *, dry_run: bool) -> str:
    programme = outcome.programme
    if dry_run:
        return words.gettext("This would be loaded into {programme}; nothing was written:", programme=programme)
    if outcome.delivery is None:
        return words.gettext("Nothing has changed in {programme}, so nothing was written:", programme=programme)
    return words.gettext("Delivery {number} of {programme}:", number=outcome.delivery, programme=programme)


def _counted(changes: Changes, words: Words) -> str:
    parts = [
        changes.added and words.ngettext("{n} added", "{n} added", changes.added),
        changes.changed and words.ngettext("{n} changed", "{n} changed", changes.changed),
        changes.removed and words.ngettext("{n} removed", "{n} removed", changes.removed),
        changes.unchanged and words.ngettext("{n} unchanged", "{n} unchanged", changes.unchanged),
    ]
    return ", ".join(part for part in parts if part) or words.gettext("no rows")
