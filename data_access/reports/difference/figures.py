"""The figures of a report then and now, and which deliveries made the difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from data_access.protection import PublishableFrame
from data_access.queries.indicators.figures import facts
from data_access.queries.rows import once
from data_access.question import Filters, Question
from data_access.reports.difference.loads import loads
from data_access.reports.difference.movements import movements
from data_access.reports.difference.span import after
from data_access.reports.difference.sums import SUMS, numbers, protected, sums
from data_access.reports.frozen import Frozen

PRECISION = 6  # decimals: a computer's 0.1 + 0.2 is no difference


def difference(question: Question, report: Frozen) -> PublishableFrame:
    """One row per indicator, in the catalogue's order. Five queries.

    Columns: code, unit, then (as frozen), now (what the records give today for the report's day; both empty where
    unknown), difference, came, went, changed (numbers of entries), more, less (what they add and take), deliveries
    (the numbers of those that brought it, as text), few (of the network, see ``sums``).
    Raises Forbidden but for manager and financier.
    """
    moved = movements(question, after(report))
    told = sums(moved, "indicator")
    by = moved.groupby("indicator")["delivery"].agg(numbers)
    then = {row["code"]: row for row in report.content["indicators"]}
    rows = [
        {
            "code": (code := row["code"]),
            "unit": row["unit"],
            "then": (was := then.get(code, {}).get("value")),
            "now": row["value"],
            "difference": apart(was, row["value"]),
            **{name: told[name].get(code, 0) for name in SUMS},
            "deliveries": by.get(code),
            "few": told["few"].get(code),
        }
        for row in today(question, report.as_of)
    ]
    return protected(pd.DataFrame(rows), question)


def causes(question: Question, report: Frozen) -> PublishableFrame:
    """For each indicator the deliveries that moved entries of it, first to last. Two queries.

    Columns: code, delivery, source, loaded_at, loaded_by, came, went, changed, more, less, net (their sum), few.
    Raises Forbidden but for manager and financier.
    """
    found = sums(movements(question, after(report)), "indicator", "delivery").reset_index()
    found = found.rename(columns={"indicator": "code"}).assign(net=found["more"] + found["less"])
    rows = found.merge(loads(question), on="delivery", how="left")
    return protected(rows, question)


@once
def today(question: Question, day: date) -> Sequence[Mapping[str, Any]]:
    """The rows of ``queries.indicators.overview`` for the whole programme as of ``day``, not protected."""
    return facts(replace(question, as_of=day, filters=Filters()))


def apart(then: float | None, now: float | None) -> float | None:
    """By how much the second differs from the first; nothing where either is unknown."""
    return None if then is None or now is None else round(now - then, PRECISION)
