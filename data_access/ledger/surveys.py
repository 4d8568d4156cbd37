"""Persons who say so: counted while their latest answer is one of those that count."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_access.catalogue import Indicator, indicators
from data_access.ledger.entries import counted, entries, joined, of_each, reasons
from data_access.ledger.pairs import changes
from data_access.ledger.reasons import Reason
from data_access.ledger.records import NOBODY
from data_access.ledger.world import World


def surveys(world: World, indicator: Indicator, among: pd.DataFrame) -> pd.DataFrame:
    """An entry for each answer to the question, and the measures ``answered`` and ``eligible``.

    ``among``: the entries of the indicator whose persons may count here, in the same world.
    """
    asked = counted(among).assign(measure="eligible")
    start = asked.set_index("person")["counted_on"]
    rows = _answers(world, indicator, start)
    last = _holds(rows)
    change = pd.Series(np.nan, index=rows.index)
    change[last] = changes(rows[last], "person", holds=rows.loc[last, "positive"])
    left_out = rows["invalid"].where(rows["invalid"].notna(), _unchanged(rows, last, change))
    said = entries(rows, day="effective", left_out=left_out, amount=change)
    valid = rows[rows["invalid"].isna()].drop_duplicates("person")
    answered = entries(valid, day="effective", left_out=valid["invalid"]).assign(measure="answered")
    return joined(said, answered, _eligible(world, indicator, asked))


def _answers(world: World, indicator: Indicator, start: pd.Series) -> pd.DataFrame:
    """The answers in order, with ``effective`` (the day from which they say something), positive, invalid."""
    conditions = indicator.conditions
    rows = world.answers[world.answers["question"] == conditions.question]
    begun = of_each(rows, "person", start)
    rows = rows.assign(
        positive=rows["answer"].isin(conditions.positive),
        effective=rows["answered_on"].where(~(begun > rows["answered_on"]), begun),
    )
    tests = [
        (rows["person"] == NOBODY, Reason.ANONYMOUS),
        (of_each(rows, "person", world.people["staff"]).eq(True), Reason.STAFF),
        (begun.isna(), Reason.NOT_AMONG),
    ]
    if conditions.follow_up:
        tests.append((~_in_window(world, indicator, rows), Reason.OUTSIDE_WINDOW))
    rows["invalid"] = reasons(rows, *tests)
    rows["unit"] = (rows["person"] == NOBODY).map({True: "anonymous", False: None})
    return rows


def _in_window(world: World, indicator: Indicator, rows: pd.DataFrame) -> pd.Series:
    """Whether each answer falls within the follow-up window after the last session attended before it."""
    kinds = indicators()[indicator.conditions.among or ""].conditions.session_kinds
    visits = world.visits
    attended = visits[visits["kind"].isin(kinds) & (visits["status"] == "held") & visits["present"].eq(True)]
    last = pd.merge_asof(
        rows[["person", "answered_on"]].reset_index(),
        attended[["person", "held_on"]],
        left_on="answered_on",
        right_on="held_on",
        by="person",
    ).set_index("index")["held_on"]
    days = (rows["answered_on"] - last).dt.days
    return days.between(*world.records.facts.follow_up)


def _holds(rows: pd.DataFrame) -> pd.Series:
    """Whether an answer is the last of its person on its day."""
    valid = rows[rows["invalid"].isna()]
    overtaken = valid.duplicated(["person", "effective"], keep="last")
    return ~overtaken.reindex(rows.index, fill_value=True)


def _unchanged(rows: pd.DataFrame, last: pd.Series, change: pd.Series) -> pd.Series:
    return reasons(
        rows,
        (~last, Reason.LATER_ANSWER),
        ((change == 0) & rows["positive"], Reason.ALREADY_COUNTED),
        (change == 0, Reason.NOT_POSITIVE),
    )


def _eligible(world: World, indicator: Indicator, asked: pd.DataFrame) -> pd.DataFrame:
    if not indicator.conditions.follow_up:
        return asked
    return asked.assign(counted_on=asked["counted_on"] + pd.Timedelta(days=world.records.facts.follow_up[0]))
