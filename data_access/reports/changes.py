"""What changed since the report before."""

from __future__ import annotations

import pandas as pd

from data_access.protection import PublishableFrame, protect
from data_access.queries.indicators.figures import facts
from data_access.question import Question
from data_access.reports.difference.figures import apart, today
from data_access.reports.difference.loads import loads
from data_access.reports.difference.movements import allow, movements, personal
from data_access.reports.difference.span import Span
from data_access.reports.difference.sums import SUMS, numbers, protected, sums
from data_access.reports.frozen import Frozen, frozen

COLUMNS = (
    "code", "previous", "revised", "new", "value", "came", "went", "changed", "personal", "more", "less", "deliveries",
    "few",
)  # fmt: skip


def since(question: Question, previous: Frozen | None) -> pd.DataFrame:
    """For each indicator the way from the value submitted before to the one of the question's day.

    Columns: code, previous (as submitted; empty where it was unknown, or nothing was submitted), revised (what has
    come or gone since of days up to the previous report's), new (what counts from later days), value; previous,
    revised and new make value where all are known, and each is empty where a value is unknown that it follows from.
    Of what was revised: came, went,
    changed (numbers of entries), personal (of changed: of a person's gender or age group alone), more, less (what they
    add and take), deliveries (the numbers of those that brought it, as text) and few (of the network, see
    ``difference.sums``); empty where nothing was submitted before.
    Nine queries, five where nothing was submitted before.
    """
    values = {row["code"]: row["value"] for row in facts(question)}
    if previous is None:
        rows = pd.DataFrame({"code": list(values), "value": list(values.values())}, dtype="object")
        return rows.reindex(columns=list(COLUMNS))
    moved = movements(question, Span(previous.data_version, previous.as_of))
    told, by = sums(moved, "indicator"), moved.groupby("indicator")["delivery"].agg(numbers)
    alone = moved[personal(moved)].groupby("indicator").size()
    before = {row["code"]: row["value"] for row in previous.content["indicators"]}
    as_of_then = {row["code"]: row["value"] for row in today(question, previous.as_of)}
    way = [
        {
            "code": code,
            "previous": before.get(code),
            "revised": apart(before.get(code), as_of_then[code]),
            "new": apart(as_of_then[code], value),
            "value": value,
            **{name: told[name].get(code, 0) for name in SUMS},
            "personal": alone.get(code, 0),
            "deliveries": by.get(code),
            "few": told["few"].get(code),
        }
        for code, value in values.items()
    ]
    return pd.DataFrame(way, columns=list(COLUMNS))


def listed(question: Question, report: Frozen) -> PublishableFrame:
    """The rows of ``since`` as the report froze them, without ``personal``.

    Who sees no person's gender and age group is not told how many of them changed. Raises Forbidden but for manager
    and financier.
    """
    allow(question)
    rows = pd.DataFrame([*report.content["changes"]], columns=list(COLUMNS))
    alone = rows.pop("personal").astype("float64")
    if question.viewer.restricted:
        rows["changed"] = rows["changed"].astype("float64") - alone
    return protected(rows, question)


def causes(question: Question, report: Frozen) -> PublishableFrame:
    """The deliveries by which something was revised. Columns: delivery, source, loaded_at, loaded_by. One query.

    Raises Forbidden but for manager and financier.
    """
    allow(question)
    told = ", ".join(row["deliveries"] for row in report.content["changes"] if row["deliveries"])
    named = [int(number) for number in told.split(", ") if number]
    known = loads(question)
    return protect(known[known["delivery"].isin(named)].reset_index(drop=True), question)


def revision(question: Question, report: Frozen) -> Span | None:
    """Between which states of the records the report before was revised; None where there was none. One query.

    Raises Forbidden as ``frozen`` does.
    """
    told = report.content["previous"]
    if told is None:
        return None
    previous = frozen(question, told["period"], told["version"])
    return Span(previous.data_version, previous.as_of, report.data_version)
