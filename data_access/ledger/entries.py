"""The shape of entries while they are made, before persons get the pseudonyms of the ledger.

Columns: measure, person (a number of ``Records``, or NOBODY), unit (a code, where it is no person),
counted_on, amount, left_out, organisation, cohort, session_kind, sheet, row_id.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_access.ledger.reasons import Reason
from data_access.ledger.records import NOBODY

COLUMNS = (
    "measure", "person", "unit", "counted_on", "amount", "left_out",
    "organisation", "cohort", "session_kind", "sheet", "row_id",
)  # fmt: skip
_EMPTY = {"person": NOBODY, "unit": None, "organisation": None, "cohort": None, "session_kind": None}


def entries(rows: pd.DataFrame, *, day: str, left_out: pd.Series, amount: float | pd.Series = 1.0) -> pd.DataFrame:
    """An entry of the figure itself for each row; ``left_out`` holds a reason, or nothing where it counts."""
    made = rows.assign(measure="value", counted_on=rows[day], left_out=left_out)
    made["amount"] = pd.Series(amount, index=rows.index, dtype="float64").where(left_out.isna(), 0.0)
    for column, value in _EMPTY.items():
        if column not in made:
            made[column] = value
    return made[list(COLUMNS)]


def of_each(rows: pd.DataFrame, column: str, known: pd.Series) -> pd.Series:
    """What is ``known`` (by the values of ``column``) for each row; keeps the type where there is nothing."""
    return known.reindex(rows[column]).set_axis(rows.index)


def joined(*parts: pd.DataFrame) -> pd.DataFrame:
    """The entries of all parts."""
    filled = [part for part in parts if not part.empty]
    return pd.concat(filled, ignore_index=True) if filled else parts[0]


def reasons(rows: pd.DataFrame, *tests: tuple[pd.Series, Reason]) -> pd.Series:
    """For each row the reason of the first test that is true, or nothing."""
    found = np.select(
        [test.to_numpy(dtype=bool) for test, _ in tests], [str(reason) for _, reason in tests], default=""
    )
    return pd.Series(found, index=rows.index, dtype="object").replace("", None)


def only_first(rows: pd.DataFrame, unit: str, left_out: pd.Series) -> pd.Series:
    """``left_out``, but every unit's rows after the first that counts are already counted. Rows are in order."""
    again = rows.loc[left_out.isna()].duplicated(unit)
    return left_out.where(~again.reindex(rows.index, fill_value=False), str(Reason.ALREADY_COUNTED))


def counted(made: pd.DataFrame) -> pd.DataFrame:
    """The entries that count."""
    return made[made["left_out"].isna()]
