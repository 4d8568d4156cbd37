"""What came, went or changed between two states of the records, each with its effect on the figure."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from data_access.catalogue import indicators
from data_access.queries.rows import once
from data_access.question import Question
from data_access.reports.difference.entries import CAME, WENT, entries
from data_access.reports.difference.pairing import SAID, paired
from data_access.reports.difference.span import Span
from data_access.viewer import Forbidden, Role

CHANGED = "changed"
KINDS = (CAME, WENT, CHANGED)
# How an entry stands that is not left out: it counts by the day, or from a later day on
COUNTS, LATER = "counts", "later"
OF_A_PERSON = ("gender", "age_group")
_OF_ROW = ("indicator", "unit", "organisation", "cohort", "session_kind", "sheet", "row_id")


@once
def movements(question: Question, span: Span) -> pd.DataFrame:
    """What moved, of all indicators, not protected. One query. Raises Forbidden but for manager and financier.

    Columns: indicator, unit, organisation, cohort, session_kind, sheet, row_id (of the entry, or of the one that
    went), kind (came, went, changed), effect (on the figure as of the day), changed (which of SAID differ, parted by
    spaces; empty unless changed), each of SAID as it is and as it was (``<name>_then``), stands and stood (COUNTS,
    LATER or the reason why it is left out; empty where there is no entry), delivery (the cause), of_network.
    What counts on neither side is not told.
    For a reader who sees nothing of a person's own, changes of that alone are no changes.
    """
    allow(question)
    found = moved_between(entries(question, span), span.day)
    if question.viewer.role is not Role.FINANCIER:
        return found
    return found[~personal(found)].reset_index(drop=True)


def personal(moved: pd.DataFrame) -> pd.Series[bool]:
    """Which of the movements are a change of a person's gender or age group, and of nothing else."""
    persons = moved["indicator"].map(lambda code: code in indicators() and indicators()[code].counts_persons)
    return persons.astype(bool) & moved["changed"].isin({*OF_A_PERSON, " ".join(OF_A_PERSON)})


def allow(question: Question) -> None:
    """Raises Forbidden but for manager and financier."""
    if question.viewer.role not in (Role.MANAGER, Role.FINANCIER):
        raise Forbidden("difference")


def moved_between(found: pd.DataFrame, day: date) -> pd.DataFrame:
    """The movements that the ``entries`` found amount to."""
    pairs = paired(found)
    now, then = (found.reindex(pairs[side]).reset_index(drop=True) for side in (CAME, WENT))
    counts, counted = _amounts(now, day), _amounts(then, day)
    made = now[list(_OF_ROW)].where(now["indicator"].notna(), then[list(_OF_ROW)])
    made = made.assign(
        kind=_kinds(now, then),
        effect=counts.fillna(0.0) - counted.fillna(0.0),
        changed=_changed(now, then),
        stands=_standing(now, counts),
        stood=_standing(then, counted),
        of_network=now["of_network"].eq(1) | then["of_network"].eq(1),
        **{name: now[name] for name in SAID},
        **{f"{name}_then": then[name] for name in SAID},
    )
    # What counts no more ceased with the delivery that ended it, whatever was delivered of the row afterwards.
    ended = then["delivery"].notna() & ((made["effect"] < 0) | now["delivery"].isna())
    made["delivery"] = then["delivery"].where(ended, now["delivery"])
    told = made[counts.notna() | counted.notna()].reset_index(drop=True)
    return told.astype({"row_id": "int64", "delivery": "int64"})


def _amounts(entries: pd.DataFrame, day: date) -> pd.Series[float]:
    """What each entry adds to the figure of the day; nothing where it does not count."""
    by_the_day = pd.to_datetime(entries["counted_on"]) <= pd.Timestamp(day)
    return entries["amount"].astype("float64").where(entries["left_out"].isna() & by_the_day)


def _standing(entries: pd.DataFrame, counting: pd.Series[float]) -> pd.Series[Any]:
    standing = entries["left_out"].fillna(LATER).mask(counting.notna(), COUNTS)
    return standing.astype("object").where(entries["indicator"].notna(), None)


def _kinds(now: pd.DataFrame, then: pd.DataFrame) -> pd.Series[str]:
    kinds = pd.Series(CHANGED, index=now.index).where(then["indicator"].notna(), CAME)
    return kinds.where(now["indicator"].notna(), WENT)


def _changed(now: pd.DataFrame, then: pd.DataFrame) -> pd.Series[str]:
    """The names of SAID that differ within each pair; what is left out has no amount, gender or age to compare."""
    both = now["indicator"].notna() & then["indicator"].notna()
    counting = now["left_out"].isna() & then["left_out"].isna()
    names = pd.Series("", index=now.index)
    for name in SAID:
        alike = (now[name] == then[name]) | (now[name].isna() & then[name].isna())
        told = both if name in ("counted_on", "left_out") else both & counting
        names = names.where(alike | ~told, names + f" {name}")
    return names.str.strip()
