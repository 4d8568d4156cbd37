"""One delivery: files read, rows made, checked and reconciled, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from data_access.identities import Identities
from data_access.intake import foreign, keys, oddities, profile, read, references, rules, tables, values
from data_access.intake.door import Door
from data_access.intake.entry import Entry
from data_access.intake.mapping import Mapped
from data_access.intake.problem import Findings, Misfit, Problem, Row, shown
from data_access.intake.rawsheet import blank
from data_access.intake.state import After
from data_access.intake.tables import Table
from data_access.message import N_, Message
from data_access.sheets import SHEETS, sheet

TOLD_EVERY = 5_000  # rows


class Progress(Protocol):
    """Told how far a load has come."""

    def stage(self, message: Message, done: int, total: int) -> None:
        """``done`` of ``total`` steps of what ``message`` says."""


class Silence:
    """Progress that nobody watches."""

    def stage(self, message: Message, done: int, total: int) -> None:
        """Nothing."""


@dataclass(frozen=True)
class Skipped:
    """A row that a profile left out, and why."""

    file: str
    row: int
    message: Message

    def as_dict(self) -> dict[str, str | int]:
        """For programs and for the table of deliveries."""
        return {"file": self.file, "row": self.row, "message": str(self.message)}


@dataclass(frozen=True)
class Delivery:
    """Files as tables whose columns are known; ``complete`` unless some of it could not be read."""

    files: Sequence[str]
    tables: Sequence[Table | Mapped]
    source: str | None  # as the profile names it
    programme: str | None
    complete: bool

    @property
    def gaps(self) -> frozenset[str]:
        """Sheets of which rows could not be read."""
        return frozenset(table.sheet.name for table in self.tables if isinstance(table, Table) and not table.whole)


@dataclass(frozen=True)
class Read:
    """A delivery with its rows, people behind pseudonyms. ``erased``: how many were left out, as their persons were."""

    delivery: Delivery
    identities: Identities
    code: str
    rows: Mapping[str, Sequence[Row]]
    skipped: Sequence[Skipped]
    erased: int = 0


def opened(files: Sequence[Path], profile_name: str | None, findings: Findings) -> Delivery:
    """The delivery in ``files``; what is wrong with files, sheets and columns becomes problems."""
    if profile_name is None:
        raw = [sheet for file in files for sheet in read.sheets(file, findings)]
        matched = [tables.matched(one, findings) for one in raw]
        found: list[Table | Mapped] = [table for table in matched if table is not None]
        source = None
    else:
        found, source = _mapped(files, profile_name, findings)
    complete = not findings.problems
    if complete and not any(table.holds_rows for table in found):
        expected = N_("rows in sheets named {listed}", listed=", ".join(one.name for one in SHEETS))
        message = N_("No sheet of the programme holds a row.")
        findings.problem(Problem(message, ", ".join(map(read.label, files)), expected=expected))
    return Delivery([read.label(file) for file in files], found, source, _programme(found, findings), complete)


def _mapped(files: Sequence[Path], name: str, findings: Findings) -> tuple[list[Table | Mapped], str | None]:
    declared = profile.read(name, findings)
    if declared is None:
        return [], None
    own = foreign.programme(declared, Path(name).name)
    return [*own, *foreign.tables(files, declared, findings)], declared.source.name


def _programme(found: Sequence[Table | Mapped], findings: Findings) -> str | None:
    """The code of the programme, as the programme sheet or the profile says it."""
    codes: list[str] = []
    for table in found:
        cell = table.programme_code()
        try:
            # What does not fit is reported with its row.
            codes += [] if blank(cell) else [values.value(sheet("programme").column("code"), cell)]
        except Misfit:
            continue
    if len(set(codes)) > 1:
        listed = ", ".join(dict.fromkeys(map(shown, codes)))
        findings.problem(Problem(N_("The files belong to different programmes: {listed}.", listed=listed)))
    return codes[0] if codes else None


def entered(
    delivery: Delivery, door: Door, findings: Findings, progress: Progress
) -> tuple[dict[str, list[Row]], list[Skipped]]:
    """The delivery's rows by sheet, also of sheets that it brings without rows, and those left out, told as odd."""
    rows: dict[str, list[Row]] = {name: [] for table in delivery.tables for name in table.sheets}
    skipped: list[Skipped] = []
    total = sum(len(table.rows) for table in delivery.tables)
    for done, (table, entry) in enumerate(_entries(delivery, door)):
        if done % TOLD_EVERY == 0:
            progress.stage(N_("Reading rows"), done, total)
        for name, row in entry.rows:
            rows[name].append(row)
        if entry.problems and table.skips:
            skipped.append(Skipped(entry.file, entry.line, entry.problems[0].message))
        for problem in entry.problems:
            if table.skips:
                findings.warning(replace(problem, message=N_("The row is left out. {reason}", reason=problem.message)))
            else:
                findings.problem(problem)
    return rows, skipped


def _entries(delivery: Delivery, door: Door) -> Iterator[tuple[Table | Mapped, Entry]]:
    for table in delivery.tables:
        for entry in table.entries(door):
            yield table, entry


def examine(after: After, identities: Identities, findings: Findings) -> None:
    """All checks on the rows, within the delivery and against what stands."""
    for found in (keys.problems(after), references.problems(after, identities), rules.problems(after)):
        for problem in found:
            findings.problem(problem)
    for warning in oddities.warnings(after):
        findings.warning(warning)
