"""What came, went or changed between two states of the ledger, in plain Python over plain SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.pages.recount.case import Case, as_day

BOTH = "both registers"

SAID = ("counted_on", "amount", "left_out", "gender", "age_group")


@dataclass(frozen=True)
class Move:
    """An entry that came (``then`` is none), went (``now`` is none) or changed."""

    now: Any
    then: Any
    effect: float

    @property
    def kind(self) -> str:
        """What happened."""
        if self.then is None:
            return "came"
        return "went" if self.now is None else "changed"

    @property
    def one(self) -> Any:
        """The entry, or the one that went."""
        return self.now or self.then

    @property
    def changed(self) -> set[str]:
        """What differs; what is left out has no amount, gender or age to compare."""
        if self.now is None or self.then is None:
            return set()
        counting = self.now.left_out is None and self.then.left_out is None
        told = SAID if counting else ("counted_on", "left_out")
        return {name for name in told if getattr(self.now, name) != getattr(self.then, name)}


def moves(case: Case, code: str, known: int, day: date, until: int | None = None) -> list[Move]:
    """What moved of an indicator between two states of the ledger, entry by entry, as of the day."""
    ours = "indicator = :code and measure = 'value'"
    sql = f"select * from {{ledger}} e where {ours} order by counted_on, unit, sheet, row_id"
    were = {row.id: row for row in replace(case, known=known).rows(sql, code=code)}
    are = {row.id: row for row in replace(case, known=until).rows(sql, code=code)}
    came = [row for number, row in are.items() if number not in were]
    went = [row for number, row in were.items() if number not in are]
    units = {row.unit for row in (*came, *went) if _counts(row, day) is not None}
    came, went = ([row for row in side if row.unit in units and _told(row, day)] for side in (came, went))
    made = list(_paired(came, went))
    return [
        Move(now, was, (_counts(now, day) or 0.0) - (_counts(was, day) or 0.0))
        for now, was in made
        if _counts(now, day) is not None or _counts(was, day) is not None
    ]


def _counts(row: Any, day: date) -> float | None:
    on = None if row is None else as_day(row.counted_on)
    return float(row.amount) if row is not None and row.left_out is None and on and on <= day else None


def _told(row: Any, day: date) -> bool:
    on = as_day(row.counted_on)
    return row.left_out is None or on is None or on <= day


def _unit(row: Any) -> tuple[Any, ...]:
    return (row.unit, row.counted_on, row.gender, row.age_group) if row.unit == BOTH else (row.unit,)


_KIN = (
    lambda row: (_unit(row), *(getattr(row, name) for name in SAID)),
    lambda row: (_unit(row), row.sheet, row.row_id),
    lambda row: (_unit(row), row.counted_on),
    _unit,
)


def _paired(came: Sequence[Any], went: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """From the closest kin on; those that say the same cancel one another."""
    left, gone = list(came), list(went)
    for at, kin in enumerate(_KIN):
        for row in list(left):
            like = next((one for one in gone if kin(one) == kin(row)), None)
            if like is not None:
                left.remove(row)
                gone.remove(like)
                if at:
                    yield row, like
    yield from ((row, None) for row in left)
    yield from ((None, row) for row in gone)
