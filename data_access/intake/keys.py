"""No two rows with one key: within a delivery, nor between sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from data_access.intake.problem import Problem, Row, at
from data_access.intake.state import After, cells
from data_access.message import N_
from data_access.sheets import Kind, Sheet, sheet


def problems(after: After) -> Iterator[Problem]:
    """Rows whose key stands a second time, or stands already from another source."""
    for name, rows in after.delivered.items():
        yield from _within(sheet(name), rows)
        if sheet(name).shared:
            yield from _disagreeing(after, sheet(name))
        else:
            yield from _between(after, sheet(name))


def _keyed(of: Sheet, rows: Sequence[Row]) -> Iterator[tuple[Row, tuple[Any, ...]]]:
    """Rows with their keys, without those that have none: a required part did not fit, or nobody is named."""
    needed = [place for place, name in enumerate(of.key) if of.column(name).required or _names_person(of, name)]
    for row, key in cells(of, rows, *of.key):
        if all(key[place] is not None for place in needed):
            yield row, key


def _names_person(of: Sheet, name: str) -> bool:
    # Anonymous answers, alike in everything, are separate facts.
    return of.repeats and of.column(name).kind is Kind.IDENTITY


def _within(of: Sheet, rows: Sequence[Row]) -> Iterator[Problem]:
    first: dict[tuple[Any, ...], Row] = {}
    for row, key in _keyed(of, rows):
        earlier = first.setdefault(key, row)
        if earlier is not row:
            yield at(
                row,
                of.column(of.key[0]),
                N_(
                    "The same {key} stands in row {row} of {file}.",
                    key=", ".join(of.key),
                    row=earlier.line,
                    file=earlier.tab.file,
                ),
                cell=key[0],
                expected=N_("one row for each {key}", key=", ".join(of.key)),
            )


def _between(after: After, of: Sheet) -> Iterator[Problem]:
    rows_of: defaultdict[str, list[Row]] = defaultdict(list)
    for kept in after.others(of.name):
        rows_of[kept.source].append(kept.row)
    taken = {key: source for source, rows in rows_of.items() for _row, key in _keyed(of, rows)}
    for row, key in _keyed(of, after.delivered[of.name]):
        if key in taken:
            yield at(
                row,
                of.column(of.key[0]),
                N_("The source {source} has delivered the same {key}.", source=taken[key], key=", ".join(of.key)),
                cell=key[0],
                expected=N_("each {key} from one source", key=", ".join(of.key)),
            )


def _disagreeing(after: After, of: Sheet) -> Iterator[Problem]:
    """The programme's own facts, where sources tell them differently. What is said of people may differ."""
    if of.name != "programme":
        return
    for kept in after.others(of.name):
        for row in after.delivered[of.name]:
            for column, here, there in zip(of.columns, row.values, kept.row.values, strict=True):
                if here != there and here is not None and there is not None:
                    message = N_("The source {source} says something else: {there}.", source=kept.source, there=there)
                    yield at(row, column, message, cell=here, expected=N_("the same from all sources"))
