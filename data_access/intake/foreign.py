"""Files of other people's making, read as their profile says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from data_access.intake import read, tabular, workbook
from data_access.intake.mapping import Mapped, Record, at_path
from data_access.intake.problem import Findings, Problem, Refusal, Tab
from data_access.intake.profile import Profile, Source
from data_access.intake.rawsheet import RawSheet
from data_access.intake.tables import Table
from data_access.message import N_, Message
from data_access.sheets import sheet

MOST_JSON = 32 << 20  # bytes; in memory ten times as much
Parts = tuple[list[tuple[int, Record]], Sequence[tuple[int, Message]]]  # rows, and lines that do not fit


def tables(files: Sequence[Path], profile: Profile, findings: Findings) -> list[Mapped]:
    """The foreign files; what cannot be read becomes a problem."""
    found: list[Mapped] = []
    seen: dict[str, set[tuple[Any, ...]]] = {made.name: set() for made in profile.sheets}
    foreign = _json if profile.source.format == "json" else _rows
    for path in files:
        file = read.label(path)
        try:
            read.check_readable(path)
            found += [Mapped(file, profile, rows, odd, seen) for rows, odd in foreign(path, file, profile, findings)]
        except Refusal as refusal:
            findings.problem(Problem(refusal.message, file, expected=refusal.expected))
        except OSError as error:
            findings.problem(read.unreadable(path, error))
    return found


def programme(profile: Profile, name: str) -> list[Table]:
    """The programme sheet that the profile itself brings, if any."""
    if not profile.programme:
        return []
    cells = {"code": profile.source.programme, **profile.programme}
    tab = Tab(name, "programme")
    return [
        Table(sheet("programme"), tab, {field: place for place, field in enumerate(cells)}, [(1, [*cells.values()])])
    ]


def _rows(path: Path, file: str, profile: Profile, findings: Findings) -> Iterator[Parts]:
    for raw in _sheets(path, file, profile.source, findings):
        _check_columns(raw, profile)
        yield [(line, dict(zip(raw.columns, cells, strict=True))) for line, cells in raw.rows], raw.uneven


def _sheets(path: Path, file: str, source: Source, findings: Findings) -> list[RawSheet]:
    """The one sheet that the profile is about: named by it, or the first."""
    if source.format == "csv":
        content = read.content(path)
        return [tabular.sheet(content, file, path.stem, encoding=source.encoding, delimiter=source.delimiter)]
    read.check_workbook(path)
    return workbook.sheets(path, file, findings, only=source.sheet)[:1]


def _check_columns(raw: RawSheet, profile: Profile) -> None:
    missing = [path for path in _paths(profile) if raw.columns.count(path) != 1]
    if missing:
        raise Refusal(
            N_("The profile's columns {listed} do not stand in row 1, once each.", listed=", ".join(missing)),
            N_("the file that the profile is for"),
        )


def _paths(profile: Profile) -> list[str]:
    named = [rule.source for made in profile.sheets for rule in made.columns.values() if rule.source is not None]
    return list(dict.fromkeys(named + [made.where.source for made in profile.sheets if made.where is not None]))


def _json(path: Path, file: str, profile: Profile, findings: Findings) -> Iterator[Parts]:
    expected = N_("an array of objects")
    content = read.content(path)
    if len(content) > MOST_JSON:
        raise Refusal(N_("The file is too large."), N_("at most {most} MB", most=MOST_JSON >> 20))
    try:
        found = json.loads(tabular.decoded(content, profile.source.encoding), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Refusal(N_("The file is no JSON, or was cut off."), expected) from error
    if not isinstance(found, list) or not found:
        raise Refusal(N_("The file holds no rows."), expected)
    records: list[tuple[int, Record]] = [
        (number, record) for number, record in enumerate(found, start=1) if isinstance(record, dict)
    ]
    odd = [
        (number, N_("This is no object."))
        for number, record in enumerate(found, start=1)
        if not isinstance(record, dict)
    ]
    for name in _paths(profile):
        if all(at_path(record, name) is None for _number, record in records):
            findings.warning(Problem(N_("No row has the profile's field {field}.", field=name), file, column=name))
    yield records, odd


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)
