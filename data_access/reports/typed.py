"""The figures typed into the sheet ``reported``, against what was frozen and handed in, and against the records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data_access.protection import PublishableFrame
from data_access.queries.indicators.grounds import explained, protected
from data_access.queries.indicators.reported import compared
from data_access.queries.indicators.scope import asked
from data_access.question import Question
from data_access.reports.difference.span import Span
from data_access.reports.frozen import Frozen, handed_in

_CELL = ("gender", "age_group")


def typed(question: Question, *, code: str | None = None, period: str | None = None) -> PublishableFrame:
    """The rows of ``queries.indicators.reported``, of one indicator or all, one period or all. Three queries.

    Where a report of the period was handed in, ``frozen`` is what it says, ``rest`` the slip of the pen, ``later``
    what has changed in the records since. Raises Forbidden for an organisation and where there is no such indicator.
    """
    rows = compared(question, code=None if code is None else asked(code).code, period=period)
    reports = handed_in(question)
    frozen = [_value(reports[row["period"]], row) if row["period"] in reports else None for row in _plain(rows)]
    return protected(explained(rows, pd.Series(frozen, index=rows.index, dtype="float64")), question)


def since_submission(question: Question, code: str, period: str) -> Span | None:
    """From the records as they stood on the day the figure was submitted to today; None where that is not known.

    Two queries. Raises Forbidden as ``typed`` does.
    """
    rows = compared(question, code=asked(code).code, period=period)
    known = rows[rows["delivery"].notna()]
    return None if known.empty else Span(int(known["delivery"].iloc[0]), known["ends_on"].iloc[0])


def _value(report: Frozen, row: Mapping[str, Any]) -> float | None:
    """What the report says of the row's figure: its total, or the sum of the cells that are in it; None if unknown."""
    given = {name: row[name] for name in _CELL if row[name] is not None}
    values = {one["code"]: one["value"] for one in report.content["indicators"]}
    total: float | None = values.get(row["code"])
    if not given or total is None:
        return total
    within = (
        cell["value"]
        for cell in report.content["cells"]
        if cell["code"] == row["code"]
        and all(cell[name] is not None for name in _CELL)
        and all(cell[name] == value for name, value in given.items())
    )
    return float(sum(within))


def _plain(rows: pd.DataFrame) -> list[Mapping[str, Any]]:
    return rows.astype(object).where(rows.notna(), None).to_dict("records")  # type: ignore[return-value]
