"""Who was erased at their own request is left out of every later delivery.

The list holds marks: keyed hashes made for it alone. Without the key it names nobody and joins with nothing; with the
key it tells of a given person whether they were erased, which is why it ends with the records (``retention``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from data_access.identities import Identities
from data_access.intake import door
from data_access.intake.delivery import Read
from data_access.intake.problem import Row
from data_access.intake.state import places
from data_access.models import erasures, programmes
from data_access.sheets import PERSONAL, Sheet


def applied(connection: Connection, read: Read) -> Read:
    """The delivery without the rows of erased persons, which it counts. One query."""
    mine = select(erasures.c.mark).join(programmes, programmes.c.id == erasures.c.programme_id)
    marks = frozenset(connection.execute(mine.where(programmes.c.code == read.code)).scalars())
    if not marks:
        return read
    rows: dict[str, Sequence[Row]] = dict(read.rows)
    for declared in PERSONAL:
        if declared.name in rows:
            rows[declared.name] = _without(declared, rows[declared.name], marks, read.identities)
    return replace(read, rows=rows, erased=_number(read.rows) - _number(rows))


def _without(declared: Sheet, rows: Sequence[Row], marks: frozenset[str], identities: Identities) -> list[Row]:
    (who,) = places(declared, (str(declared.identity),))
    survey = list(declared.by_name).index("survey") if "survey" in declared.by_name else None
    known: dict[tuple[str, str], bool] = {}
    kept = []
    for row in rows:
        if row.values[who] is None:
            kept.append(row)
            continue
        one = (door.domain(declared, None if survey is None else row.values[survey]), row.values[who])
        if one not in known:
            known[one] = identities.mark(identities.core(*one)) in marks
        if not known[one]:
            kept.append(row)
    return kept


def _number(rows: Mapping[str, Sequence[Row]]) -> int:
    return sum(map(len, rows.values()))
