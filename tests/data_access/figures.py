"""The figures of a programme read off the ledger, in the shape of the known answers."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from data_access import catalogue
from data_access.models import ledger


def figures(connection: Connection, programme_id: int, as_of: date) -> dict[str, dict[str, Any]]:
    """By code: value, and for persons cells and incomplete, for surveys answered and eligible."""
    dimensions = (ledger.c.indicator, ledger.c.measure, ledger.c.gender, ledger.c.age_group)
    sums = connection.execute(
        select(*dimensions, func.sum(ledger.c.amount).label("amount"))
        .where(ledger.c.programme_id == programme_id, ledger.c.left_out.is_(None), ledger.c.counted_on <= as_of)
        .group_by(*dimensions)
    ).all()
    by_code = defaultdict(list)
    for row in sums:
        by_code[row.indicator].append(row)
    return {code: _figure(one, by_code[code]) for code, one in catalogue.indicators().items()}


def _figure(indicator: catalogue.Indicator, rows: list[Any]) -> dict[str, Any]:
    total: dict[str, float] = defaultdict(float)
    cells: dict[str, float] = defaultdict(float)
    for row in rows:
        total[row.measure] += row.amount
        if row.measure == "value":
            cells[f"{row.gender}|{row.age_group}" if row.gender and row.age_group else ""] += row.amount
    figure: dict[str, Any] = {"value": total["value"]}
    if indicator.breakdown:
        figure["incomplete"] = cells.pop("", 0)
        figure["cells"] = {cell: amount for cell, amount in cells.items() if amount}
    if indicator.survey:
        figure |= {"answered": total["answered"], "eligible": total["eligible"]}
    return figure
