"""Whatever a row refers to must stand, once the delivery has been taken in."""

from __future__ import annotations

from collections.abc import Iterator

from data_access import catalogue
from data_access.identities import ACCELERATOR, NETWORK, Identities
from data_access.intake import door
from data_access.intake.problem import Problem, at, quoted
from data_access.intake.state import REFERRING, After, cells
from data_access.message import N_
from data_access.sheets import SHEETS, Kind, sheet


def problems(after: After, identities: Identities) -> Iterator[Problem]:
    """References that lead nowhere: of delivered rows, and of rows that stand to rows taken away."""
    for name in after.delivered:
        yield from _leading_nowhere(after, name)
        yield from _left_behind(after, name)
    yield from _unknown_indicators(after)
    yield from _unknown_respondents(after, identities)


def _leading_nowhere(after: After, name: str) -> Iterator[Problem]:
    for column in sheet(name).columns:
        refers = column.refers
        if refers is None or not after.knows(refers.sheet):
            continue
        known = after.values(refers.sheet, refers.column)
        for row, (value,) in after.new(name, column.name):
            if value is not None and value not in known:
                expected = N_(
                    "a value of the column {column} in the sheet {sheet}", column=refers.column, sheet=refers.sheet
                )
                cell = None if column.kind is Kind.IDENTITY else value
                yield at(row, column, N_("What the cell refers to is unknown."), cell=cell, expected=expected)


def _left_behind(after: After, name: str) -> Iterator[Problem]:
    """Rows that the delivery does not touch, and that refer to a row of sheet ``name`` which it takes away."""
    mine = [kept.row for kept in after.own(name)]
    file = next((row.tab.file for rows in after.delivered.values() for row in rows), "")
    for other, column, target in REFERRING[name]:
        gone = {value for _row, (value,) in cells(sheet(name), mine, target)} - after.values(name, target) - {None}
        for row, (value,) in cells(other, after.untouched(other.name), column) if gone else ():
            if value in gone:
                yield Problem(
                    N_(
                        "The row is gone, but row {row} of the sheet {sheet}, from {file}, refers to it.",
                        row=row.line, sheet=other.name, file=row.tab.file,
                    ),
                    file, name, None, target,
                    quoted(value, sheet(name).column(target)),
                    N_("the row, as before, or a delivery that takes away the other one too"),
                )  # fmt: skip


def _unknown_indicators(after: After) -> Iterator[Problem]:
    known = frozenset(catalogue.codes())
    for declared in SHEETS:
        if declared.name not in after.delivered or "indicator" not in declared.by_name:
            continue
        for row, (code,) in after.new(declared.name, "indicator"):
            if code is not None and code not in known:
                expected = N_("one of: {listed}", listed=", ".join(catalogue.codes()))
                column = declared.column("indicator")
                yield at(row, column, N_("The catalogue has no such indicator."), cell=code, expected=expected)


def _unknown_respondents(after: After, identities: Identities) -> Iterator[Problem]:
    """Whoever answers by name must be a participant or a member; anonymous answers need nobody."""
    if not {"responses", "participants", "members"} & after.delivered.keys():
        return
    if not (after.knows("participants") and after.knows("members")):
        return
    responses = sheet("responses")
    column = responses.column("respondent")
    asked = [
        (row, door.domain(responses, survey), who)
        for row, (survey, who) in after.cells("responses", "survey", "respondent")
        if survey and who
    ]
    known = _persons(after, identities) if asked else frozenset()
    unknown = {
        (domain, who)
        for domain, who in {asked_of[1:] for asked_of in asked}
        if identities.core(domain, who) not in known
    }
    for row, domain, who in asked:
        if (domain, who) in unknown:
            expected = N_("somebody who stands in the sheet participants or members, or an empty cell")
            yield at(row, column, N_("The respondent is unknown."), expected=expected)


def _persons(after: After, identities: Identities) -> frozenset[bytes]:
    registered = {identities.core(ACCELERATOR, who) for who in after.values("participants", "participant") if who}
    return frozenset(registered | {identities.core(NETWORK, who) for who in after.values("members", "member") if who})
