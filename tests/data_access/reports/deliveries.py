"""Programmes made at random, and later deliveries that add, change and remove rows of theirs."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.data_access.ledger.test_plain_count import DAYS, programmes
from tests.data_access.reports.later import Delivered

# Sheets whose rows nothing else refers to, so that they may come and go
LOOSE = ("attendance", "network_attendance", "responses", "adoptions", "progress", "dissemination")
# What a later delivery may say otherwise
CHANGES: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "participants": {
        "gender": st.sampled_from([None, "female", "male"]),
        "third_country_national": st.sampled_from([None, True, False]),
        "project_staff": st.booleans(),
    },
    "members": {"age_group": st.sampled_from([None, "under_18", "18_60"])},
    "sessions": {
        "held_on": st.sampled_from(DAYS),
        "status": st.sampled_from(["held", "cancelled"]),
        "hours": st.sampled_from([None, 0.1, 0.2, 2.0]),
    },
    "organisations": {"authority": st.sampled_from([None, "local", "national"])},
    "practices": {"documented_on": st.sampled_from([None, *DAYS])},
}


@st.composite
def delivered(draw: st.DrawFn) -> Delivered:
    made = Delivered(periods=False)
    made.rows = draw(programmes()).rows
    return made


def disturb(draw: Any, made: Delivered, removed: list[tuple[str, dict[str, Any]]]) -> None:
    """Changes the rows as the next delivery has them; ``removed`` are those that may come back."""
    for name, row in [one for one in removed if draw(st.booleans())]:
        removed.remove((name, row))
        made.rows[name].append(row)
    for name in LOOSE:
        rows = made.rows[name]
        places = draw(st.sets(st.sampled_from(range(len(rows))), max_size=2)) if rows else ()
        removed.extend((name, rows.pop(at)) for at in sorted(places, reverse=True))
    for name, columns in CHANGES.items():
        for row in made.rows[name]:
            column = draw(st.sampled_from([None, None, *columns]))
            if column:
                row[column] = draw(columns[column])
