"""Which of the entries are asked for, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_

from data_access.ledger import Reason
from data_access.queries.evidence.places import PLACE
from data_access.queries.evidence.visible import OF_PERSONS, Visible
from data_access.sheets import SHEETS, Sheet
from data_access.viewer import Forbidden

SORTED_BY = ("unit", "counted_on", "amount", "reason", *OF_PERSONS, "sheet", *PLACE)
_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%d %B %Y")
_RANKS = ("rank_of_none", "rank", "rank_of_day", "rank_of_unit", "rank_of_row")
_DIGITS = 9  # what a row's number may have


@dataclass(frozen=True)
class Wanted:
    """``counted``: only those that count, or only those left out; ``reason``: only those left out for it.

    ``search``: part of the unit, the organisation's code, the file or the source, a sheet's name, the number of a row
    or a delivery, or a day. ``cell``: gender and age group, those of it alone.
    """

    counted: bool | None = None
    reason: Reason | None = None
    search: str = ""
    cell: tuple[str, str] | None = None

    def among(self, entries: Visible, *columns: ColumnElement[Any], located: bool = False) -> Select[Any]:
        """Select ``columns`` of the entries wanted, and of the places of their rows where they are ``located``.

        Raises Forbidden where a cell is asked for by who sees people without gender and age.
        """
        chosen = entries.located(*columns) if self.search or located else entries.select(*columns)
        return chosen.where(*self._kind(entries), *self._found(entries), *self._of_cell(entries))

    def _kind(self, entries: Visible) -> Sequence[ColumnElement[bool]]:
        wanted: list[ColumnElement[bool]] = []
        left_out = entries.entry.left_out
        if self.counted is not None:
            wanted.append(left_out.is_(None) if self.counted else left_out.is_not(None))
        if self.reason is not None:
            wanted.append(left_out == str(self.reason))
        return wanted

    def _found(self, entries: Visible) -> Sequence[ColumnElement[bool]]:
        return (or_(*_matches(self.search, entries)),) if self.search else ()

    def _of_cell(self, entries: Visible) -> Sequence[ColumnElement[bool]]:
        if self.cell is None:
            return ()
        if entries.nameless:
            raise Forbidden("cell")
        gender, age_group = self.cell
        return (entries.entry.gender == gender, entries.entry.age_group == age_group)


@dataclass(frozen=True)
class Order:
    """By the column ``by``, rows without it last; rows alike in it by day, unit and row.

    What the viewer does not see, and what is no column of an entry, sorts by day.
    """

    by: str = "counted_on"
    descending: bool = False

    def looks_up(self, entries: Visible) -> bool:
        """Whether it takes the place of each row."""
        return self._column(entries) in PLACE

    def ranks(self, entries: Visible) -> Sequence[ColumnElement[Any]]:
        """What to select beside the entries, for ``of`` to order by."""
        entry, by = entries.entry, self._column(entries)
        column = entries.place(by) if by in PLACE else entry.left_out if by == "reason" else entry[by]
        # A day that is not seen is not told by the order either.
        column = entries.day if by == "counted_on" else column
        ranked = (column.is_(None), column, entries.day, entry.unit, entry.row_id)
        return [one.label(name) for one, name in zip(ranked, _RANKS, strict=True)]

    def of(self, ranks: Sequence[ColumnElement[Any]]) -> Sequence[ColumnElement[Any]]:
        """The order by ``ranks``, or by the columns of a subquery that have their names."""
        lacking, ranked, *alike = ranks
        return (lacking, ranked.desc() if self.descending else ranked.asc(), *alike)

    def _column(self, entries: Visible) -> str:
        # Who does not see a column must not learn of it by sorting either.
        hidden = entries.nameless and self.by in OF_PERSONS
        return "counted_on" if hidden or self.by not in SORTED_BY else self.by


def _matches(search: str, entries: Visible) -> Sequence[ColumnElement[bool]]:
    entry = entries.entry
    # Who sees no organisation must not find it by searching either.
    own = (entry.unit,) if entries.nameless else (entry.unit, entry.organisation)
    texts = (*own, entries.place("file"), entries.place("source"))
    found = [column.icontains(search, autoescape=True) for column in texts]
    if sheets := [one.name for one in SHEETS if any(search.casefold() in said for said in _names(one))]:
        found.append(entry.sheet.in_(sheets))
    if search.isdecimal() and len(search) <= _DIGITS:
        found += [entries.place("line") == int(search), entries.place("delivery") == int(search)]
    if day := _day(search):
        found.append(entries.day == day)
    return found


def _names(sheet: Sheet) -> Sequence[str]:
    return [sheet.name, *(sheet.label(language).casefold() for language in ("en", "fi", "sv"))]


def _day(text: str) -> date | None:
    for written in _DAYS:
        with suppress(ValueError):
            # The one month that English shortens to four letters
            return datetime.strptime(text.replace("Sept ", "Sep "), written).date()  # noqa: DTZ007 - a day has no time zone
    return None


EVERYTHING = Wanted()
BY_DAY = Order()
