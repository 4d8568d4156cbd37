"""From the panels that a reader opens to the numbers in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from data_access.protection import PublishableFrame
from tests.pages.attack.known import GONE, NETWORK, Key, Known
from tests.pages.attack.programmes import OPENED, PERIODS
from tests.pages.recount.case import ends

Rows = Sequence[tuple[Mapping[str, Any], Callable[[str], bool]]]
ANSWERS = ("answered", "low", "high", "1", "2", "3", "4", "5", "no", "yes")
CLASSES = (1, 2, 3, 6, 11)
ENDS = {period: ends_on for period, _, ends_on in PERIODS}


def take(known: Known, exhibit: str, opened: str | None, found: Rows, day: date) -> None:
    """Everything that the panel's rows say in numbers of people."""
    reader = READERS.get(exhibit)
    if reader is not None:
        reader(known, found, opened, day)


def rows(frame: PublishableFrame) -> Rows:
    """Each row, and which of its cells are hidden."""
    hidden = [set(frame.hidden.columns[out]) for out in frame.hidden.to_numpy()]
    return [(row, out.__contains__) for row, out in zip(frame.records(), hidden, strict=True)]


def plain(whole: pd.DataFrame) -> Rows:
    """Each row, with nothing hidden."""
    columns = [
        [None if missing else value for value, missing in zip(column.tolist(), column.isna().tolist(), strict=True)]
        for _, column in whole.items()
    ]
    names = whole.columns.tolist()
    return [(dict(zip(names, row, strict=True)), lambda _name: False) for row in zip(*columns, strict=True)]


def figures(known: Known, found: Rows, opened: str | None, day: date) -> None:
    """One row per indicator."""
    del opened
    for row, hidden in found:
        code = row["code"]
        if code not in OPENED:
            continue
        for key, name in _of_figure(code, day, row):
            known.number(key, row.get(name), name in row and hidden(name))
        known.leaks += _said_beside(row)


def _of_figure(code: str, day: date, row: Mapping[str, Any]) -> Iterator[tuple[Key, str]]:
    for name in ("value", "answered", "eligible", "in_cells"):
        yield Key(code, name, day), name
    for name in ("missing_gender", "missing_age"):
        yield Key(code, name, day), name
    yield Key(code, "cell", day, "incomplete"), "incomplete"
    if row.get("previous_on"):
        yield Key(code, "value", row["previous_on"]), "previous"


def _said_beside(row: Mapping[str, Any]) -> Iterator[str]:
    """What follows from a value and must be hidden with it."""
    for name, others in (
        ("progress", ["value"]),
        ("pace", ["value"]),
        ("forecast", ["value"]),
        ("in_cells", ["value", "incomplete"]),
    ):
        if row.get(name) is not None and any(row.get(other) is None for other in others):
            yield f"{name} of {row['code']} is shown without {others}"


def changes(known: Known, found: Rows, opened: str | None, day: date) -> None:
    """What is more than at the end of the period before."""
    del opened
    for row, hidden in found:
        if row["code"] in OPENED:
            known.number(Key(row["code"], "value", day), row["value"], hidden("value"))
            known.number(Key(row["code"], "value", row["previous_on"]), row["previous"], hidden("previous"))
            if row["change"] is not None and (row["value"] is None or row["previous"] is None):
                known.leaks.append(f"change of {row['code']} on {day}")


def course(known: Known, found: Rows, opened: str | None, day: date) -> None:
    """The value on all closed days."""
    del day
    for row, hidden in found:
        known.number(Key(str(opened), "value", row["on"]), row["value"], hidden("value"))


def periods(known: Known, found: Rows, opened: str | None, day: date) -> None:
    """What each period contributed; what came outside of all is of the day."""
    parts = {row["part"] for row, _ in found}
    for row, hidden in found:
        part = row["part"]
        known.number(Key(str(opened), "period", ENDS.get(part, day), part or GONE), row["value"], hidden("value"))
    for part, ends_on in ENDS.items():
        if part not in parts and ends_on <= day:
            known.number(Key(str(opened), "period", ends_on, part), 0.0, hidden=False)
    if None not in parts:
        known.number(Key(str(opened), "period", day, GONE), 0.0, hidden=False)


def divided(dimension: str) -> Callable[[Known, Rows, str | None, date], None]:
    """What each part of a dimension contributed."""

    def take_in(known: Known, found: Rows, opened: str | None, day: date) -> None:
        known.table(str(opened), dimension, day, [row["part"] or GONE for row, _ in found])
        for row, hidden in found:
            known.number(Key(str(opened), dimension, day, row["part"] or GONE), row["value"], hidden("value"))

    return take_in


def breakdown(known: Known, found: Rows, opened: str | None, day: date) -> None:
    """Gender and age group."""
    for row, hidden in found:
        known.number(
            Key(str(opened), "cell", day, f"{row['gender']} {row['age_group']}"), row["value"], hidden("value")
        )


def checks(known: Known, found: Rows, opened: str | None, day: date) -> None:
    """Whether gender or age of anybody is not known, and of how many."""
    del opened
    told = {(row["code"], row["check"]): (row["found"], hidden("found")) for row, hidden in found}
    for code in OPENED:
        for check, name in (("gender_unknown", "missing_gender"), ("age_unknown", "missing_age")):
            key = Key(code, name, day)
            if (code, check) in told:
                known.number(key, *told[code, check])
                known.least[key] = 1.0


def derivation(known: Known, found: Rows, opened: str | None, day: date) -> None:
    """Among the steps by which a value is counted stand those who lack something, where there are any."""
    lacking = {"without_gender": "missing_gender", "without_age": "missing_age"}
    for row, hidden in found:
        if row["step"] in lacking:
            key = Key(str(opened), lacking[row["step"]], day)
            known.number(key, row["number"], hidden("number"))
            known.least[key] = 1.0


def reached(known: Known, found: Rows, opened: str | None, day: date) -> None:
    """New, returning and reached people of each half-year."""
    del opened
    before: date | None = None
    for ends_on in () if found else [one for one in ENDS.values() if one <= day]:
        known.number(Key("P.7", "value", ends_on), 0.0, hidden=False)
    for row, hidden in found:
        ends_on = row["ends_on"]
        if ends_on <= day:
            known.number(Key("P.7", "value", ends_on), row["reached"], hidden("reached"))
            known.number(Key(NETWORK, "returned", ends_on), row["returned"], hidden("returned"))
            if before:
                known.number(Key("P.7", "value", before), row["before"], hidden("before"))
            if row["new"] is not None and row["reached"] is None:
                known.leaks.append(f"new of {ends_on}")
            before = ends_on


def meetings(known: Known, found: Rows, opened: str | None, day: date) -> None:
    """How many came, and at how many meetings that is known."""
    del opened
    for row, hidden in found:
        if row["ends_on"] <= day:
            known.meetings[row["ends_on"]] = row["registered"]
            for name in ("participations", "headcount"):
                known.number(Key(NETWORK, name, row["ends_on"]), row[name], hidden(name))


def retention(known: Known, found: Rows, opened: str | None, day: date) -> None:
    """Who joined in which half-year, and came in each since."""
    del opened
    halves = ends(PERIODS[0][1], day, 6)
    for row, hidden in found:
        joined = ends(row["joined"], row["joined"], 6)[0]
        on = halves[halves.index(joined) + row["half_years"]] if joined in halves else joined
        known.number(Key(NETWORK, "members", joined), row["members"], hidden("members"))
        known.number(Key(NETWORK, "active", on, joined.isoformat()), row["active"], hidden("active"))
        if row["share"] is not None and (row["active"] is None or row["members"] is None):
            known.leaks.append(f"share of {joined}")


def frequency(known: Known, found: Rows, opened: str | None, day: date) -> None:
    """How many came how often."""
    del opened
    for row, hidden in found:
        known.number(Key(NETWORK, "frequency", day, f"{row['least']:02}"), row["people"], hidden("people"))
    for least in () if found else CLASSES:
        known.number(Key(NETWORK, "frequency", day, f"{least:02}"), 0.0, hidden=False)


def feedback(known: Known, found: Rows, opened: str | None, day: date) -> None:
    """Who answered what."""
    del opened
    known.table(NETWORK, "feedback", day, [])
    for row, hidden in found:
        whose = "nobody" if row["anonymous"] else "person"
        known.table(NETWORK, "feedback", day, [f"{row['question']} {whose} {answer}" for answer in ANSWERS])
        for answer in ANSWERS:
            known.number(
                Key(NETWORK, "feedback", day, f"{row['question']} {whose} {answer}"), row[answer], hidden(answer)
            )


READERS: Mapping[str, Callable[[Known, Rows, str | None, date], None]] = {
    **dict.fromkeys(
        ("overview-figures", "overview-progress", "indicators-fund", "indicators-own", "indicators-figures"), figures
    ),
    "indicator-answers": figures,
    "report-figures": figures,
    "overview-changes": changes,
    "indicator-course": course,
    "indicator-periods": periods,
    "indicator-cohorts": divided("cohort"),
    "indicator-sectors": divided("sector"),
    "indicator-regions": divided("region"),
    "indicator-kinds": divided("session_kind"),
    "indicator-breakdown": breakdown,
    "indicators-checks": checks,
    "indicator-derivation": derivation,
    "network-reached": reached,
    "network-returning": reached,
    "network-meetings": meetings,
    "network-participations": meetings,
    "network-invitations": meetings,
    "network-retention": retention,
    "network-frequency": frequency,
    "network-feedback": feedback,
}
