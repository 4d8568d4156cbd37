"""What makes the sum of the two registers a count of different persons.

The entries of each register rest on its own records (``world``). Persons of both would then count twice,
and staff or a first registration known to one only would go unheeded in the other. So the figures are
counted a third time over both, and the difference is kept as entries that name no person, no
organisation and no row but the programme's own, summed by day, gender and age group: enough for every
figure to be exact on every day, and nothing that says of anybody that he or she is in both.
"""

from __future__ import annotations

import pandas as pd

from data_access.ledger.entries import counted

UNIT = "both registers"
_CELL = ["measure", "counted_on", "gender", "age_group"]


def differences(together: pd.DataFrame, apart: list[pd.DataFrame], *, row_id: int) -> pd.DataFrame:
    """Entries by which the count of both registers differs from the sum of the counts of each.

    The frames are entries with gender and age_group; ``row_id`` is that of the programme's facts.
    """
    less = [counted(part).assign(amount=-counted(part)["amount"]) for part in apart if not part.empty]
    cells = pd.concat([counted(together), *less])[[*_CELL, "amount"]]
    sums = cells.groupby(_CELL, dropna=False, as_index=False)["amount"].sum()
    found = sums[sums["amount"] != 0]
    nothing = dict.fromkeys(("left_out", "organisation", "cohort", "session_kind"))
    made: pd.DataFrame = found.assign(unit=UNIT, sheet="programme", row_id=row_id, **nothing)
    return made
