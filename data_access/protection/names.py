"""The names of the numbers that are released, by which a query asks whether one may be seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

# Measures: what a number says of its topic, which is an indicator's code or NETWORK. Dimensions are measures, too
# (cohort, sector, ...), and so are the counts of the network's page
VALUE, ANSWERED, ELIGIBLE = "value", "answered", "eligible"
NO_GENDER, NO_AGE, INCOMPLETE = "missing_gender", "missing_age", "incomplete"
CELL, PERIOD, REGISTER = "cell", "period", "register"
NETWORK = "network"  # the topic of numbers of the peer network's own page


def name(topic: str, measure: str, day: date, part: str | None = "") -> str:
    """The name of one number as of ``day``.

    ``part``: which part of the measure it is of, one cohort of all cohorts, say. Empty or None where the measure has no
    parts, and for what belongs to none of them.
    """
    return f"{topic}|{measure}|{part or ''}|{day.isoformat()}"


def names(
    topics: Iterable[str] | str,
    measure: str,
    days: Iterable[date | None] | date | None,
    parts: Iterable[str | None] | None = None,
    *,
    index: pd.Index,
) -> pd.Series[str]:
    """The names of the numbers in a column, row by row; None where the day is not known.

    ``topics``, ``days`` and ``parts``: one for each row, or one for all.
    """
    count = len(index)
    topic = [topics] * count if isinstance(topics, str) else list(topics)
    day = [days] * count if days is None or isinstance(days, date) else list(days)
    part = [""] * count if parts is None else [None if pd.isna(one) else one for one in parts]
    made = [
        None if on is None else name(of, measure, on, within) for of, on, within in zip(topic, day, part, strict=True)
    ]
    return pd.Series(made, index=index, dtype="object")


def cell(gender: str, age_group: str) -> str:
    """The part of the measure CELL that counts persons of that gender and age group."""
    return f"{gender} {age_group}"
